package com.nexusplatform.analysis;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of runs.
 *
 * @param timeLimit     time after which a run is stopped and counts as failed
 * @param threads       procedures performed at the same time, over all runs of this instance
 * @param watchInterval least time between two looks at the database for a cancellation, which also notes the progress
 * @param attempts      times a run is begun again after its instance went away, before it counts as failed
 * @param retryDelay    time until a run that the database failed is tried again
 * @param measuresInterval time between two readings of the measures of procedures for the metrics
 * @param events        the streams of progress
 * @param whatIf        the threshold laboratory
 */
@Validated
@ConfigurationProperties("nexus.analysis")
public record AnalysisProperties(@DefaultValue("10m") Duration timeLimit,
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("200ms") Duration watchInterval, @DefaultValue("5") @Min(1) @Max(100) int attempts,
        @DefaultValue("5s") Duration retryDelay, @DefaultValue("1m") Duration measuresInterval,
        @DefaultValue Events events, @DefaultValue WhatIf whatIf) {

    /**
     * The streams of progress that clients listen to.
     *
     * @param life     time after which a stream ends; the client connects again
     * @param interval time between two looks at the runs that are listened to
     * @param limit    streams at the same time on this instance
     * @param ofOneUser how many of them one user may have
     */
    public record Events(@DefaultValue("5m") Duration life, @DefaultValue("500ms") Duration interval,
            @DefaultValue("500") @Min(1) int limit, @DefaultValue("20") @Min(1) int ofOneUser) {}

    /**
     * The threshold laboratory.
     *
     * @param values    most values of one sweep
     * @param timeLimit time after which a sweep is stopped
     * @param atOnce    sweeps at the same time on this instance
     */
    public record WhatIf(@DefaultValue("20") @Min(1) @Max(1_000) int values, @DefaultValue("30s") Duration timeLimit,
            @DefaultValue("1") @Min(1) @Max(64) int atOnce) {}
}
