package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalInt;

import com.nexusplatform.procedure.Numerals;

/** How many rows to draw so that the inspection can answer. Rates and risks are compared as decimals, never as binary fractions. */
public final class SampleSize {

    /** The largest sample that is planned; nobody inspects more by hand. */
    public static final int LARGEST = 100_000;

    /** The largest population whose size is reckoned with, by the hypergeometric distribution; a larger one is taken as unlimited. */
    public static final int SMALL_POPULATION = 10_000;

    private SampleSize() {}

    /**
     * The least n with Binomial(⌈expected · n⌉; n, tolerable) ≤ 1 - confidence, the product rounded up as a decimal.
     *
     * @return empty when no sample of up to {@value #LARGEST} rows suffices, as when as much is expected as is tolerable
     */
    public static OptionalInt attribute(BigDecimal confidence, BigDecimal tolerable, BigDecimal expected) {
        double rate = tolerable.doubleValue();
        return least(confidence, expected, LARGEST, (errors, n) -> Distribution.binomial(errors, n, rate));
    }

    /** The same for a population of known size, of which ⌈tolerable · population⌉ rows in error are no longer tolerable. */
    public static OptionalInt attribute(BigDecimal confidence, BigDecimal tolerable, BigDecimal expected,
            int population) {
        int marked = intolerable(tolerable, population);
        return least(confidence, expected, Math.min(population, LARGEST),
                (errors, n) -> Distribution.hypergeometric(errors, population, marked, n));
    }

    /** The least n with Hypergeometric(errors; population, marked, n) ≤ 1 - confidence, for a fixed number of errors accepted. */
    static OptionalInt accepting(int errors, BigDecimal confidence, int marked, int population) {
        return within(errors, confidence, 1, population,
                (most, n) -> Distribution.hypergeometric(most, population, marked, n));
    }

    /** The least number of rows in error that is not tolerable. */
    static int intolerable(BigDecimal tolerable, int population) {
        return tolerable.multiply(BigDecimal.valueOf(population)).setScale(0, RoundingMode.CEILING).intValueExact();
    }

    /**
     * The least n with Gamma(tolerable / value; 1 + (expected / value) · n, rate n) ≥ confidence.
     *
     * @param value value of the population, in the unit of the misstatements
     * @return empty when no sample of up to {@value #LARGEST} items suffices
     */
    public static OptionalInt monetary(BigDecimal confidence, BigDecimal tolerable, BigDecimal expected,
            BigDecimal value) {
        double accepted = tolerable.divide(value, MathContext.DECIMAL128).doubleValue();
        double awaited = expected.divide(value, MathContext.DECIMAL128).doubleValue();
        int low = 1;
        int high = LARGEST;
        if (tolerable.compareTo(expected) <= 0 || !assures(confidence, accepted, awaited, high)) {
            return OptionalInt.empty();
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (assures(confidence, accepted, awaited, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(low);
    }

    private static boolean assures(BigDecimal confidence, double accepted, double awaited, int n) {
        return Numerals.rounded(Distribution.gamma(1 + awaited * n, accepted * n)).compareTo(confidence) >= 0;
    }

    /** Goes through the numbers of errors that are expected of larger and larger samples: between two steps the risk only falls. */
    private static OptionalInt least(BigDecimal confidence, BigDecimal expected, int most, Risk risk) {
        int from = 1;
        for (int errors = 0; from <= most; errors++) {
            int to = expected.signum() == 0
                    ? most
                    : BigDecimal.valueOf(errors)
                        .divide(expected, 0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(most))
                        .intValueExact();
            OptionalInt found = within(errors, confidence, from, to, risk);
            if (found.isPresent()) {
                return found;
            }
            from = Math.max(from, to + 1);
        }
        return OptionalInt.empty();
    }

    private static OptionalInt within(int errors, BigDecimal confidence, int from, int to, Risk risk) {
        BigDecimal limit = BigDecimal.ONE.subtract(confidence);
        if (from > to || Numerals.rounded(risk.of(errors, to)).compareTo(limit) > 0) {
            return OptionalInt.empty();
        }
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Numerals.rounded(risk.of(errors, middle)).compareTo(limit) <= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(low);
    }

    /** Probability of so few errors in a sample of n although the population is not tolerable. */
    @FunctionalInterface
    private interface Risk {

        double of(int errors, int n);
    }
}
