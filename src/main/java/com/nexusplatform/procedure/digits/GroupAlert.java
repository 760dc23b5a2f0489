package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.grouping.FalseDiscovery;

/**
 * A group of digits that is too frequent, in the whole or in a subset. Which of its rows make the excess, digits cannot tell: the
 * points of each are the share of the excess.
 *
 * @param profile    counts of the whole or of the subset
 * @param group      the digits
 * @param z          their normal deviate
 * @param sign       sign of the amounts counted
 * @param criticalZ  value that z exceeds
 * @param mostPoints points if all of the group were excess
 * @param subset     the subset, where it is not the whole
 */
record GroupAlert(DigitProfile profile, int group, BigDecimal z, Sign sign, BigDecimal criticalZ, int mostPoints,
        @Nullable SubsetVerdict subset) {

    static final String EXCESS_MOST = "EXCESS_MOST";

    /** The groups of a whole that are too frequent, strongest first, then by digits. */
    static List<Alert> ofWhole(DigitCounts counted, DigitProfile profile, BigDecimal criticalZ, int mostPoints) {
        List<GroupAlert> found = profile.exceeding(criticalZ)
            .stream()
            .map(group -> new GroupAlert(profile, group, profile.z(group), counted.sign(), criticalZ, mostPoints, null))
            .sorted(Comparator.comparing(GroupAlert::z).reversed().thenComparingInt(GroupAlert::group))
            .toList();
        List<int[]> rows = counted.rows(profile, found.stream().map(GroupAlert::group).toList());
        return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).over(rows.get(i))).toList();
    }

    /** The alert over the rows of the group. */
    Alert over(int[] rows) {
        return new Alert(points(), rows, explanation());
    }

    private int points() {
        return Math.max(1, (int) StrictMath.rint(mostPoints * profile.excessShare(group)));
    }

    private Explanation explanation() {
        long observed = profile.observed(group);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("digits", profile.test().leading() ? (Object) group : profile.test().digits(group));
        inputs.put("observed", observed);
        inputs.put("n", profile.n());
        inputs.put("sign", sign.word());
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put(FirstDigit.CRITICAL_Z, criticalZ);
        constants.put("excessMost", mostPoints);
        Map<String, Object> steps = steps(observed);
        String verdict = "z " + z.toPlainString() + " > " + criticalZ.toPlainString() + " and observed " + observed
                + " > expected " + Numerals.rounded(profile.expected(group)).toPlainString();
        String formula = (profile.test().leading() ? "p = log10(1 + 1/digits)" : "p = 1/100")
                + "; c = 1/(2n) where smaller than |observed/n - p|, else 0; z = (|observed/n - p| - c) / sqrt(p(1 - p)/n);"
                + " expected = n p; points = max(1, round(excessMost (observed - expected)/observed))";
        if (subset != null) {
            subset.describe(inputs);
            constants.put(FalseDiscovery.Q, subset.q());
            subset.compute(steps);
            verdict = subset.comparison() + " and " + verdict;
            formula = SubsetVerdict.FORMULA + "; " + formula;
        }
        return new Explanation(formula, inputs, constants, steps, verdict, sentence(observed),
                source(profile.test(), subset));
    }

    private Map<String, Object> steps(long observed) {
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("p", Numerals.rounded(profile.test().expected(group)));
        steps.put("observedProportion", Numerals.quotient(observed, profile.n()));
        steps.put("continuity", Numerals.rounded(profile.continuity(group)));
        steps.put("standardError", Numerals.rounded(profile.standardError(group)));
        steps.put("z", z);
        steps.put("expected", Numerals.rounded(profile.expected(group)));
        steps.put("excessShare", Numerals.rounded(profile.excessShare(group)));
        steps.put("points", points());
        return steps;
    }

    private String sentence(long observed) {
        return Numerals.grouped(observed) + " of " + Numerals.grouped(profile.n()) + " " + sign.word() + " amounts"
                + (subset == null ? "" : " of one " + subset.column())
                + (profile.test().leading() ? " begin" : " of at least " + DigitReader.LEAST_UNITS + " end")
                + " with the digits " + profile.test().digits(group) + "; about "
                + Numerals.grouped(profile.expected(group), 1)
                + " would be expected. Digits cannot tell which of these rows make the difference"
                + (profile.test().leading() ? "." : "; set prices and whole amounts do so, too.");
    }

    /** Source of a test, and of the choice among subsets. */
    static String source(DigitTest test, @Nullable SubsetVerdict subset) {
        return (test.leading() ? DigitTest.SOURCE : LastTwoDigits.SOURCE)
                + (subset == null ? "" : "; subsets: " + FalseDiscovery.SOURCE);
    }
}
