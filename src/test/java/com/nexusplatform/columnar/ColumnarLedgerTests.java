package com.nexusplatform.columnar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A ledger as columns of primitives. */
class ColumnarLedgerTests {

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }

    @Test
    void givesLocalDaysInItsOwnZoneAcrossSummerTime() {
        ColumnarLedger ledger = ColumnarLedger.builder(4)
            .zone(ZoneId.of("Europe/Berlin"))
            .instants(Field.POSTED_AT, new long[]{micros("2025-03-29T22:59:59Z"), micros("2025-03-29T23:00:00Z"),
                    micros("2025-03-30T22:00:00Z"), ColumnarLedger.NO_INSTANT}, true)
            .build();
        assertThat(ledger.days(Field.POSTED_AT)).containsExactly((int) LocalDate.of(2025, 3, 29).toEpochDay(),
                (int) LocalDate.of(2025, 3, 30).toEpochDay(), (int) LocalDate.of(2025, 3, 31).toEpochDay(),
                ColumnarLedger.NO_DATE);
    }

    @Test
    void keepsADateThatHasNoTimeWhateverTheZone() {
        ColumnarLedger ledger = ColumnarLedger.builder(2)
            .zone(ZoneId.of("America/Los_Angeles"))
            .days(Field.POSTED_AT, LocalDate.of(2025, 1, 1), null)
            .build();
        assertThat(ledger.timed(Field.POSTED_AT)).isFalse();
        assertThat(ledger.days(Field.POSTED_AT)).containsExactly((int) LocalDate.of(2025, 1, 1).toEpochDay(),
                ColumnarLedger.NO_DATE);
    }

    @Test
    void fallsBackToItsCurrencyWhereARowNamesNone() {
        ColumnarLedger ledger = ColumnarLedger.builder(2).currency("USD").text(Field.CURRENCY, "JPY", null).build();
        assertThat(ledger.currency(0)).isEqualTo("JPY");
        assertThat(ledger.currency(1)).isEqualTo("USD");
    }

    @Test
    void saysWhichColumnIsMissing() {
        ColumnarLedger ledger = ColumnarLedger.builder(0).build();
        assertThat(ledger.has(Field.AMOUNT)).isFalse();
        assertThatIllegalStateException().isThrownBy(ledger::amounts).withMessageContaining("amount");
    }

    @Test
    void refusesAColumnOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> ColumnarLedger.builder(2).amounts(1L));
    }

    @Test
    void countsItsMemory() {
        ColumnarLedger ledger = ColumnarLedger.builder(3).amounts(1, 2, 3).text(Field.ACCOUNT, "a", "b", "a").build();
        assertThat(ledger.memory()).isBetween(3L * 12, 3L * 12 + 100);
        assertThat(ledger.has(Field.ACCOUNT)).isTrue();
        assertThat(ledger.text(Field.ACCOUNT, 2)).isEqualTo("a");
    }
}
