package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** The settings of runs and their defaults. */
class AnalysisPropertiesTests {

    @Test
    void standsByItsDefaults() {
        assertThat(bind(Map.of()))
            .isEqualTo(new AnalysisProperties(Duration.ofMinutes(10), 2, Duration.ofMillis(200), 5,
                    Duration.ofSeconds(5), Duration.ofMinutes(1),
                    new AnalysisProperties.Events(Duration.ofMinutes(5), Duration.ofMillis(500), 500, 20),
                    new AnalysisProperties.WhatIf(20, Duration.ofSeconds(30), 1)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.ofEntries(entry("nexus.analysis.time-limit", "1h"), entry("nexus.analysis.threads", "8"),
                entry("nexus.analysis.watch-interval", "1s"), entry("nexus.analysis.attempts", "2"),
                entry("nexus.analysis.retry-delay", "30s"), entry("nexus.analysis.measures-interval", "2h"),
                entry("nexus.analysis.events.life", "1m"),
                entry("nexus.analysis.events.interval", "2s"), entry("nexus.analysis.events.limit", "9"),
                entry("nexus.analysis.events.of-one-user", "3"),
                entry("nexus.analysis.what-if.values", "7"), entry("nexus.analysis.what-if.time-limit", "5s"),
                entry("nexus.analysis.what-if.at-once", "2"))))
            .isEqualTo(new AnalysisProperties(Duration.ofHours(1), 8, Duration.ofSeconds(1), 2, Duration.ofSeconds(30),
                    Duration.ofHours(2),
                    new AnalysisProperties.Events(Duration.ofMinutes(1), Duration.ofSeconds(2), 9, 3),
                    new AnalysisProperties.WhatIf(7, Duration.ofSeconds(5), 2)));
    }

    private static AnalysisProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("nexus.analysis",
                AnalysisProperties.class);
    }
}
