package com.nexusplatform.procedure;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

import static org.assertj.core.api.Assertions.assertThat;

/** How figures are written, and how rows come by their currency. */
class NumeralsTests {

    @Test
    void roundsToTwelveSignificantDigits() {
        assertThat(Numerals.rounded(32100.901094451234)).isEqualByComparingTo("32100.9010945");
        assertThat(Numerals.rounded(0.0023366141234567)).isEqualByComparingTo("0.00233661412346");
        assertThat(Numerals.rounded(0)).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(Numerals.quotient(2, 3)).isEqualByComparingTo("0.666666666667");
    }

    @Test
    void writesMoneyInUnitsOfItsCurrency() {
        assertThat(Numerals.money(12_345, "USD")).isEqualTo("123.45");
        assertThat(Numerals.money(-5, "USD")).isEqualTo("-0.05");
        assertThat(Numerals.money(12_345, "JPY")).isEqualTo("12345");
        assertThat(Numerals.money(12_345, "KWD")).isEqualTo("12.345");
    }

    @Test
    void groupsThousands() {
        assertThat(Numerals.grouped(0)).isEqualTo("0");
        assertThat(Numerals.grouped(999)).isEqualTo("999");
        assertThat(Numerals.grouped(1_000)).isEqualTo("1,000");
        assertThat(Numerals.grouped(-123_456)).isEqualTo("-123,456");
        assertThat(Numerals.grouped(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numerals.grouped(1591.745, 1)).isEqualTo("1,591.7");
        assertThat(Numerals.grouped(-0.26, 1)).isEqualTo("-0.3");
        assertThat(Numerals.grouped(12.5, 0)).isEqualTo("12");
    }

    @Test
    void countsOneAndMany() {
        assertThat(Numerals.counted(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Numerals.counted(0, "row", "rows")).isEqualTo("0 rows");
        assertThat(Numerals.counted(1_200, "row has", "rows have")).isEqualTo("1,200 rows have");
    }

    @Test
    void writesSmallProbabilitiesWithoutALongRowOfZeros() {
        assertThat(Numerals.probability(new BigDecimal("0.01240"))).isEqualTo("0.0124");
        assertThat(Numerals.probability(new BigDecimal("0.001"))).isEqualTo("0.001");
        assertThat(Numerals.probability(new BigDecimal("0.0009995"))).isEqualTo("9.995e-4");
        assertThat(Numerals.probability(new BigDecimal("0.00000000000000000001234"))).isEqualTo("1.234e-20");
        assertThat(Numerals.probability(new BigDecimal("1E-9"))).isEqualTo("1e-9");
        assertThat(Numerals.probability(BigDecimal.ZERO.setScale(4))).isEqualTo("0");
        assertThat(Numerals.probability(BigDecimal.ONE)).isEqualTo("1");
    }

    @Test
    void givesRowsWithoutACurrencyThatOfTheLedger() {
        ColumnarLedger ledger = ColumnarLedger.builder(3)
            .currency("USD")
            .text(Field.CURRENCY, "JPY", null, "EUR")
            .build();
        RowCurrencies currencies = RowCurrencies.of(ledger);

        assertThat(currencies.codes()).containsExactly("EUR", "JPY", "USD");
        assertThat(currencies.code(currencies.at(0))).isEqualTo("JPY");
        assertThat(currencies.code(currencies.at(1))).isEqualTo("USD");
        assertThat(currencies.minorUnits(new BigDecimal("10.001"))).containsExactly(1_001, 11, 1_001);
    }

    @Test
    void givesAllRowsTheCurrencyOfALedgerWithoutTheColumn() {
        RowCurrencies currencies = RowCurrencies.of(ColumnarLedger.builder(2).currency("GBP").build());

        assertThat(currencies.codes()).containsExactly("GBP");
        assertThat(currencies.at(1)).isZero();
    }
}
