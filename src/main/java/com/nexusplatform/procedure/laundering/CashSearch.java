package com.nexusplatform.procedure.laundering;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * Looks through the cash of each party, direction and currency by business day: first for single days, then, among the rows that
 * are left, for windows of several days.
 */
final class CashSearch {

    /** Windows in business days, the statute's first. */
    static final int[] WINDOWS = {1, 3, 5};

    private static final int DAY_BITS = 24;
    private static final int ROWS_A_LOOK = 1 << 18;

    private final ColumnarLedger ledger;
    private final RowCurrencies currencies;
    private final CashRule rule;
    private final long[] keys;
    private final int[] rows;
    private final boolean typed;
    private final BusinessDays business;
    private int size;
    private int cashRows;
    private int undated;
    private int empty;
    private int unnamed;
    private int uncovered;

    CashSearch(ColumnarLedger ledger, RowCurrencies currencies, CashRule rule, CashParty party,
            boolean @Nullable [] cash,
            BusinessDays business, Watch watch) {
        this.ledger = ledger;
        this.currencies = currencies;
        this.rule = rule;
        this.business = business;
        typed = cash != null;
        keys = new long[ledger.rows()];
        rows = new int[ledger.rows()];
        collect(party.codes(), cash, watch);
        watch.at(0.3);
        RadixOrder.sort(keys, rows, 0, size);
        watch.at(0.7);
    }

    /** Hears of amounts that belong together. */
    interface Receiver {

        /**
         * Takes them.
         *
         * @param window number of business days
         * @param rows   indices in the order of business days
         * @param days   numbers of the business days
         * @param sum    of the amounts, without sign, in minor units
         * @param near   how many are near the threshold
         */
        void take(int window, int[] rows, int[] days, long sum, int near);
    }

    /** Number of rows that can be judged, whatever their amounts. */
    int judged() {
        return cashRows - undated - empty - unnamed;
    }

    /** What was taken and what was left out, by name. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", ledger.rows());
        figures.put("rowsOfCash", cashRows);
        figures.put("cashWithoutMoment", undated);
        figures.put("cashOfAmountZero", empty);
        figures.put("cashWithoutParty", unnamed);
        figures.put("cashOfThresholdOrMore", judged() - size);
        figures.put("rowsBelowThreshold", size);
        figures.put("rowsBeyondCalendar", uncovered);
        return figures;
    }

    /** Hands over what is selected. */
    void search(Receiver receiver, Watch watch) {
        int start = 0;
        int looked = 0;
        for (int end = 1; end <= size; end++) {
            if (end == size || keys[end] >>> DAY_BITS != keys[start] >>> DAY_BITS) {
                if (end - start >= rule.minimumParts()) {
                    party(start, end, receiver);
                }
                start = end;
                if (end - looked > ROWS_A_LOOK) {
                    looked = end;
                    watch.at(0.7 + 0.3 * end / size);
                }
            }
        }
    }

    private void collect(int[] parties, boolean @Nullable [] cash, Watch watch) {
        int[] types = cash == null ? new int[0] : ledger.codes(Field.TYPE);
        int[] days = ledger.days(Field.POSTED_AT);
        long[] amounts = ledger.amounts();
        int number = currencies.codes().size();
        for (int row = 0; row < parties.length; row++) {
            if (row % ROWS_A_LOOK == 0) {
                watch.at(0.3 * row / parties.length);
            }
            if ((cash == null || cash[types[row]]) && complete(parties[row], days[row], amounts[row])) {
                int currency = currencies.at(row);
                long limit = rule.thresholds()[currency];
                if (amounts[row] < limit && amounts[row] > -limit) {
                    long party = ((long) parties[row] * number + currency) * 2 + (amounts[row] < 0 ? 1 : 0);
                    keys[size] = party << DAY_BITS | business.number(days[row]);
                    rows[size++] = row;
                }
            }
        }
    }

    /** Whether a row of cash has all that it needs to be judged; counted by what it lacks first. */
    private boolean complete(int party, int day, long amount) {
        cashRows++;
        if (day == ColumnarLedger.NO_DATE) {
            undated++;
            return false;
        }
        if (amount == 0) {
            empty++;
            return false;
        }
        if (party == Dictionary.ABSENT) {
            unnamed++;
            return false;
        }
        uncovered += business.covers(day) ? 0 : 1;
        return true;
    }

    private void party(int start, int end, Receiver receiver) {
        int left = start;
        int[] open = new int[end - start];
        int remaining = 0;
        for (int i = start; i < end; i++) {
            if (i + 1 == end || keys[i + 1] != keys[i]) {
                if (!take(1, left, i + 1, receiver)) {
                    for (int j = left; j <= i; j++) {
                        open[remaining++] = j;
                    }
                }
                left = i + 1;
            }
        }
        for (int w = 1; w < WINDOWS.length; w++) {
            remaining = windows(WINDOWS[w], open, remaining, receiver);
        }
    }

    private boolean take(int window, int from, int to, Receiver receiver) {
        long sum = 0;
        int near = 0;
        int currency = currencies.at(rows[from]);
        for (int i = from; i < to; i++) {
            sum += amount(i);
            near += isNear(i, currency) ? 1 : 0;
        }
        if (!rule.selects(to - from, sum, currency) || !typed && !rule.isNear(near, to - from)) {
            return false;
        }
        hand(window, IntStream.range(from, to).toArray(), sum, near, receiver);
        return true;
    }

    /** Windows of whole days with open places, earliest first; returns how many places stay open, kept at the front. */
    private int windows(int window, int[] open, int count, Receiver receiver) {
        int kept = 0;
        int end = 0;
        long sum = 0;
        int near = 0;
        int start = 0;
        while (start < count) {
            int currency = currencies.at(rows[open[start]]);
            int first = day(open[start]);
            while (end < count && day(open[end]) < first + window) {
                sum += amount(open[end]);
                near += isNear(open[end++], currency) ? 1 : 0;
            }
            int parts = end - start;
            if (rule.selects(parts, sum, currency) && rule.isNear(near, parts)) {
                hand(window, Arrays.copyOfRange(open, start, end), sum, near, receiver);
                start = end;
                sum = 0;
                near = 0;
                continue;
            }
            // all of the day, so that nothing depends on the order of its rows
            while (start < count && day(open[start]) == first) {
                sum -= amount(open[start]);
                near -= isNear(open[start], currency) ? 1 : 0;
                open[kept++] = open[start++];
            }
        }
        return kept;
    }

    private void hand(int window, int[] places, long sum, int near, Receiver receiver) {
        receiver.take(window, Arrays.stream(places).map(place -> rows[place]).toArray(),
                Arrays.stream(places).map(this::day).toArray(), sum, near);
    }

    private long amount(int place) {
        return Math.abs(ledger.amounts()[rows[place]]);
    }

    private boolean isNear(int place, int currency) {
        return amount(place) >= rule.near()[currency];
    }

    private int day(int place) {
        return (int) (keys[place] & (1 << DAY_BITS) - 1);
    }
}
