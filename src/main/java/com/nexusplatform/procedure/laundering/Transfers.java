package com.nexusplatform.procedure.laundering;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * Transfers in the order of time, those of one moment in the order of their rows: payer, payee, amount (positive), moment and
 * row of each, numbered from 0. Left out and counted are rows without moment, without either account, of amount 0, and from an
 * account to itself.
 */
final class Transfers {

    /** Who pays whom, for the pages of the procedures. */
    static final String DIRECTION = " A positive amount is paid by account to counterAccount, a negative one the other way.";

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final int ROWS_A_LOOK = 1 << 19;

    final ColumnarLedger ledger;
    final RowCurrencies currencies;
    final boolean timed;
    int size;
    int parties;
    int[] payers = new int[0];
    int[] payees = new int[0];
    long[] amounts = new long[0];
    long[] times = new long[0];
    int[] rows = new int[0];

    private int undated;
    private int unnamed;
    private int empty;
    private int toItself;

    /**
     * The transfers of a ledger.
     *
     * @param bothSides whether a row needs an account on both sides; otherwise one will do, and the other is {@link Parties#NONE}
     */
    Transfers(ColumnarLedger ledger, boolean bothSides, Watch watch) {
        this.ledger = ledger;
        currencies = RowCurrencies.of(ledger);
        timed = ledger.timed(Field.POSTED_AT);
        watch.at(0);
        order(bothSides, new Parties(ledger, currencies), watch);
        watch.at(0.3);
    }

    /**
     * The transfers of a ledger with an account on one side at least, in the order of local days, those of one day in the order of
     * time: where a clock goes back over midnight, the order of time would part a day in two.
     */
    static Transfers byDay(ColumnarLedger ledger, Watch watch) {
        Transfers transfers = new Transfers(ledger, false, watch);
        int[] byRow = ledger.days(Field.POSTED_AT);
        int[] rows = transfers.rows;
        if (IntStream.range(1, rows.length).anyMatch(i -> byRow[rows[i]] < byRow[rows[i - 1]])) {
            long[] days = Arrays.stream(rows).mapToLong(row -> (long) byRow[row] - Integer.MIN_VALUE).toArray();
            int[] order = IntStream.range(0, transfers.size).toArray();
            RadixOrder.sort(days, order, 0, order.length);
            transfers.rearrange(order);
        }
        return transfers;
    }

    private void rearrange(int[] order) {
        payers = Arrays.stream(order).map(old -> payers[old]).toArray();
        payees = Arrays.stream(order).map(old -> payees[old]).toArray();
        rows = Arrays.stream(order).map(old -> rows[old]).toArray();
        amounts = Arrays.stream(order).mapToLong(old -> amounts[old]).toArray();
        times = Arrays.stream(order).mapToLong(old -> times[old]).toArray();
    }

    /** The answer where no transfer remains; otherwise empty. */
    Optional<Outcome> none() {
        return size > 0
                ? Optional.empty()
                : Optional.of(new Outcome.NotApplicable("Of "
                        + Numerals.counted(ledger.rows(), "row", "rows")
                        + " none is a transfer: a moment, accounts that differ and an amount other than 0 are needed.",
                        figures()));
    }

    /** What was taken and what was left out, by name. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("transfers", size);
        figures.put("parties", parties);
        figures.put("rowsToItself", toItself);
        figures.put("rowsOfAmountZero", empty);
        figures.put("rowsWithoutAccount", unnamed);
        figures.put("rowsWithoutMoment", undated);
        return figures;
    }

    /** Currency of a transfer. */
    String currency(int transfer) {
        return currencies.code(currencies.at(rows[transfer]));
    }

    /** Row numbers of transfers, from 1, ascending. */
    int[] rowNumbers(int... ids) {
        int[] numbers = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            numbers[i] = rows[ids[i]] + 1;
        }
        Arrays.sort(numbers);
        return numbers;
    }

    /** Local days of the transfers since 1970-01-01. */
    int[] days() {
        int[] byRow = ledger.days(Field.POSTED_AT);
        int[] days = new int[size];
        for (int i = 0; i < size; i++) {
            days[i] = byRow[rows[i]];
        }
        return days;
    }

    private void order(boolean bothSides, Parties space, Watch watch) {
        int length = ledger.rows();
        int[] accounts = ledger.codes(Field.ACCOUNT);
        int[] counters = ledger.has(Field.COUNTER_ACCOUNT) ? ledger.codes(Field.COUNTER_ACCOUNT) : new int[length];
        long[] keys = new long[length];
        int[] taken = new int[length];
        int[] ones = new int[length];
        int[] others = new int[length];
        for (int row = 0; row < length; row++) {
            if (row % ROWS_A_LOOK == 0) {
                watch.at(0.1 * row / length);
            }
            if (dated(row)) {
                int currency = currencies.at(row);
                int one = space.account(accounts[row], currency);
                int other = counters[row] == Dictionary.ABSENT
                        ? Parties.NONE
                        : space.counterAccount(counters[row], currency);
                if (named(one, other, bothSides)) {
                    ones[row] = one;
                    others[row] = other;
                    keys[size] = ledger.instants(Field.POSTED_AT)[row];
                    taken[size++] = row;
                }
            }
        }
        parties = space.size();
        watch.at(0.1);
        sort(keys, taken);
        watch.at(0.2);
        fill(keys, taken, ones, others);
    }

    private boolean dated(int row) {
        if (ledger.instants(Field.POSTED_AT)[row] == ColumnarLedger.NO_INSTANT) {
            undated++;
            return false;
        }
        if (ledger.amounts()[row] == 0) {
            empty++;
            return false;
        }
        return true;
    }

    private boolean named(int one, int other, boolean bothSides) {
        if (one == Parties.NONE && other == Parties.NONE
                || bothSides && (one == Parties.NONE || other == Parties.NONE)) {
            unnamed++;
            return false;
        }
        if (one == other) {
            toItself++;
            return false;
        }
        return true;
    }

    /** Whole seconds sort in fewer passes than microseconds. */
    private void sort(long[] keys, int[] taken) {
        long least = Long.MAX_VALUE;
        boolean seconds = true;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, keys[i]);
            seconds &= keys[i] % MICROS_A_SECOND == 0;
        }
        long unit = seconds ? MICROS_A_SECOND : 1;
        for (int i = 0; i < size; i++) {
            keys[i] = (keys[i] - least) / unit;
        }
        RadixOrder.sort(keys, taken, 0, size);
        for (int i = 0; i < size; i++) {
            keys[i] = keys[i] * unit + least;
        }
    }

    private void fill(long[] keys, int[] taken, int[] ones, int[] others) {
        times = Arrays.copyOf(keys, size);
        rows = Arrays.copyOf(taken, size);
        payers = new int[size];
        payees = new int[size];
        amounts = new long[size];
        for (int i = 0; i < size; i++) {
            int row = rows[i];
            long amount = ledger.amounts()[row];
            payers[i] = amount > 0 ? ones[row] : others[row];
            payees[i] = amount > 0 ? others[row] : ones[row];
            amounts[i] = amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount);
        }
    }
}
