package com.nexusplatform.ledger;

import java.util.Arrays;

/**
 * How often each of many 64-bit values occurred, exact up to a number of distinct values. Past it, counting ends and only
 * "more than that many" is known. Memory is 24 bytes for each distinct value at most, drawn from an allowance that all columns
 * of a profile share.
 */
final class LongCounts {

    /** What the columns of one profile may count together. */
    static final class Allowance {

        private long left;

        Allowance(long distinctValues) {
            left = distinctValues;
        }

        boolean take(long values) {
            if (values > left) {
                return false;
            }
            left -= values;
            return true;
        }
    }

    private final int bound;
    private final Allowance allowance;
    private long[] keys = new long[1024];
    private int[] counts = new int[1024];
    private int size;
    private boolean exact = true;

    LongCounts(int bound, Allowance allowance) {
        this.bound = bound;
        this.allowance = allowance;
    }

    /** Counts a value that many times more and returns its count so far, or 0 when counting has ended. */
    int add(long value, int times) {
        if (!exact) {
            return 0;
        }
        int slot = slot(value);
        if (counts[slot] == 0) {
            if (!admit()) {
                return 0;
            }
            slot = slot(value);
            keys[slot] = value;
            size++;
        }
        counts[slot] += times;
        return counts[slot];
    }

    /** Whether every value has been counted. */
    boolean isExact() {
        return exact;
    }

    /** Number of distinct values; when not exact, there are at least that many. */
    int size() {
        return size;
    }

    /** The distinct values in ascending order. */
    long[] sorted() {
        long[] values = new long[size];
        int at = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] != 0) {
                values[at++] = keys[slot];
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** How often a value occurred. */
    int count(long value) {
        return counts[slot(value)];
    }

    private boolean admit() {
        if (size == bound) {
            end();
            return false;
        }
        if (size * 2 == keys.length) {
            if (!allowance.take(size)) {
                end();
                return false;
            }
            grow();
        }
        return true;
    }

    private void end() {
        exact = false;
        keys = new long[1];
        counts = new int[1];
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] != 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
            }
        }
    }

    private int slot(long value) {
        int mask = keys.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (counts[slot] != 0 && keys[slot] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
