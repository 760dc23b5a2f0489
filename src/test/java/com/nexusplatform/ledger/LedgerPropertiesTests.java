package com.nexusplatform.ledger;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import com.nexusplatform.ledger.format.Limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The settings of datasets and their defaults. */
class LedgerPropertiesTests {

    private static final LedgerProperties.Files FILES = new LedgerProperties.Files(1_000, DataSize.ofMegabytes(1),
            DataSize.ofKilobytes(32), DataSize.ofGigabytes(8), 200, 50_000_000, DataSize.ofMegabytes(64));

    @Test
    void standsByItsDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new LedgerProperties(0.05, 100_000, 2, 0.6, 2,
                Duration.ofSeconds(30), FILES));
    }

    @Test
    void takesEverySetting() {
        assertThat(bind(Map.of("nexus.ledger.max-reject-share", "0.5", "nexus.ledger.max-kept-rejects", "7",
                "nexus.ledger.concurrent-loads", "1", "nexus.ledger.memory-share", "0.3",
                "nexus.ledger.workbooks-at-once", "3", "nexus.ledger.workbook-wait", "5s")))
            .isEqualTo(new LedgerProperties(0.5, 7, 1, 0.3, 3, Duration.ofSeconds(5), FILES));
    }

    @Test
    void boundsFilesAsItIsTold() {
        assertThat(bind(Map.of()).files().limits())
            .isEqualTo(new Limits(1_000, 1 << 20, 32_768, 8L << 30, 200, 50_000_000, 64L << 20));
        assertThat(bind(Map.of("nexus.ledger.files.max-columns", "20", "nexus.ledger.files.max-record-bytes", "2KB",
                "nexus.ledger.files.max-cell-bytes", "100B", "nexus.ledger.files.max-expanded-bytes", "1GB",
                "nexus.ledger.files.max-expansion-ratio", "50", "nexus.ledger.files.max-rows", "7",
                "nexus.ledger.files.max-shared-strings-bytes", "1MB"))
            .files()
            .limits()).isEqualTo(new Limits(20, 2_048, 100, 1L << 30, 50, 7, 1L << 20));
    }

    @Test
    void refusesLimitsThatNoFileMeets() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> bind(Map.of("nexus.ledger.files.max-rows", "0")).files().limits());
    }

    private static LedgerProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("nexus.ledger",
                LedgerProperties.class);
    }
}
