package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of runs and their defaults. */
class AnalysisPropertiesTests {

    @Test
    void standsByItsDefaults() {
        assertThat(bind(Map.of()))
            .isEqualTo(new AnalysisProperties(Duration.ofMinutes(10), 2, Duration.ofMillis(200), 5,
                    Duration.ofSeconds(5),
                    new AnalysisProperties.Events(Duration.ofMinutes(5), Duration.ofMillis(500), 500)));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("nexus.analysis.time-limit", "1h", "nexus.analysis.threads", "8",
                "nexus.analysis.watch-interval", "1s", "nexus.analysis.attempts", "2", "nexus.analysis.retry-delay",
                "30s",
                "nexus.analysis.events.life", "1m", "nexus.analysis.events.interval", "2s",
                "nexus.analysis.events.limit", "9")))
            .isEqualTo(new AnalysisProperties(Duration.ofHours(1), 8, Duration.ofSeconds(1), 2, Duration.ofSeconds(30),
                    new AnalysisProperties.Events(Duration.ofMinutes(1), Duration.ofSeconds(2), 9)));
    }

    private static AnalysisProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("nexus.analysis",
                AnalysisProperties.class);
    }
}
