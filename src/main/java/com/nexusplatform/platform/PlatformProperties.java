package com.nexusplatform.platform;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the edge.
 *
 * @param allowedOrigins origins other than the service's own whose pages may call the API, such as
 *                       {@code https://workbench.example}; none unless given
 */
@Validated
@ConfigurationProperties("nexus.platform")
record PlatformProperties(
        @DefaultValue @NotNull List<@Pattern(regexp = "https?://[^/*]+", message = "an origin is a scheme and a host, without a path or wildcard") String> allowedOrigins) {

    PlatformProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
