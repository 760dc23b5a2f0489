package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

import static org.assertj.core.api.Assertions.assertThat;

/** Levels and multiples of amounts in the minor units of each currency. */
class AmountLevelTests {

    private static final ColumnarLedger LEDGER = ColumnarLedger.builder(4)
        .currency("USD")
        .amounts(1, 1, 1, 1)
        .text(Field.CURRENCY, "JPY", "USD", "KWD", null)
        .build();

    @Test
    void roundsALevelUpToTheMinorUnit() {
        AmountLevel level = AmountLevel.of(LEDGER, new BigDecimal("1.005"));

        assertThat(new long[]{level.at(0), level.at(1), level.at(2), level.at(3)}).containsExactly(2, 101, 1_005, 101);
    }

    @ParameterizedTest
    @CsvSource({"1.005, 2, false", "1.005, 201, false", "1.5, 2, false", "1.5, 3, false", "2.0, 2, true", "2, 3, false",
            "100, 1000, true", "1, 9223372036854775807, true", "9223372036854775808, 9223372036854775807, false"})
    void hasNoMultiplesThatTheMinorUnitCannotMakeUp(BigDecimal units, long yen, boolean multiple) {
        assertThat(AmountLevel.multiple(LEDGER, units).divides(0, yen)).isEqualTo(multiple);
    }

    @Test
    void looksAtTheCurrencyOfEachRow() {
        AmountLevel multiple = AmountLevel.multiple(LEDGER, new BigDecimal("1.005"));

        assertThat(multiple.divides(1, 201)).isFalse();
        assertThat(multiple.divides(2, 2_010)).isTrue();
        assertThat(multiple.divides(3, -101)).isFalse();
        assertThat(AmountLevel.multiple(LEDGER, new BigDecimal("1.5")).divides(3, -300)).isTrue();
    }
}
