package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.BigInteger;

import com.nexusplatform.columnar.Currencies;

/** Counts and sums of amounts in numbered classes, exact for any amounts of up to 2^31 rows: halves of 32 bits are summed apart. */
final class ExactSums {

    private static final long LOW = 0xffff_ffffL;

    private final int[] rows;
    private final long[] high;
    private final long[] low;

    ExactSums(int classes) {
        rows = new int[classes];
        high = new long[classes];
        low = new long[classes];
    }

    /** Adds an amount to a class. */
    void add(int number, long amount) {
        rows[number]++;
        high[number] += amount >> 32;
        low[number] += amount & LOW;
    }

    /** Amounts in a class. */
    int rows(int number) {
        return rows[number];
    }

    /** Sum of a class as a plain decimal of the currency. */
    String sum(int number, String currency) {
        BigInteger minorUnits = BigInteger.valueOf(high[number]).shiftLeft(32).add(BigInteger.valueOf(low[number]));
        return new BigDecimal(minorUnits, Currencies.digits(currency)).toPlainString();
    }
}
