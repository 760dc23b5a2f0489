package com.nexusplatform.shared;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Identifiers that ascend with time (RFC 9562, version 7). */
class IdentifiersTests {

    @Test
    void carriesVersionSevenAndTheTime() {
        long now = 1_764_000_000_123L;
        UUID id = Identifiers.next(now);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now);
    }

    @Test
    void ascendsWithTime() {
        assertThat(Identifiers.next(1_000).toString()).isLessThan(Identifiers.next(1_001).toString());
    }

    @Test
    void differsWithinAMillisecond() {
        assertThat(Identifiers.next(1)).isNotEqualTo(Identifiers.next(1));
    }
}
