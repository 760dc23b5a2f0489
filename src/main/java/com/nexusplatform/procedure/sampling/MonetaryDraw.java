package com.nexusplatform.procedure.sampling;

import java.util.Arrays;

/**
 * The items that a monetary unit sample selects: those from an interval on, all of them, and of the others the items that hold
 * a selected unit of money. An item of twice the value is twice as likely to be drawn.
 *
 * @param certain indices of the items from the interval on, ascending
 * @param drawn   indices of the other items drawn, ascending; one that holds two selected units stands here twice
 */
public record MonetaryDraw(int[] certain, int[] drawn) {

    /** Ways of selecting units. */
    public enum Selection {
        /** One random start, then a unit every interval. */
        FIXED_INTERVAL,
        /** A random unit of each interval. */
        CELL
    }

    /**
     * Draws from values of 0 and above, whose total does not exceed 2^63 - 1.
     *
     * @param interval units from one selection to the next, at least 1
     */
    public static MonetaryDraw of(long[] values, long interval, Selection selection, SeededDraw random) {
        int[] certain = new int[16];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= interval) {
                certain = found == certain.length ? Arrays.copyOf(certain, 2 * found) : certain;
                certain[found++] = i;
            }
        }
        int[] drawn = selection == Selection.FIXED_INTERVAL
                ? fixed(values, interval, interval, 1 + random.below(interval))
                : cells(values, interval, random);
        return new MonetaryDraw(Arrays.copyOf(certain, found), drawn);
    }

    /**
     * Indices of the items that hold the units {@code start}, {@code start + interval} and so on, counted from 1 over the
     * values below a limit.
     */
    static int[] fixed(long[] values, long limit, long interval, long start) {
        return holding(values, limit, new Units() {

            private long unit = start;

            @Override
            public long next() {
                long present = unit;
                unit += interval;
                return present;
            }
        });
    }

    private static int[] cells(long[] values, long interval, SeededDraw random) {
        return holding(values, interval, new Units() {

            private long base;

            @Override
            public long next() {
                long present = base + 1 + random.below(interval);
                base += interval;
                return present;
            }
        });
    }

    private static int[] holding(long[] values, long limit, Units units) {
        int[] holders = new int[64];
        int found = 0;
        long passed = 0;
        long wanted = units.next();
        for (int i = 0; i < values.length; i++) {
            passed += values[i] < limit ? values[i] : 0;
            while (wanted > 0 && wanted <= passed) { // below 0 once the units run past 2^63 - 1: there are no more
                holders = found == holders.length ? Arrays.copyOf(holders, 2 * found) : holders;
                holders[found++] = i;
                wanted = units.next();
            }
        }
        return Arrays.copyOf(holders, found);
    }

    /** Selected units of money in ascending order. */
    private interface Units {

        long next();
    }
}
