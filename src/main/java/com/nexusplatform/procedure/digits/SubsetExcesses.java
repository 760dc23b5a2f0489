package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Concentration;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Subsets;

/** Subsets in which the amounts that make the sum of a group exceed the mean gather more than chance explains. */
final class SubsetExcesses {

    private static final Comparator<Share> STRONGEST_FIRST = Comparator.comparing(Share::pValue)
        .thenComparing(Comparator.comparingInt((Share share) -> share.found.within()).reversed())
        .thenComparingInt(share -> share.rows[0])
        .thenComparingInt(share -> share.excess.group().digits());

    private final Task task;
    private final Sign sign;
    private final Subsets subsets;
    private final RowCurrencies currencies;
    private final int[] codes;
    private final List<Share> shares = new ArrayList<>();
    private long tests;

    SubsetExcesses(Task task, Sign sign, Subsets subsets) {
        this.task = task;
        this.sign = sign;
        this.subsets = subsets;
        currencies = RowCurrencies.of(task.ledger());
        codes = subsets.codes();
    }

    /** What is said of excesses, given the figures of the whole. */
    Outcome of(List<SummedGroup.Excess> excesses, Map<String, Object> statistics) {
        int counted = -1;
        int[] sizes = new int[0];
        for (SummedGroup.Excess excess : excesses) {
            if (excess.group().currency() != counted) {
                counted = excess.group().currency();
                sizes = sizes(counted);
            }
            divide(excess, sizes);
        }
        BigDecimal q = FalseDiscovery.q(task.parameters());
        FalseDiscovery discovery = FalseDiscovery.of(shares.stream().map(Share::pValue).toList(), tests, q);
        List<Alert> alerts = shares.stream()
            .filter(share -> discovery.rejects(share.pValue))
            .sorted(STRONGEST_FIRST)
            .limit(task.parameters().integer(DigitSubsets.MAXIMUM_ALERTS))
            .map(share -> alert(share, discovery, q))
            .toList();
        subsets.tell(statistics);
        statistics.put("tests", tests);
        statistics.put(FalseDiscovery.Q, q);
        statistics.put("pValueThreshold", discovery.threshold());
        statistics.put("found", discovery.rejected());
        statistics.put("reported", alerts.size());
        return new Outcome.Applicable(statistics, alerts);
    }

    /** Amounts of the sign and a currency in each subset. */
    private int[] sizes(int currency) {
        long[] amounts = task.ledger().amounts();
        int[] sizes = new int[subsets.size() + 1];
        for (int i = 0; i < amounts.length; i++) {
            if (sign.has(amounts[i]) && currencies.at(i) == currency) {
                sizes[codes[i]]++;
            }
        }
        sizes[Dictionary.ABSENT] = 0;
        return sizes;
    }

    private void divide(SummedGroup.Excess excess, int[] sizes) {
        int[] within = new int[sizes.length];
        for (int row : excess.rows()) {
            within[codes[row - 1]]++;
        }
        int concerned = excess.rows().length - within[Dictionary.ABSENT];
        int whole = Arrays.stream(sizes).sum();
        int[][] rows = new int[sizes.length][];
        for (int row : excess.rows()) {
            int code = codes[row - 1];
            if (code != Dictionary.ABSENT) {
                int[] own = rows[code] == null ? new int[within[code]] : rows[code];
                own[own.length - within[code]--] = row;
                rows[code] = own;
            }
        }
        for (int code = 1; code < sizes.length; code++) {
            tests += sizes[code] > 0 ? 1 : 0;
            if (rows[code] != null) {
                Concentration found = new Concentration(rows[code].length, concerned, sizes[code], whole);
                shares.add(new Share(excess, rows[code], found, found.pValue()));
            }
        }
    }

    private Alert alert(Share share, FalseDiscovery discovery, BigDecimal q) {
        Map<String, Object> inputs = share.excess.inputs();
        inputs.put(Subsets.SUBSET, subsets.field().label());
        inputs.put("subsetValue", Subsets.named(share.rows[0]));
        share.found.describe(inputs);
        Map<String, Object> constants = share.excess.constants();
        constants.put(FalseDiscovery.Q, q);
        Map<String, Object> steps = share.excess.steps();
        share.found.compute(steps, discovery);
        String sentence = share.excess.sentence() + " Of these, "
                + Numerals.counted(share.found.within(), "is", "are") + " of one " + subsets.field().label()
                + ", where about "
                + Numerals.grouped(share.found.expected().doubleValue(), 1) + " would be expected.";
        return new Alert(share.excess.group().points(), share.rows,
                new Explanation(SummedGroup.Excess.FORMULA + "; " + Concentration.FORMULA, inputs, constants, steps,
                        share.excess.verdict() + " and " + share.found.comparison(discovery), sentence,
                        Summation.SOURCE + "; subsets: " + FalseDiscovery.SOURCE));
    }

    /** The part of an excess that lies in one subset. */
    private record Share(SummedGroup.Excess excess, int[] rows, Concentration found, BigDecimal pValue) {}
}
