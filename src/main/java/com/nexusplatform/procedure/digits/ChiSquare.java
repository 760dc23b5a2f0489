package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;

import com.nexusplatform.procedure.Numerals;

/**
 * The chi-square distribution: how often chance alone exceeds a value. P(X > x) with k degrees of freedom is the regularised upper
 * incomplete gamma function Q(k/2, x/2), by its series below a + 1 and its continued fraction above (Abramowitz and Stegun 6.5.29
 * and 6.5.31); relative error below 1e-12 for up to 1,000 degrees of freedom.
 */
final class ChiSquare {

    private static final double CLOSE = 1e-16;
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;

    private ChiSquare() {}

    /** The p value rounded as all figures are; 0 where it is too small for binary floating point. */
    static BigDecimal exceeding(BigDecimal value, int degreesOfFreedom) {
        return Numerals.rounded(upperTail(value.doubleValue(), degreesOfFreedom));
    }

    /** P(X > x), from 0 to 1. */
    static double upperTail(double value, int degreesOfFreedom) {
        double a = degreesOfFreedom / 2.0;
        double x = value / 2;
        if (x <= 0) {
            return 1;
        }
        double scale = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(degreesOfFreedom));
        return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
    }

    /** ln Γ(k/2), from Γ(1) = 1 or Γ(1/2) = √π by Γ(a + 1) = a Γ(a). */
    private static double logGamma(int halves) {
        double sum = halves % 2 == 0 ? 0 : StrictMath.log(StrictMath.PI) / 2;
        for (int half = halves % 2 == 0 ? 2 : 1; half < halves; half += 2) {
            sum += StrictMath.log(half / 2.0);
        }
        return sum;
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int i = 1; i < MOST_TERMS && term > sum * CLOSE; i++) {
            term *= x / (a + i);
            sum += term;
        }
        return sum;
    }

    /** The continued fraction read forwards, as ratios of successive numerators and denominators. */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double numerators = 1 / TINY;
        double denominators = 1 / b;
        double product = denominators;
        for (int i = 1; i < MOST_TERMS; i++) {
            double part = i * (a - i);
            b += 2;
            denominators = 1 / nonzero(part * denominators + b);
            numerators = nonzero(b + part / numerators);
            double step = denominators * numerators;
            product *= step;
            if (StrictMath.abs(step - 1) < CLOSE) {
                break;
            }
        }
        return product;
    }

    private static double nonzero(double value) {
        return StrictMath.abs(value) < TINY ? TINY : value;
    }
}
