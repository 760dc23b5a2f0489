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
        long whole = amount / WHOLE * millionths;
        return amount - whole - amount % WHOLE * millionths / WHOLE;
    }
}
