package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;

import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;

/** Reads the digits that a test counts: of amounts of one sign; for the last two, of at least {@value #LEAST_UNITS} units. */
final class DigitReader {

    /** Place of a row that is not counted. */
    static final short NONE = -1;

    /** Units of its currency below which an amount has no last two digits apart from its first. */
    static final int LEAST_UNITS = 10;

    /** Rows of a block. */
    static final int BLOCK = 1 << 12;

    private static final int STRIDE = 1 << 18;

    private final DigitTest test;
    private final Sign sign;
    private final long[] amounts;
    private final RowCurrencies currencies;
    private final long[] least;
    private final Watch watch;

    /** Reads the amounts of a task for a test. */
    DigitReader(DigitTest test, Task task) {
        this.test = test;
        sign = Sign.of(task.parameters());
        amounts = task.ledger().amounts();
        currencies = RowCurrencies.of(task.ledger());
        least = currencies.minorUnits(BigDecimal.valueOf(test.leading() ? 0 : LEAST_UNITS));
        watch = task.watch();
    }

    /** The sign whose amounts are read. */
    Sign sign() {
        return sign;
    }

    /** Number of rows. */
    int rows() {
        return amounts.length;
    }

    /** The amount of the row at an index. */
    long amount(int index) {
        return amounts[index];
    }

    /** The currencies of the rows. */
    RowCurrencies currencies() {
        return currencies;
    }

    /** Place of the digits of the row at an index among the groups of the test, from 0; {@link #NONE} where it is not counted. */
    int place(int index) {
        long amount = amounts[index];
        if (!sign.has(amount) || !test.leading() && !reaches(amount, least[currencies.at(index)])) {
            return NONE;
        }
        return test.group(amount) - test.first();
    }

    /** Sets the places of a block of rows from one on, as {@link #place} says them, in a loop for each kind of digits. */
    void places(int from, int to, short[] places) {
        switch (test) {
            case FIRST -> leading(from, to, 1, 1, places);
            case FIRST_TWO -> leading(from, to, 2, 10, places);
            case FIRST_THREE -> leading(from, to, 3, 100, places);
            case SECOND -> {
                leading(from, to, 2, 0, places);
                for (int i = 0; i < to - from; i++) {
                    places[i] = places[i] == NONE ? NONE : (short) (places[i] % 10);
                }
            }
            case LAST_TWO -> ending(from, to, places);
        }
    }

    private void leading(int from, int to, int digits, int first, short[] places) {
        for (int i = from; i < to; i++) {
            places[i - from] = sign.has(amounts[i]) ? (short) (LeadingDigits.of(amounts[i], digits) - first) : NONE;
        }
    }

    private void ending(int from, int to, short[] places) {
        long one = currencies.codes().size() == 1 ? least[0] : 0;
        for (int i = from; i < to; i++) {
            long amount = amounts[i];
            places[i - from] = sign.has(amount) && reaches(amount, one == 0 ? least[currencies.at(i)] : one)
                    ? (short) Math.abs(amount % 100)
                    : NONE;
        }
    }

    /** Tells the watch, now and then, how much of a stage is done. */
    void tell(int index, double from, double to) {
        if (index % STRIDE == 0) {
            watch.at(from + (to - from) * index / amounts.length);
        }
    }

    private static boolean reaches(long amount, long least) {
        return amount >= least || amount <= -least;
    }
}
