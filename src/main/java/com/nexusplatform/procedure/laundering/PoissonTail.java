package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;

import com.nexusplatform.procedure.Numerals;

/** How likely so many or more events are where fewer are expected: the upper tail of Poisson's distribution. */
final class PoissonTail {

    private static final double NEGLIGIBLE = 1e-17;

    private PoissonTail() {}

    /**
     * P(X >= count) for X of Poisson's distribution with the mean given, rounded to the digits of {@link Numerals}; terms are
     * added from the greatest down.
     */
    static BigDecimal atLeast(int count, BigDecimal mean) {
        double lambda = mean.doubleValue();
        if (count <= 0) {
            return BigDecimal.ONE;
        }
        if (lambda <= 0) {
            return BigDecimal.ZERO;
        }
        return Numerals.rounded(count > lambda ? above(count, lambda) : Math.max(0, 1 - below(count, lambda)));
    }

    /** Terms from count upwards, which fall where count is above the mean. */
    private static double above(int count, double lambda) {
        double term = StrictMath.exp(logTerm(count, lambda));
        double sum = 0;
        for (long i = count; term > sum * NEGLIGIBLE; i++) {
            sum += term;
            term *= lambda / (i + 1);
        }
        return Math.min(1, sum);
    }

    /** Terms from count - 1 downwards, which fall where count is at most the mean. */
    private static double below(int count, double lambda) {
        double term = StrictMath.exp(logTerm(count - 1, lambda));
        double sum = 0;
        for (long i = count - 1L; i >= 0 && term > sum * NEGLIGIBLE; i--) {
            sum += term;
            term *= i / lambda;
        }
        return Math.min(1, sum);
    }

    private static double logTerm(int count, double lambda) {
        double factorial = 0;
        for (int i = 2; i <= count; i++) {
            factorial += StrictMath.log(i);
        }
        return count * StrictMath.log(lambda) - lambda - factorial;
    }
}
