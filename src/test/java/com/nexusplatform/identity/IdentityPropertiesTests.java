package com.nexusplatform.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The settings are a contract: their names and defaults do not change unnoticed. */
class IdentityPropertiesTests {

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
            .isEqualTo(new IdentityProperties("nexus", "nexus-api", Duration.ofMinutes(15), Duration.ofHours(12),
                    Duration.ofDays(7), Duration.ofSeconds(30), 2, 32, Duration.ofSeconds(2), 10, 100,
                    Duration.ofMinutes(1),
                    Set.of(), List.of(), Path.of("data")));
    }

    @Test
    void takesTheseNames() {
        IdentityProperties settings = bind(Map.ofEntries(Map.entry("issuer", "i"), Map.entry("audience", "a"),
                Map.entry(
                        "access-token-life", "5m"),
                Map.entry("refresh-token-life", "1h"), Map.entry("session-life", "1d"), Map.entry("clock-skew",
                        "10s"),
                Map.entry("hashing-slots", "4"), Map.entry("hashing-queue", "8"), Map.entry("hashing-wait", "1s"), Map
                    .entry("free-tries", "3"),
                Map.entry("many-tries", "50"), Map.entry("slowest-try", "30s"),
                Map.entry("second-factor-roles", "AUDITOR,REVIEWER"),
                Map.entry("context-words", "Harbour,Bank"),
                Map.entry("folder", "/tmp/n")));
        assertThat(settings)
            .isEqualTo(new IdentityProperties("i", "a", Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1),
                    Duration.ofSeconds(10), 4, 8, Duration.ofSeconds(1), 3, 50, Duration.ofSeconds(30),
                    Set.of(Role.AUDITOR, Role.REVIEWER), List.of("Harbour", "Bank"), Path.of("/tmp/n")));
    }

    @Test
    void refusesLivesThatAreTooLong() {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("access-token-life", "16m")));
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("clock-skew", "31s")));
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("refresh-token-life", "8d")));
    }

    private static IdentityProperties bind(Map<String, String> settings) {
        Map<String, String> named = new java.util.HashMap<>();
        settings.forEach((name, value) -> named.put("nexus.identity." + name, value));
        return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate("nexus.identity",
                IdentityProperties.class);
    }
}
