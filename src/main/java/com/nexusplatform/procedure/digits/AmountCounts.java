package com.nexusplatform.procedure.digits;

import java.util.ArrayList;
import java.util.List;

/**
 * How often each amount of one sign occurs in each currency, read in an order of its own. Amounts near zero, most of a usual file,
 * are counted at their own place of an array; the rest in an open-addressed table that keeps an amount and its count side by side.
 */
final class AmountCounts {

    private static final int MOST_NEAR = 1 << 20; // 4 MiB of counts
    private static final long COUNT = 0xFFFF_FFFFL;

    private final long direction;
    private final int width;
    private final int[] near;
    private long[] far = new long[1 << 12]; // in pairs: the amount; its currency in the high half, its count in the low
    private int farSize;
    private int size;

    /** None yet, for amounts of a sign in so many currencies; few rows take little memory. */
    AmountCounts(Sign sign, int currencies, int rows) {
        direction = sign == Sign.POSITIVE ? 1 : -1;
        width = Math.clamp(4L * rows, 1, MOST_NEAR) / currencies;
        near = new int[width * currencies];
    }

    /** Counts one more of an amount. */
    void add(long amount, int currency) {
        long place = amount * direction;
        if (place >= 0 && place < width) {
            if (near[currency * width + (int) place]++ == 0) {
                size++;
            }
        } else {
            addFar(amount, currency);
        }
    }

    /** How often an amount was counted. */
    int count(long amount, int currency) {
        long place = amount * direction;
        return place >= 0 && place < width
                ? near[currency * width + (int) place]
                : (int) far[slot(amount, currency) + 1];
    }

    /** Number of different amounts. */
    int size() {
        return size;
    }

    /** Amounts counted at least so often, at least once, most frequent first, then by amount, then by currency. */
    List<Repeated> repeated(int least) {
        List<Repeated> repeated = new ArrayList<>();
        for (int at = 0; at < near.length; at++) {
            if (near[at] >= least) {
                repeated.add(new Repeated(at % width * direction, at / width, near[at]));
            }
        }
        for (int slot = 0; slot < far.length; slot += 2) {
            if ((int) far[slot + 1] >= least) {
                repeated.add(new Repeated(far[slot], (int) (far[slot + 1] >>> 32), (int) far[slot + 1]));
            }
        }
        repeated.sort(null);
        return repeated;
    }

    /** Occurrences of the amounts of a currency from one to another, both included, but for one of them between. */
    long occurrences(long from, long to, long except, int currency) {
        long first = Math.max(0, direction > 0 ? from : -to);
        long last = Math.min(width - 1L, direction > 0 ? to : -from);
        long occurrences = -count(except, currency);
        for (long place = first; place <= last; place++) {
            occurrences += near[currency * width + (int) place];
        }
        for (int slot = 0; slot < far.length; slot += 2) {
            if (far[slot] >= from && far[slot] <= to && far[slot + 1] >>> 32 == currency) {
                occurrences += far[slot + 1] & COUNT; // none in a free slot
            }
        }
        return occurrences;
    }

    private void addFar(long amount, int currency) {
        int slot = slot(amount, currency);
        if (far[slot + 1] == 0) {
            far[slot] = amount;
            far[slot + 1] = (long) currency << 32;
            size++;
            farSize++;
        }
        far[slot + 1]++;
        if (farSize * 4 > far.length) {
            grow();
        }
    }

    /** Where an amount is or would be: even, with the count, 0 in a free slot, beside it. */
    private int slot(long amount, int currency) {
        int mask = far.length - 2;
        long hash = (amount * 31 + currency) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (far[slot + 1] != 0 && (far[slot] != amount || far[slot + 1] >>> 32 != currency)) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = far;
        far = new long[old.length * 2];
        for (int from = 0; from < old.length; from += 2) {
            if (old[from + 1] != 0) {
                int slot = slot(old[from], (int) (old[from + 1] >>> 32));
                far[slot] = old[from];
                far[slot + 1] = old[from + 1];
            }
        }
    }

    /** An amount in minor units, the number of its currency, and how often it occurs. */
    record Repeated(long amount, int currency, int count) implements Comparable<Repeated> {

        @Override
        public int compareTo(Repeated other) {
            int byCount = Integer.compare(other.count, count);
            int byAmount = Long.compare(amount, other.amount);
            return byCount != 0 ? byCount : byAmount != 0 ? byAmount : Integer.compare(currency, other.currency);
        }
    }
}
