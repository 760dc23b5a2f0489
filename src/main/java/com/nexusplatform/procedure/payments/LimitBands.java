package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.RowCurrencies;

/** The amounts in the two bands of equal width about a limit: below it, and from it on. */
final class LimitBands {

    private final ApprovalLimits.Limit limit;
    private final long from;
    private final long middle;
    private final long to;
    private int[] below = new int[64];
    private int[] above = new int[64];
    private int belowCount;
    private int aboveCount;

    private LimitBands(ApprovalLimits.Limit limit, BigDecimal width) {
        this.limit = limit;
        from = Math.max(1, limit.times(BigDecimal.ONE.subtract(width)));
        middle = limit.times(BigDecimal.ONE);
        to = limit.times(BigDecimal.ONE.add(width));
    }

    /** The bands [L(1-w), L) and [L, L(1+w)) filled from a ledger. */
    static LimitBands of(ColumnarLedger ledger, RowCurrencies currencies, ApprovalLimits.Limit limit,
            BigDecimal width) {
        LimitBands bands = new LimitBands(limit, width);
        long[] amounts = ledger.amounts();
        for (int row = 0; row < amounts.length; row++) {
            long amount = amounts[row];
            if (amount >= bands.from && amount < bands.to && currencies.at(row) == limit.currency()) {
                bands.add(row, amount);
            }
        }
        bands.below = Arrays.copyOf(bands.below, bands.belowCount);
        bands.above = Arrays.copyOf(bands.above, bands.aboveCount);
        return bands;
    }

    private void add(int row, long amount) {
        if (amount < middle) {
            below = belowCount == below.length ? Arrays.copyOf(below, belowCount * 2) : below;
            below[belowCount++] = row;
        } else {
            above = aboveCount == above.length ? Arrays.copyOf(above, aboveCount * 2) : above;
            above[aboveCount++] = row;
        }
    }

    /** The limit in the middle. */
    ApprovalLimits.Limit limit() {
        return limit;
    }

    /** Least amount of the lower band, in minor units. */
    long from() {
        return from;
    }

    /** Amount in minor units from which an amount is above the upper band. */
    long to() {
        return to;
    }

    /** Indices of the rows in the lower band, ascending. */
    int[] below() {
        return below;
    }

    /** Indices of the rows in the upper band, ascending. */
    int[] above() {
        return above;
    }
}
