package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The distribution functions beside sums of exact fractions and beside figures that are known in closed form. */
class DistributionTests {

    private static final MathContext DIGITS = new MathContext(40);

    @ParameterizedTest
    @CsvSource({"0, 59, 0.05", "14, 400, 0.05", "91, 1300, 0.08", "4, 112, 0.07", "50, 400, 0.05", "399, 400, 0.99",
            "3, 2000, 0.0005", "700, 2000, 0.35"})
    void sumsBinomialTermsAsExactDecimalsDo(int most, int n, String p) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal rate = new BigDecimal(p);
        for (int k = 0; k <= most; k++) {
            sum = sum.add(new BigDecimal(choose(n, k)).multiply(rate.pow(k, DIGITS), DIGITS)
                .multiply(BigDecimal.ONE.subtract(rate).pow(n - k, DIGITS), DIGITS));
        }
        assertThat(Distribution.binomial(most, n, rate.doubleValue())).isCloseTo(sum.doubleValue(), within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"0, 500, 10, 102", "2, 1200, 60, 102", "9, 1200, 60, 102", "0, 10, 9, 2", "4, 10, 6, 8", "3, 10, 6, 8"})
    void sumsHypergeometricTermsAsExactFractionsDo(int most, int population, int marked, int n) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k <= most; k++) {
            sum = sum.add(choose(marked, k).multiply(choose(population - marked, n - k)));
        }
        double exact = new BigDecimal(sum).divide(new BigDecimal(choose(population, n)), DIGITS).doubleValue();
        assertThat(Distribution.hypergeometric(most, population, marked, n)).isCloseTo(exact, within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"1, 2.5", "4, 0.1", "4, 5", "4, 40", "200, 199", "200, 230", "10000, 10001"})
    void agreesWithThePoissonSumWhereTheShapeIsWhole(int shape, double x) {
        double sum = 0;
        double logarithm = -x;
        for (int k = 0; k < shape; k++) {
            sum += StrictMath.exp(logarithm);
            logarithm += StrictMath.log(x) - StrictMath.log(k + 1);
        }
        assertThat(Distribution.gamma(shape, x)).isCloseTo(1 - sum, within(1e-10));
    }

    @Test
    void knowsTheNormalDistributionByItsGammaForm() {
        // half of the square of a standard normal value; 1.959963984540054 is exceeded on both sides once in twenty times
        double half = 1.959963984540054 * 1.959963984540054 / 2;
        assertThat(Distribution.gamma(0.5, half)).isCloseTo(0.95, within(1e-14));
        assertThat(Distribution.gammaQuantile(0.5, 0.95)).isCloseTo(half, within(1e-13));
    }

    @Test
    void holdsAtItsEnds() {
        assertThat(Distribution.binomial(-1, 10, 0.5)).isZero();
        assertThat(Distribution.binomial(10, 10, 0.5)).isOne();
        assertThat(Distribution.binomial(3, 10, 0)).isOne();
        assertThat(Distribution.binomial(3, 10, 1)).isZero();
        assertThat(Distribution.hypergeometric(4, 100, 5, 100)).isZero();
        assertThat(Distribution.hypergeometric(5, 100, 5, 100)).isOne();
        assertThat(Distribution.gamma(2, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1e15", "1, 1e17", "3, 1e30", "1, 1e308", "100001, 1e21", "0.5, 1e16"})
    void isCertainOfAGammaVariableFarBelowTheValue(double shape, double x) {
        assertThat(Distribution.gamma(shape, x)).isOne();
    }

    private static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
