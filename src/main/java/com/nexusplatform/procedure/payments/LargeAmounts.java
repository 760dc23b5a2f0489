package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * A level for each currency that at most a share of its positive amounts reach: the lowest such of 16 steps from each power of two
 * of minor units to the next, found by counting.
 */
final class LargeAmounts {

    private static final int STEPS = 16;

    private final ColumnarLedger ledger;
    private final RowCurrencies currencies;
    private final long[] levels;
    private final int[][] counts;

    private LargeAmounts(ColumnarLedger ledger, BigDecimal share) {
        this.ledger = ledger;
        currencies = RowCurrencies.of(ledger);
        counts = new int[currencies.codes().size()][Long.SIZE * STEPS];
        for (int row = 0; row < ledger.rows(); row++) {
            if (ledger.amounts()[row] > 0) {
                counts[currencies.at(row)][step(ledger.amounts()[row])]++;
            }
        }
        levels = new long[counts.length];
        for (int currency = 0; currency < counts.length; currency++) {
            levels[currency] = level(counts[currency], share);
        }
    }

    /** The levels of a ledger. */
    static LargeAmounts of(ColumnarLedger ledger, BigDecimal share) {
        return new LargeAmounts(ledger, share);
    }

    /** Whether the amount of a row reaches the level of its currency. */
    boolean reached(int row) {
        return ledger.amounts()[row] >= levels[currencies.at(row)];
    }

    /** The level for a row in units of its currency, written out. */
    String level(int row) {
        return Numerals.money(levels[currencies.at(row)], ledger.currency(row));
    }

    /** Number of positive amounts in the currency of a row. */
    long amounts(int row) {
        return count(counts[currencies.at(row)], 0);
    }

    /** How many of them reach the level. */
    long reaching(int row) {
        long level = levels[currencies.at(row)];
        return level == Long.MAX_VALUE ? 0 : count(counts[currencies.at(row)], step(level));
    }

    private static long count(int[] counts, int lowest) {
        long number = 0;
        for (int step = lowest; step < counts.length; step++) {
            number += counts[step];
        }
        return number;
    }

    private static long level(int[] counts, BigDecimal share) {
        long all = count(counts, 0);
        long reaching = 0;
        int lowest = counts.length;
        while (lowest > 0 && !Figures.exceeds(reaching + counts[lowest - 1], all, share)) {
            reaching += counts[--lowest];
        }
        return lowest == counts.length ? Long.MAX_VALUE : start(lowest);
    }

    /** Power of two, and sixteenths of it above. */
    private static int step(long amount) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(amount);
        long above = amount - (1L << power);
        return power * STEPS + (int) (power >= 4 ? above >>> power - 4 : above << 4 - power);
    }

    /** Least amount of a step. */
    private static long start(int step) {
        int power = step / STEPS;
        if (power >= Long.SIZE - 1) {
            return Long.MAX_VALUE;
        }
        long sixteenths = step % STEPS;
        long above = power >= 4 ? sixteenths << power - 4 : (sixteenths + (1L << 4 - power) - 1) >>> 4 - power;
        return (1L << power) + above;
    }
}
