package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

/**
 * Amounts in the order of time, to be counted between two limits outside a window that slides over them: all of them by their
 * place in ascending order, those of the window by a tree of partial sums over these places (Fenwick).
 */
final class WindowAmounts {

    private final long[] amounts;
    private final long[] sorted;
    private final int[] tree;
    private int from;
    private int to;

    WindowAmounts(long... amounts) {
        this.amounts = amounts;
        sorted = amounts.clone();
        Arrays.sort(sorted);
        tree = new int[amounts.length + 1];
    }

    /** Moves the window to two places, neither before its last. */
    void slide(int nextFrom, int nextTo) {
        for (; to < nextTo; to++) {
            change(to, 1);
        }
        for (; from < nextFrom; from++) {
            change(from, -1);
        }
    }

    /** Number of amounts from least to most outside the window. */
    int outside(long least, long most) {
        int low = below(least);
        int high = most == Long.MAX_VALUE ? sorted.length : below(most + 1);
        return high - low - (inWindow(high) - inWindow(low));
    }

    private void change(int place, int by) {
        for (int node = below(amounts[place]) + 1; node < tree.length; node += node & -node) {
            tree[node] += by;
        }
    }

    /** Number of amounts of the window among so many of the smallest. */
    private int inWindow(int smallest) {
        int number = 0;
        for (int node = smallest; node > 0; node -= node & -node) {
            number += tree[node];
        }
        return number;
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
