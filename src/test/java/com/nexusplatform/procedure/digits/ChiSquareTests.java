package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The chi-square distribution against tables and closed forms. */
class ChiSquareTests {

    /** Critical values of the tables of chi-square; benford_py codes the same. */
    @ParameterizedTest
    @CsvSource({"8, 15.507, 0.05", "8, 20.090, 0.01", "9, 16.919, 0.05", "9, 21.666, 0.01", "89, 112.022, 0.05",
            "89, 122.942, 0.01", "99, 123.225, 0.05", "99, 134.642, 0.01", "899, 969.865, 0.05",
            "899, 1000.575, 0.01"})
    void agreesWithTheTables(int degreesOfFreedom, double critical, double share) {
        assertThat(ChiSquare.upperTail(critical - 0.0005, degreesOfFreedom)).isGreaterThanOrEqualTo(share);
        assertThat(ChiSquare.upperTail(critical + 0.0005, degreesOfFreedom)).isLessThanOrEqualTo(share);
    }

    @ParameterizedTest
    @EnumSource(DigitTest.class)
    void isWhereTheTestsHaveTheirCriticalValues(DigitTest test) {
        assertThat(ChiSquare.upperTail(test.critical5().doubleValue(), test.size() - 1)).isCloseTo(0.05, within(1e-5));
        assertThat(ChiSquare.upperTail(test.critical1().doubleValue(), test.size() - 1)).isCloseTo(0.01, within(1e-5));
    }

    /** With an even number 2m of degrees of freedom, Q = e^(-x/2) times the sum of (x/2)^k / k! for k below m. */
    @Test
    void agreesWithTheClosedFormOfEvenDegreesOfFreedom() {
        for (int half : new int[]{1, 4, 10, 50}) {
            for (double x : new double[]{0.1, 3, 8, 9.9, 30, 120, 400}) {
                double term = Math.exp(-x / 2);
                double sum = 0;
                for (int k = 0; k < half; k++) {
                    sum += term;
                    term *= x / 2 / (k + 1);
                }
                assertThat(ChiSquare.upperTail(x, 2 * half)).isCloseTo(sum, within(1e-12 * sum + 1e-15));
            }
        }
    }

    /** With one degree of freedom it is the two-sided normal: 1.959963984540054 squared leaves 0.05. */
    @Test
    void agreesWithTheNormalDistribution() {
        assertThat(ChiSquare.upperTail(1.959963984540054 * 1.959963984540054, 1)).isCloseTo(0.05, within(1e-13));
        assertThat(ChiSquare.upperTail(2.5758293035489004 * 2.5758293035489004, 1)).isCloseTo(0.01, within(1e-13));
    }

    @Test
    void endsAtNothingAndAtAll() {
        assertThat(ChiSquare.upperTail(0, 8)).isEqualTo(1);
        assertThat(ChiSquare.exceeding(new BigDecimal("1000000"), 89)).isEqualByComparingTo("0");
        assertThat(ChiSquare.upperTail(1_000, 8)).isBetween(0.0, 1e-200);
    }
}
