package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Concentration;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Groups;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.Subsets;

/** Amounts that one subset repeats more often than its share of all their occurrences explains. */
final class SubsetRepetitions {

    private static final Comparator<Repetition> STRONGEST_FIRST = Comparator.comparing(Repetition::pValue)
        .thenComparing(Comparator.comparingInt((Repetition repetition) -> repetition.found.within()).reversed())
        .thenComparingInt(repetition -> repetition.rows[0]);

    private final Task task;
    private final RepeatedAmounts amounts;
    private final Subsets subsets;
    private final int[] codes;
    private final List<Repetition> repetitions = new ArrayList<>();
    private long tests;

    private SubsetRepetitions(Task task, RepeatedAmounts amounts, Subsets subsets) {
        this.task = task;
        this.amounts = amounts;
        this.subsets = subsets;
        codes = subsets.codes();
    }

    /** What is said by subset of the amounts counted. */
    static Outcome of(Task task, RepeatedAmounts amounts, Subsets subsets) {
        SubsetRepetitions repeated = new SubsetRepetitions(task, amounts, subsets);
        int currencies = amounts.currencies().codes().size();
        for (int currency = 0; currency < currencies; currency++) {
            task.watch().at(0.5 + 0.4 * currency / currencies);
            repeated.look(currency);
        }
        return repeated.outcome();
    }

    /** Every amount that is repeated often enough is tested in every subset with an amount of the currency. */
    private void look(int currency) {
        long[] values = amounts.repeated(currency);
        if (values.length == 0) {
            return;
        }
        int[] totals = new int[values.length];
        int[] sizes = new int[subsets.size() + 1];
        long[] keys = new long[codes.length];
        int rows = 0;
        for (int i = 0; i < codes.length; i++) {
            keys[i] = Key.NONE;
            if (codes[i] != Dictionary.ABSENT && amounts.counted(i) && amounts.currencies().at(i) == currency) {
                rows++;
                sizes[codes[i]]++;
                if (amounts.repeats(i)) {
                    int place = Arrays.binarySearch(values, amounts.at(i));
                    totals[place]++;
                    keys[i] = Key.of((long) place << Integer.SIZE | codes[i]);
                }
            }
        }
        tests += values.length * Arrays.stream(sizes).filter(size -> size > 0).count();
        collect(Groups.of(keys), values, totals, sizes, rows);
    }

    private void collect(Groups groups, long[] values, int[] totals, int[] sizes, int rows) {
        for (int group = 0; group < groups.size(); group++) {
            if (groups.size(group) >= amounts.minimumRepeats()) {
                int first = groups.first(group);
                int total = totals[Arrays.binarySearch(values, amounts.at(first))];
                int[] members = Arrays.stream(groups.members(group)).map(index -> index + 1).toArray();
                Concentration found = new Concentration(members.length, total, sizes[codes[first]], rows);
                repetitions.add(new Repetition(members, found, found.pValue()));
            }
        }
    }

    private Outcome outcome() {
        BigDecimal q = FalseDiscovery.q(task.parameters());
        FalseDiscovery discovery = FalseDiscovery.of(repetitions.stream().map(Repetition::pValue).toList(), tests, q);
        List<Alert> alerts = repetitions.stream()
            .filter(repetition -> discovery.rejects(repetition.pValue))
            .sorted(STRONGEST_FIRST)
            .limit(task.parameters().integer(DigitSubsets.MAXIMUM_ALERTS))
            .map(repetition -> alert(repetition, discovery))
            .toList();
        Map<String, Object> statistics = amounts.statistics();
        subsets.tell(statistics);
        statistics.put("tests", tests);
        statistics.put(FalseDiscovery.Q, q);
        statistics.put("pValueThreshold", discovery.threshold());
        statistics.put("found", discovery.rejected());
        statistics.put("reported", alerts.size());
        return new Outcome.Applicable(statistics, alerts);
    }

    private Alert alert(Repetition repetition, FalseDiscovery discovery) {
        int first = repetition.rows[0] - 1;
        String currency = amounts.currencies().code(amounts.currencies().at(first));
        String amount = Numerals.money(amounts.at(first), currency);
        Concentration found = repetition.found;
        String grade = found.reaches(100) ? "HUNDREDFOLD" : found.reaches(10) ? "TENFOLD" : "LISTED";
        int points = NumberDuplication.POINTS.points(grade);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("amount", amount);
        inputs.put("currency", currency);
        inputs.put(Subsets.SUBSET, subsets.field().label());
        inputs.put("subsetValue", Subsets.named(first + 1));
        found.describe(inputs);
        Map<String, Object> steps = new LinkedHashMap<>();
        found.compute(steps, discovery);
        steps.put("grade", grade);
        steps.put("points", points);
        return new Alert(points, repetition.rows, new Explanation(
                Concentration.FORMULA
                        + "; grade HUNDREDFOLD where concernedInSubset >= 100 expected, else TENFOLD where"
                        + " concernedInSubset >= 10 expected, else LISTED",
                inputs, constants(task.parameters()), steps, found.comparison(discovery),
                sentence(amount + " " + currency, found),
                NumberDuplication.SOURCE + "; subsets: " + FalseDiscovery.SOURCE));
    }

    private Map<String, Object> constants(Parameters parameters) {
        Map<String, Object> constants = NumberDuplication.constants(parameters);
        constants.put(FalseDiscovery.Q, FalseDiscovery.q(parameters));
        return constants;
    }

    private String sentence(String amount, Concentration found) {
        return "The amount " + amount + " occurs " + Numerals.grouped(found.within()) + " times with one "
                + subsets.field().label() + "; of its " + Numerals.grouped(found.concerned())
                + " occurrences about " + Numerals.grouped(found.expected().doubleValue(), 1)
                + " would be expected there. A fee or a rent of its own does so, too.";
    }

    /** An amount in a subset: its row numbers, and what was counted. */
    private record Repetition(int[] rows, Concentration found, BigDecimal pValue) {}
}
