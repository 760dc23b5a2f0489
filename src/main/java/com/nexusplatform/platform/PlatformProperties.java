package com.nexusplatform.platform;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the edge, and of an instance as a whole.
 *
 * @param allowedOrigins origins other than the service's own whose pages may call the API, such as
 *                       {@code https://workbench.example}; none unless given
 * @param role           what this instance does among its like
 * @param longestBody    longest body of a request that is no upload
 * @param slowestBody    time that such a body may take to arrive
 */
@Validated
@ConfigurationProperties("nexus.platform")
record PlatformProperties(
        @DefaultValue @NotNull List<@Pattern(regexp = "https?://[^/*]+", message = "an origin is a scheme and a host, without a path or wildcard") String> allowedOrigins,
        @DefaultValue("all") Role role, @DefaultValue("4MB") @NotNull DataSize longestBody,
        @DefaultValue("30s") @NotNull Duration slowestBody) {

    PlatformProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** What an instance does among its like; every instance answers requests, so that probes and Prometheus reach it. */
    enum Role {

        /** Answers requests and performs what they queue. */
        ALL,

        /** Answers requests; loads and runs are left to other instances. */
        API,

        /** Performs what is queued; no caller is sent to it. */
        WORKER;

        boolean performsQueuedWork() {
            return this != API;
        }
    }
}
