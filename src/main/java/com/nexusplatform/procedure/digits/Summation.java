package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Subsets;

/** DIG-4: sums of the amounts of each group of first two digits, which the law expects to be equal. Large amounts repeated stand out. */
public final class Summation implements Procedure {

    /** Source of the method. */
    static final String SOURCE = "Nigrini, Benford's Law (2012), summation test; rows and points: NEXUS's proposals";

    /** Name of the parameter for the number of groups selected. */
    static final String TOP = "top";

    private static final Declaration DECLARATION = new Declaration("DIG-4", 4, "Summation by first two digits",
            Family.DIGITS, EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT), FirstDigit.optional(),
            DigitSubsets.parameters(Sign.parameter(),
                    DigitCounts.minimumRows(DigitTest.FIRST_TWO, DigitTest.FIRST_TWO.leastRows()),
                    DigitCounts.minimumSpan(),
                    Parameter.integer(TOP, 3, 1, 90,
                            "most groups of a currency selected, greatest sum first, then smallest digits",
                            "NEXUS's proposal")),
            "For each currency, sums the amounts of one sign in each of the 90 groups of first two digits (7 counts as 70),"
                    + " exactly, and compares each sum with the mean of the 90, which the law expects of all. Selects the top"
                    + " groups above the mean, one alert a group over the fewest of its amounts, largest first and of equal ones"
                    + " the earliest row first, without which its sum would not be above the mean; points = share of the sum"
                    + " above the mean times EXCESS_MOST, rounded, at least 1. Few groups of real data come near the mean,"
                    + " so that the points are few. With a subset, the rows so found are counted in each account, counterparty, user or"
                    + " type: of K in all N amounts of the currency, k in a subset of n amounts have the one-sided binomial p"
                    + " value of k successes or more in K trials of n/N. Benjamini and Hochberg's procedure at q, over the"
                    + " groups selected times all subsets, names those that become an alert each over the subset's rows. It"
                    + " says whose amounts make the sum: a subset of large amounts holds more of the largest by itself, and no"
                    + " test of a subset's own sums against the law is made, as few large amounts rule them.",
            "At least one currency with minimumRows amounts of the sign, the largest at least minimumSpan orders of magnitude"
                    + " above the smallest.",
            SOURCE,
            "linear in rows and n log n in the amounts of the groups selected, 12 bytes for each of these; with a subset four bytes"
                    + " for each, and a pass for each currency");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return Subsets.refusal(DECLARATION.code(), task).orElseGet(() -> said(task));
    }

    private static Outcome said(Task task) {
        GroupSums sums = GroupSums.of(new DigitReader(DigitTest.FIRST_TWO, task));
        int rows = task.parameters().integer(DigitCounts.MINIMUM_ROWS);
        int span = task.parameters().integer(DigitCounts.MINIMUM_SPAN);
        int[] judged = IntStream.range(0, sums.currencies())
            .filter(currency -> sums.n(currency) >= rows && sums.spans(currency, span))
            .toArray();
        if (judged.length == 0) {
            return new Outcome.NotApplicable(
                    "No currency has " + Numerals.grouped(rows) + " " + sums.sign().word() + " amounts over " + span
                            + " orders of magnitude; there are " + Numerals.grouped(sums.n()) + " " + sums.sign().word()
                            + " amounts.",
                    Map.of("n", sums.n(), DigitCounts.MINIMUM_ROWS, rows, DigitCounts.MINIMUM_SPAN, span));
        }
        List<SummedGroup> selected = new ArrayList<>();
        List<Map<String, Object>> figures = new ArrayList<>();
        for (int currency : judged) {
            figures.add(sums.statistics(currency));
            selected.addAll(sums.top(currency, task.parameters().integer(TOP)));
        }
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("sign", sums.sign().word());
        statistics.put("currenciesLeftOut", sums.present() - judged.length);
        statistics.put("currencies", figures);
        List<SummedGroup.Excess> excesses = excesses(task, sums, selected);
        return Subsets.of(task.ledger(), task.parameters())
            .map(subsets -> new SubsetExcesses(task, sums.sign(), subsets).of(excesses, statistics))
            .orElseGet(() -> new Outcome.Applicable(statistics,
                    excesses.stream().map(SummedGroup.Excess::alert).toList()));
    }

    private static List<SummedGroup.Excess> excesses(Task task, GroupSums sums, List<SummedGroup> selected) {
        List<int[]> members = sums.rows(selected);
        List<SummedGroup.Excess> excesses = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            task.watch().at(0.8 + 0.2 * i / selected.size());
            excesses.add(selected.get(i).excess(task.ledger().amounts(), members.get(i)));
        }
        return excesses;
    }

    /** A whole number over another as a rounded decimal. */
    static BigDecimal quotient(BigInteger dividend, long divisor, int decimals) {
        return new BigDecimal(dividend, decimals).divide(BigDecimal.valueOf(divisor), Distortion.PRECISION);
    }
}
