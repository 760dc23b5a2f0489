package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;

/**
 * A part of an amount that may stay behind, in millionths, so that limits are whole minor units and exact.
 *
 * @param millionths 0 to 1,000,000
 */
record Margin(int millionths) {

    /** Most decimals of a share. */
    static final int DECIMALS = 6;

    private static final int WHOLE = 1_000_000;
    private static final long SQUARE = (long) WHOLE * WHOLE;
    private static final Margin NONE = new Margin(0);

    /**
     * The margin of a share from 0 to 1.
     *
     * @throws ArithmeticException when it has more than six decimals
     */
    static Margin of(BigDecimal share) {
        return new Margin(share.movePointRight(DECIMALS).intValueExact());
    }

    /** Least whole amount that is at least the given one less the margin. */
    long least(long amount) {
        return least(amount, NONE);
    }

    /** Least whole amount that is at least the given one less the margin, and less another of what then remains; rounded once. */
    long least(long amount, Margin further) {
        long kept = (long) (WHOLE - millionths) * (WHOLE - further.millionths);
        long rest = amount % SQUARE;
        long low = rest * (kept % WHOLE); // the product of rest and kept has more than 63 bits
        long high = rest * (kept / WHOLE) + low / WHOLE;
        return amount / SQUARE * kept + high / WHOLE + (high % WHOLE > 0 || low % WHOLE > 0 ? 1 : 0);
    }
}
