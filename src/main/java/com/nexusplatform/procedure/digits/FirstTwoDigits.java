package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;

/**
 * DIG-2: first two digits against Benford's law. One alert for each group of digits that is too frequent. Which of its rows make
 * the excess, digits cannot tell: the points of each are the share of the excess, in tenths.
 */
public final class FirstTwoDigits implements Procedure {

    private static final int POINTS_OF_ALL = Weights.of("DIG-2").points("EXCESS_MOST");

    private static final Declaration DECLARATION = new Declaration("DIG-2", 1, "Benford first two digits",
            Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY),
            List.of(Sign.parameter(), DigitCounts.minimumRows(DigitTest.FIRST_TWO, DigitTest.FIRST_TWO.leastRows()),
                    DigitCounts.minimumSpan(), FirstDigit.criticalZ()),
            "Counts the first two significant digits of every amount of one sign, from minor units as integers (7 counts as 70),"
                    + " and compares the proportions with p(d) = log10(1 + 1/d): chi-square with 89 degrees of freedom, mean"
                    + " absolute deviation (MAD) with its verdict, excess MAD, and z for each group with a continuity term where"
                    + " that is smaller than the difference. Selects each group with z above criticalZ and more amounts than"
                    + " expected, one alert a group; points = share of the group above expectation, in tenths, at least 1.",
            "At least minimumRows amounts of the sign; the largest at least minimumSpan orders of magnitude above the smallest."
                    + " The examiner must know that the amounts are not assigned numbers and have no built-in limits.",
            DigitTest.SOURCE, "linear in rows; one byte a row, and four for each row selected");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        DigitCounts counted = DigitCounts.of(DigitTest.FIRST_TWO, task);
        return counted.unmet(task.parameters()).orElseGet(() -> {
            BigDecimal criticalZ = task.parameters().decimal(FirstDigit.CRITICAL_Z);
            DigitProfile profile = counted.profile();
            Map<String, Object> statistics = new LinkedHashMap<>(counted.selection());
            statistics.putAll(profile.statistics(criticalZ));
            return new Outcome.Applicable(statistics, alerts(counted, profile, criticalZ));
        });
    }

    /** Strongest first, then by digits. */
    private static List<Alert> alerts(DigitCounts counted, DigitProfile profile, BigDecimal criticalZ) {
        List<Integer> groups = new ArrayList<>(profile.exceeding(criticalZ));
        groups.sort(Comparator.comparing(profile::z).reversed().thenComparing(Comparator.naturalOrder()));
        return groups.stream()
            .map(group -> new Alert(points(profile, group), counted.rows(group),
                    explanation(profile, group, counted.sign().word(), criticalZ)))
            .toList();
    }

    private static int points(DigitProfile profile, int group) {
        return Math.max(1, (int) StrictMath.rint(POINTS_OF_ALL * excessShare(profile, group)));
    }

    private static double excessShare(DigitProfile profile, int group) {
        return (profile.observed(group) - profile.expected(group)) / profile.observed(group);
    }

    private static Explanation explanation(DigitProfile profile, int group, String sign, BigDecimal criticalZ) {
        long observed = profile.observed(group);
        BigDecimal z = profile.z(group);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("digits", group);
        inputs.put("observed", observed);
        inputs.put("n", profile.n());
        inputs.put("sign", sign);
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("p", Numerals.rounded(DigitTest.FIRST_TWO.expected(group)));
        steps.put("observedProportion", Numerals.quotient(observed, profile.n()));
        steps.put("continuity", Numerals.rounded(profile.continuity(group)));
        steps.put("standardError", Numerals.rounded(profile.standardError(group)));
        steps.put("z", z);
        steps.put("expected", Numerals.rounded(profile.expected(group)));
        steps.put("excessShare", Numerals.rounded(excessShare(profile, group)));
        steps.put("points", points(profile, group));
        String sentence = Numerals.grouped(observed) + " of " + Numerals.grouped(profile.n()) + " " + sign
                + " amounts begin with the digits " + group + "; about "
                + Numerals.grouped(profile.expected(group), 1)
                + " would be expected. Digits cannot tell which of these rows"
                + " make the difference.";
        return new Explanation(
                "p = log10(1 + 1/digits); c = 1/(2n) where smaller than |observed/n - p|, else 0;"
                        + " z = (|observed/n - p| - c) / sqrt(p(1 - p)/n); expected = n p;"
                        + " points = max(1, round(pointsOfAll (observed - expected)/observed))",
                inputs, Map.of(FirstDigit.CRITICAL_Z, criticalZ, "pointsOfAll", POINTS_OF_ALL), steps,
                "z " + z.toPlainString() + " > " + criticalZ.toPlainString() + " and observed " + observed
                        + " > expected "
                        + Numerals.rounded(profile.expected(group)).toPlainString(),
                sentence, DigitTest.SOURCE);
    }
}
