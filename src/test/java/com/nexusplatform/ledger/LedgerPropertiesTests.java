package com.nexusplatform.ledger;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of datasets and their defaults. */
class LedgerPropertiesTests {

    @Test
    void standsByItsDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new LedgerProperties(0.05, 100_000, 2, 0.6));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("nexus.ledger.max-reject-share", "0.5", "nexus.ledger.max-kept-rejects", "7",
                "nexus.ledger.concurrent-loads", "1", "nexus.ledger.memory-share", "0.3")))
            .isEqualTo(new LedgerProperties(0.5, 7, 1, 0.3));
    }

    private static LedgerProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("nexus.ledger",
                LedgerProperties.class);
    }
}
