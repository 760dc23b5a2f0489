package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The upper tail of the binomial distribution beside whole numbers and printed figures. */
class BinomialTailTests {

    @Test
    void isTheExactSumOfWholeNumbersForOneHalf() {
        for (int trials : new int[]{1, 2, 7, 14, 15, 16, 17, 40, 333, 1_000}) {
            BigInteger term = BigInteger.ONE;
            BigInteger sum = BigInteger.ZERO;
            for (int successes = trials; successes >= 0; successes--) {
                sum = sum.add(term);
                term = term.multiply(BigInteger.valueOf(successes)).divide(BigInteger.valueOf(trials - successes + 1L));
                double exact = new BigDecimal(sum).divide(new BigDecimal(BigInteger.TWO.pow(trials)),
                        MathContext.DECIMAL64)
                    .doubleValue();
                assertThat(BinomialTail.of(successes, trials, 0.5) / exact).as("%d of %d", successes, trials)
                    .isCloseTo(1, within(1e-12));
            }
        }
    }

    /** AICPA 2017 Appendix A: P(X <= 14 | 400, 0.05) = 0.09898 and P(X <= 91 | 1300, 0.08) = 0.09889, design page 3.2. */
    @ParameterizedTest
    @CsvSource({"14, 400, 0.05, 0.09898", "91, 1300, 0.08, 0.09889", "4, 112, 0.07, 0.10071"})
    void agreesWithTheFiguresOfAttributeSampling(int atMost, int trials, double share, double printed) {
        assertThat(1 - BinomialTail.of(atMost + 1, trials, share)).isCloseTo(printed, within(0.000005));
    }

    @Test
    void holdsAtItsEnds() {
        assertThat(BinomialTail.of(0, 10, 0.5)).isEqualTo(1);
        assertThat(BinomialTail.of(11, 10, 0.5)).isZero();
        assertThat(BinomialTail.of(2_000_000, 2_000_000, 0.5)).isZero();
        assertThat(BinomialTail.of(1_000_000, 2_000_000, 0.5)).isCloseTo(0.5, within(0.001));
    }
}
