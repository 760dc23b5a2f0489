package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

/** Amounts in ascending order, to be counted between two limits. */
final class SortedAmounts {

    private final long[] sorted;

    SortedAmounts(long... amounts) {
        sorted = amounts.clone();
        Arrays.sort(sorted);
    }

    /** Number of amounts from least to most. */
    int number(long least, long most) {
        return (most == Long.MAX_VALUE ? sorted.length : below(most + 1)) - below(least);
    }

    private int below(long amount) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < amount) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
