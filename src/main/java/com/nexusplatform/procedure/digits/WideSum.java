package com.nexusplatform.procedure.digits;

import java.math.BigInteger;

/** An exact sum of magnitudes, in 128 bits. */
final class WideSum {

    private long high;
    private long low;

    /** Adds the magnitude of an amount. */
    void add(long amount) {
        long magnitude = Math.abs(amount); // that of the least long is right without its sign
        low += magnitude;
        if (Long.compareUnsigned(low, magnitude) < 0) {
            high++;
        }
    }

    /** The sum. */
    BigInteger value() {
        return value(high, low);
    }

    /** The number of two halves, both without a sign. */
    static BigInteger value(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
