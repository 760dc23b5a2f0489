package com.nexusplatform.procedure.laundering;

/** Sums of amounts that stay at the greatest number there is instead of passing it. */
final class Sums {

    private Sums() {}

    /** Sum of two amounts that are not negative. */
    static long plus(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** The sum of amounts, none of them negative; {@link Long#MAX_VALUE} where it would be more. */
    static long of(long... amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum = plus(sum, amount);
        }
        return sum;
    }
}
