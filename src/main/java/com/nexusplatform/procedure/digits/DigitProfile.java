package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Numerals;

/**
 * Counts of digits compared with what is expected of them. Sums run over the groups in ascending order, in binary floating point;
 * every figure is then rounded to {@value Numerals#SIGNIFICANT} significant digits, and verdicts compare the rounded figures.
 */
final class DigitProfile {

    private static final double CRITICAL_DISTANCE = 1.36;

    private final DigitTest test;
    private final long[] counts;
    private final long n;

    private DigitProfile(DigitTest test, long[] counts, long n) {
        this.test = test;
        this.counts = counts;
        this.n = n;
    }

    /**
     * The profile of counts, the first of which belongs to the test's first group.
     *
     * @throws IllegalArgumentException when there is not one count for each group, or nothing was counted
     */
    static DigitProfile of(DigitTest test, long... counts) {
        long n = 0;
        for (long count : counts) {
            n += count;
        }
        if (counts.length != test.size() || n == 0) {
            throw new IllegalArgumentException(test + " has " + test.size() + " groups and at least one amount");
        }
        return new DigitProfile(test, counts.clone(), n);
    }

    /** The test whose groups were counted. */
    DigitTest test() {
        return test;
    }

    /** Number of amounts counted. */
    long n() {
        return n;
    }

    /** Amounts of a group. */
    long observed(int group) {
        return counts[group - test.first()];
    }

    /** Expected number of amounts of a group. */
    double expected(int group) {
        return n * test.expected(group);
    }

    /** Σ (O − E)² / E. */
    BigDecimal chiSquare() {
        double sum = 0;
        for (int group = test.first(); group < test.first() + test.size(); group++) {
            double expected = expected(group);
            double difference = observed(group) - expected;
            sum += difference * difference / expected;
        }
        return Numerals.rounded(sum);
    }

    /** How often chance alone gives a greater chi-square. */
    BigDecimal pValue() {
        return ChiSquare.exceeding(chiSquare(), test.size() - 1);
    }

    /** Amounts of each group, in the order of the groups. */
    List<Long> counts() {
        return Arrays.stream(counts).boxed().toList();
    }

    /** Kolmogorov and Smirnov's D, the greatest |sum of observed − sum of expected proportions| up to a group. */
    BigDecimal greatestDistance() {
        double sum = 0;
        double greatest = 0;
        for (int group = test.first(); group < test.first() + test.size(); group++) {
            sum += difference(group);
            greatest = Math.max(greatest, StrictMath.abs(sum));
        }
        return Numerals.rounded(greatest);
    }

    /** Mean of |observed proportion − expected proportion|. */
    BigDecimal meanAbsoluteDeviation() {
        return Numerals.rounded(deviation());
    }

    /** Mean absolute deviation less what chance alone is expected to give. */
    BigDecimal excessDeviation() {
        return Numerals.rounded(deviation() - test.expectedDeviation(n));
    }

    /** The normal deviate of a group, with the continuity term where that is smaller than the difference. */
    BigDecimal z(int group) {
        return Numerals.rounded((StrictMath.abs(difference(group)) - continuity(group)) / standardError(group));
    }

    /** 1/(2n) where smaller than the difference of the proportions, otherwise 0, so that z never turns negative. */
    double continuity(int group) {
        double term = 1.0 / (2.0 * n);
        return term < StrictMath.abs(difference(group)) ? term : 0;
    }

    /** √(p(1 − p)/n). */
    double standardError(int group) {
        double p = test.expected(group);
        return StrictMath.sqrt(p * (1 - p) / n);
    }

    /** Groups with more amounts than expected and z above the critical value, in ascending order. */
    List<Integer> exceeding(BigDecimal criticalZ) {
        List<Integer> groups = new ArrayList<>();
        for (int group = test.first(); group < test.first() + test.size(); group++) {
            if (difference(group) > 0 && z(group).compareTo(criticalZ) > 0) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** The share of a group that is above expectation; negative where it is below. */
    double excessShare(int group) {
        return (observed(group) - expected(group)) / observed(group);
    }

    /** Nigrini's word for the mean absolute deviation, or for chi-square where he gives none. */
    String verdict() {
        return test.verdict(meanAbsoluteDeviation(), chiSquare());
    }

    /** All figures by name, with one entry for each group. */
    Map<String, Object> statistics(BigDecimal criticalZ) {
        Map<String, Object> statistics = summary();
        if (test.leading()) {
            statistics.put("kolmogorovSmirnov", greatestDistance());
            statistics.put("kolmogorovSmirnovCritical5",
                    Numerals.rounded(CRITICAL_DISTANCE / StrictMath.sqrt((double) n)));
        }
        statistics.put("exceeding", exceeding(criticalZ));
        List<Map<String, Object>> groups = new ArrayList<>();
        for (int group = test.first(); group < test.first() + test.size(); group++) {
            groups.add(group(group));
        }
        statistics.put("groups", groups);
        return statistics;
    }

    /** The figures of the whole by name. */
    Map<String, Object> summary() {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("n", n);
        statistics.put("chiSquare", chiSquare());
        statistics.put("degreesOfFreedom", test.size() - 1);
        statistics.put("chiSquareCritical5", test.critical5());
        statistics.put("chiSquareCritical1", test.critical1());
        statistics.put("pValue", pValue());
        statistics.put("meanAbsoluteDeviation", meanAbsoluteDeviation());
        if (!test.bands().isEmpty()) {
            statistics.put("bands", test.bands());
        }
        statistics.put("verdict", verdict());
        statistics.put("expectedMeanAbsoluteDeviation", Numerals.rounded(test.expectedDeviation(n)));
        statistics.put("excessMeanAbsoluteDeviation", excessDeviation());
        return statistics;
    }

    private Map<String, Object> group(int group) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("digits", group);
        figures.put("observed", observed(group));
        figures.put("expected", Numerals.rounded(expected(group)));
        figures.put("observedProportion", Numerals.quotient(observed(group), n));
        figures.put("expectedProportion", Numerals.rounded(test.expected(group)));
        figures.put("z", z(group));
        return figures;
    }

    private double deviation() {
        double sum = 0;
        for (int group = test.first(); group < test.first() + test.size(); group++) {
            sum += StrictMath.abs(difference(group));
        }
        return sum / test.size();
    }

    private double difference(int group) {
        return (double) observed(group) / n - test.expected(group);
    }
}
