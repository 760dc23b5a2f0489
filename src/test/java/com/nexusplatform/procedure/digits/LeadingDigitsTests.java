package com.nexusplatform.procedure.digits;

import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Leading digits of whole numbers, at the edges where a logarithm errs. */
class LeadingDigitsTests {

    @Test
    void padsShortNumbersAtTheRight() {
        assertThat(LeadingDigits.of(7, 1)).isEqualTo(7);
        assertThat(LeadingDigits.of(7, 2)).isEqualTo(70);
        assertThat(LeadingDigits.of(10, 2)).isEqualTo(10);
        assertThat(LeadingDigits.of(BigInteger.valueOf(7), 2)).isEqualTo(70);
    }

    @Test
    void readsTheDigitsAroundEveryPowerOfTen() {
        for (int zeros = 0; zeros <= 18; zeros++) {
            long power = BigInteger.TEN.pow(zeros).longValueExact();
            assertThat(LeadingDigits.of(power, 1)).isEqualTo(1);
            assertThat(LeadingDigits.of(power, 2)).isEqualTo(10);
            assertThat(LeadingDigits.length(power)).isEqualTo(zeros + 1);
            if (zeros > 1) {
                assertThat(LeadingDigits.of(power - 1, 2)).isEqualTo(99);
                assertThat(LeadingDigits.length(power - 1)).isEqualTo(zeros);
            }
        }
    }

    @Test
    void readsTheMagnitudeOfNegativeNumbersAndOfTheGreatest() {
        assertThat(LeadingDigits.of(-4_567, 2)).isEqualTo(45);
        assertThat(LeadingDigits.of(Long.MAX_VALUE, 2)).isEqualTo(92);
        assertThat(LeadingDigits.of(Long.MIN_VALUE, 2)).isEqualTo(92);
    }

    @Test
    void agreesWithTheWrittenDigits() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(63);
            if (value != 0) {
                BigInteger exact = BigInteger.valueOf(value);
                assertThat(LeadingDigits.of(value, 1)).isEqualTo(LeadingDigits.of(exact, 1));
                assertThat(LeadingDigits.of(value, 2)).isEqualTo(LeadingDigits.of(exact, 2));
                assertThat(LeadingDigits.of(value, 3)).isEqualTo(LeadingDigits.of(exact, 3));
            }
        }
    }
}
