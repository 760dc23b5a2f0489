package com.nexusplatform.columnar;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** ISO 4217 minor units. */
class CurrenciesTests {

    @Test
    void knowsTheDecimalsOfACurrency() {
        assertThat(Currencies.digits("USD")).isEqualTo(2);
        assertThat(Currencies.digits("JPY")).isZero();
        assertThat(Currencies.digits("KWD")).isEqualTo(3);
        assertThat(Currencies.digits("XXX")).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoCurrency() {
        assertThat(Currencies.exists("usd")).isFalse();
        assertThat(Currencies.exists("Dollar")).isFalse();
    }

    @Test
    void showsMinorUnitsAsAnExactDecimal() {
        assertThat(Currencies.decimal(-12345, "USD")).hasToString("-123.45");
        assertThat(Currencies.decimal(12345, "JPY")).hasToString("12345");
    }
}
