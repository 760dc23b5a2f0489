package com.nexusplatform.procedure.grouping;

/**
 * Upper tail of the binomial distribution. The first term comes from Loader's saddle-point expansion in {@link StrictMath}, the
 * others from the ratio of neighbours, so that the same figure comes out on every machine, to about 12 significant digits;
 * Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
 */
public final class BinomialTail {

    private static final double NEGLIGIBLE = 1e-17;
    private static final int LARGEST_TABULATED = 15;
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private BinomialTail() {}

    /**
     * Probability of at least so many successes in so many trials; 0 where it is less than a double can hold.
     *
     * @param share probability of a success, above 0 and below 1
     */
    public static double of(int successes, int trials, double share) {
        if (successes <= 0) {
            return 1;
        }
        if (successes > trials) {
            return 0;
        }
        return successes > trials * share
                ? tail(successes, trials, share)
                : 1 - tail(trials - successes + 1, trials, 1 - share);
    }

    /** Probability of at least k where k is above the mean: the terms fall from the first. */
    private static double tail(int k, int n, double p) {
        double odds = p / (1 - p);
        double term = 1;
        double sum = 1;
        for (int i = k + 1; i <= n && term > sum * NEGLIGIBLE; i++) {
            term *= odds * (n - i + 1) / i;
            sum += term;
        }
        return Math.min(1, StrictMath.exp(logProbability(k, n, p)) * sum);
    }

    private static double logProbability(int k, int n, double p) {
        if (k == n) {
            return n * StrictMath.log(p);
        }
        if (k == 0) {
            return n * StrictMath.log1p(-p);
        }
        double errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
        double deviances = deviance(k, n * p) + deviance(n - k, n * (1 - p));
        return errors - deviances - HALF_LOG_TWO_PI + 0.5 * StrictMath.log((double) n / k / (n - k));
    }

    /** ln n! less Stirling's formula. */
    private static double stirlingError(int n) {
        if (n <= LARGEST_TABULATED) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return StrictMath.log(factorial) - (n + 0.5) * StrictMath.log(n) + n - HALF_LOG_TWO_PI;
        }
        double square = (double) n * n;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
                / n;
    }

    /** x ln(x / m) + m - x, by its series where x is near m. */
    private static double deviance(double x, double m) {
        if (StrictMath.abs(x - m) >= 0.1 * (x + m)) {
            return x * StrictMath.log(x / m) + m - x;
        }
        double v = (x - m) / (x + m);
        double sum = (x - m) * v;
        double term = 2 * x * v;
        for (int j = 1;; j++) {
            term *= v * v;
            double next = sum + term / (2 * j + 1);
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
