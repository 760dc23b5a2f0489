package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;

/** The amounts of one sign of a ledger, counted by digits, with what decides whether a verdict can be held. */
final class DigitCounts {

    /** Name of {@link #minimumRows}. */
    static final String MINIMUM_ROWS = "minimumRows";

    /** Name of {@link #minimumSpan}. */
    static final String MINIMUM_SPAN = "minimumSpan";

    private final DigitTest test;
    private final DigitReader reader;
    private final long[] counts;
    private long n;
    private long zeros;
    private long otherSign;
    private BigDecimal smallest = BigDecimal.ZERO;
    private BigDecimal largest = BigDecimal.ZERO;

    private DigitCounts(DigitTest test, Task task) {
        this.test = test;
        reader = new DigitReader(test, task);
        counts = new long[test.size()];
    }

    /** The parameter for the least number of amounts. */
    static Parameter minimumRows(DigitTest test, int standard) {
        return Parameter.integer(MINIMUM_ROWS, standard, test.leastRows(), 1_000_000_000,
                "amounts of the sign below which no verdict is held", test.leastRowsReason());
    }

    /** The parameter for the least span. */
    static Parameter minimumSpan() {
        return Parameter.integer(MINIMUM_SPAN, 2, 0, 12,
                "orders of magnitude that the largest amount must be above the smallest, both by magnitude",
                "Nigrini (2012): the law needs amounts over several orders of magnitude; 2 is NEXUS's proposal");
    }

    /** Counts the amounts of the sign chosen in the ledger of a task. */
    static DigitCounts of(DigitTest test, Task task) {
        DigitCounts counted = new DigitCounts(test, task);
        counted.count();
        return counted;
    }

    /** The sign counted. */
    Sign sign() {
        return reader.sign();
    }

    /** Number of amounts counted. */
    long n() {
        return n;
    }

    /** The answer when there are too few amounts, or their span is too small; empty when a verdict can be held. */
    Optional<Outcome> unmet(Parameters parameters) {
        int rows = parameters.integer(MINIMUM_ROWS);
        if (n < rows) {
            return Optional.of(new Outcome.NotApplicable("There are " + Numerals.grouped(n) + " " + sign().word()
                    + (test.leading() ? " amounts" : " amounts of at least " + DigitReader.LEAST_UNITS)
                    + "; a verdict on their " + (test.leading() ? "leading" : "last") + " digits needs at least "
                    + Numerals.grouped(rows) + ".", facts(parameters)));
        }
        if (!test.leading()) {
            return Optional.empty();
        }
        int span = parameters.integer(MINIMUM_SPAN);
        if (largest.compareTo(smallest.scaleByPowerOfTen(span)) < 0) {
            return Optional.of(new Outcome.NotApplicable("The " + sign().word() + " amounts run from "
                    + smallest.toPlainString() + " to " + largest.toPlainString()
                    + " by magnitude; the law of leading digits needs a span of at least " + span
                    + " orders of magnitude.", facts(parameters)));
        }
        return Optional.empty();
    }

    /** The counts compared with what is expected. */
    DigitProfile profile() {
        return DigitProfile.of(test, counts);
    }

    /** The counts of three leading digits, brought together by fewer. */
    DigitProfile profile(DigitTest coarser) {
        long[] coarse = new long[coarser.size()];
        for (int place = 0; place < counts.length; place++) {
            coarse[coarser.group(test.first() + place) - coarser.first()] += counts[place];
        }
        return DigitProfile.of(coarser, coarse);
    }

    /** What was counted and what was left out. */
    Map<String, Object> selection() {
        Map<String, Object> selection = new LinkedHashMap<>();
        selection.put("sign", sign().word());
        selection.put("zeroAmounts", zeros);
        selection.put("otherSign", otherSign);
        if (!test.leading()) {
            selection.put("belowTenUnits", reader.rows() - n - zeros - otherSign);
        }
        selection.put("smallest", smallest.toPlainString());
        selection.put("largest", largest.toPlainString());
        return selection;
    }

    /** Row numbers of the amounts of each group of a profile, ascending; one pass for all of them. */
    List<int[]> rows(DigitProfile profile, List<Integer> groups) {
        DigitTest coarser = profile.test();
        int[] lists = new int[test.size()];
        for (int place = 0; place < lists.length; place++) {
            lists[place] = groups
                .indexOf(test == coarser ? coarser.first() + place : coarser.group(test.first() + place));
        }
        int[][] rows = new int[groups.size()][];
        Arrays.setAll(rows, place -> new int[(int) profile.observed(groups.get(place))]);
        int[] found = new int[rows.length];
        short[] read = new short[DigitReader.BLOCK];
        for (int from = 0; from < reader.rows() && rows.length > 0; from += DigitReader.BLOCK) {
            int to = Math.min(reader.rows(), from + DigitReader.BLOCK);
            reader.tell(from, 0.6, 1);
            reader.places(from, to, read);
            for (int i = from; i < to; i++) {
                int place = read[i - from] == DigitReader.NONE ? -1 : lists[read[i - from]];
                if (place >= 0) {
                    rows[place][found[place]++] = i + 1;
                }
            }
        }
        return List.of(rows);
    }

    private Map<String, Object> facts(Parameters parameters) {
        Map<String, Object> facts = selection();
        facts.put("n", n);
        facts.put(MINIMUM_ROWS, parameters.integer(MINIMUM_ROWS));
        if (test.leading()) {
            facts.put(MINIMUM_SPAN, parameters.integer(MINIMUM_SPAN));
        }
        return facts;
    }

    private void count() {
        RowCurrencies currencies = reader.currencies();
        long[] low = filled(currencies, Long.MAX_VALUE);
        long[] high = filled(currencies, Long.MIN_VALUE);
        short[] places = new short[DigitReader.BLOCK];
        for (int from = 0; from < reader.rows(); from += DigitReader.BLOCK) {
            int to = Math.min(reader.rows(), from + DigitReader.BLOCK);
            reader.tell(from, 0, 0.6);
            reader.places(from, to, places);
            count(from, to, places);
            if (low.length == 1) {
                extremes(from, to, places, low, high);
            } else {
                extremesByCurrency(from, to, places, low, high);
            }
        }
        measure(low, high, currencies);
    }

    private void count(int from, int to, short[] places) {
        for (int i = from; i < to; i++) {
            int place = places[i - from];
            if (place != DigitReader.NONE) {
                counts[place]++;
                n++;
            } else if (reader.amount(i) == 0) {
                zeros++;
            } else if (!reader.sign().has(reader.amount(i))) {
                otherSign++;
            }
        }
    }

    private void extremes(int from, int to, short[] places, long[] low, long[] high) {
        long least = low[0];
        long greatest = high[0];
        for (int i = from; i < to; i++) {
            if (places[i - from] != DigitReader.NONE) {
                least = Math.min(least, reader.amount(i));
                greatest = Math.max(greatest, reader.amount(i));
            }
        }
        low[0] = least;
        high[0] = greatest;
    }

    private void extremesByCurrency(int from, int to, short[] places, long[] low, long[] high) {
        for (int i = from; i < to; i++) {
            if (places[i - from] != DigitReader.NONE) {
                int currency = reader.currencies().at(i);
                low[currency] = Math.min(low[currency], reader.amount(i));
                high[currency] = Math.max(high[currency], reader.amount(i));
            }
        }
    }

    private void measure(long[] low, long[] high, RowCurrencies currencies) {
        for (int currency = 0; currency < low.length; currency++) {
            if (low[currency] <= high[currency]) {
                String code = currencies.code(currency);
                BigDecimal one = Currencies.decimal(low[currency], code).abs();
                BigDecimal other = Currencies.decimal(high[currency], code).abs();
                smallest = smallest.signum() == 0 ? one.min(other) : smallest.min(one).min(other);
                largest = largest.max(one).max(other);
            }
        }
    }

    private static long[] filled(RowCurrencies currencies, long value) {
        long[] values = new long[currencies.codes().size()];
        Arrays.fill(values, value);
        return values;
    }
}
