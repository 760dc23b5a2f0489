package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;

/** The amounts of one sign of a ledger, counted by their leading digits, with what decides whether a verdict can be held. */
final class DigitCounts {

    private static final String MINIMUM_ROWS = "minimumRows";
    private static final String MINIMUM_SPAN = "minimumSpan";
    private static final int STRIDE = 1 << 18;

    private final DigitTest test;
    private final Sign sign;
    private final long[] counts;
    private final byte[] groups;
    private long zeros;
    private long otherSign;
    private BigDecimal smallest = BigDecimal.ZERO;
    private BigDecimal largest = BigDecimal.ZERO;

    private DigitCounts(DigitTest test, Sign sign, int rows) {
        this.test = test;
        this.sign = sign;
        counts = new long[test.size()];
        groups = new byte[rows];
    }

    /** The parameter for the least number of amounts. */
    static Parameter minimumRows(DigitTest test, int standard) {
        return Parameter.integer(MINIMUM_ROWS, standard, test.leastRows(), 1_000_000_000,
                "amounts of the sign below which no verdict is held",
                "below " + test.leastRows() + " even conforming amounts are expected to leave the bands (Barney and"
                        + " Schulzke 2016)");
    }

    /** The parameter for the least span. */
    static Parameter minimumSpan() {
        return Parameter.integer(MINIMUM_SPAN, 2, 0, 12,
                "orders of magnitude that the largest amount must be above the smallest, both by magnitude",
                "Nigrini (2012): the law needs amounts over several orders of magnitude; 2 is NEXUS's proposal");
    }

    /** Counts the amounts of the sign chosen in the ledger of a task. */
    static DigitCounts of(DigitTest test, Task task) {
        DigitCounts counted = new DigitCounts(test, Sign.of(task.parameters()), task.ledger().rows());
        counted.count(task.ledger().amounts(), RowCurrencies.of(task.ledger()), task.watch());
        return counted;
    }

    /** The sign counted. */
    Sign sign() {
        return sign;
    }

    /** Number of amounts of the sign. */
    long n() {
        return groups.length - zeros - otherSign;
    }

    /** The answer when there are too few amounts, or their span is too small; empty when a verdict can be held. */
    Optional<Outcome> unmet(Parameters parameters) {
        int rows = parameters.integer(MINIMUM_ROWS);
        if (n() < rows) {
            return Optional.of(new Outcome.NotApplicable("There are " + Numerals.grouped(n()) + " " + sign.word()
                    + " amounts; a verdict on their leading digits needs at least " + Numerals.grouped(rows) + ".",
                    facts(parameters)));
        }
        int span = parameters.integer(MINIMUM_SPAN);
        if (largest.compareTo(smallest.scaleByPowerOfTen(span)) < 0) {
            return Optional.of(new Outcome.NotApplicable("The " + sign.word() + " amounts run from "
                    + smallest.toPlainString() + " to " + largest.toPlainString()
                    + " by magnitude; the law of leading digits needs a span of at least " + span
                    + " orders of magnitude.", facts(parameters)));
        }
        return Optional.empty();
    }

    /** The counts compared with the law. */
    DigitProfile profile() {
        return DigitProfile.of(test, counts);
    }

    /** What was counted and what was left out. */
    Map<String, Object> selection() {
        Map<String, Object> selection = new LinkedHashMap<>();
        selection.put("sign", sign.word());
        selection.put("zeroAmounts", zeros);
        selection.put("otherSign", otherSign);
        selection.put("smallest", smallest.toPlainString());
        selection.put("largest", largest.toPlainString());
        return selection;
    }

    /** Row numbers of the amounts of a group, ascending. */
    int[] rows(int group) {
        int[] rows = new int[(int) counts[group - test.first()]];
        int found = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == group) {
                rows[found++] = i + 1;
            }
        }
        return rows;
    }

    private Map<String, Object> facts(Parameters parameters) {
        Map<String, Object> facts = selection();
        facts.put("n", n());
        facts.put(MINIMUM_ROWS, parameters.integer(MINIMUM_ROWS));
        facts.put(MINIMUM_SPAN, parameters.integer(MINIMUM_SPAN));
        return facts;
    }

    private void count(long[] amounts, RowCurrencies currencies, Watch watch) {
        long[] low = filled(currencies, Long.MAX_VALUE);
        long[] high = filled(currencies, Long.MIN_VALUE);
        for (int i = 0; i < amounts.length; i++) {
            if (i % STRIDE == 0) {
                watch.at((double) i / amounts.length);
            }
            long amount = amounts[i];
            if (amount == 0) {
                zeros++;
            } else if (sign.has(amount)) {
                int group = LeadingDigits.of(amount, test.digits());
                groups[i] = (byte) group;
                counts[group - test.first()]++;
                int currency = currencies.at(i);
                low[currency] = Math.min(low[currency], amount);
                high[currency] = Math.max(high[currency], amount);
            } else {
                otherSign++;
            }
        }
        measure(low, high, currencies);
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
