package com.nexusplatform.procedure.grouping;

/** Sorts by non-negative whole numbers, stable, one pass for each byte that differs. */
public final class RadixOrder {

    private static final int A_FEW = 24;

    private RadixOrder() {}

    /** Sorts keys ascending between two indices and carries the values along; equal keys keep their order. */
    public static void sort(long[] keys, int[] values, int from, int to) {
        if (sorted(keys, from, to)) {
            return;
        }
        int length = to - from;
        if (length <= A_FEW) {
            insert(keys, values, from, to);
            return;
        }
        long[] spareKeys = new long[length];
        int[] spareValues = new int[length];
        boolean home = true;
        long differing = differing(keys, from, to);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            if ((differing >>> shift & 0xFF) == 0) {
                continue;
            }
            int[] places = places(home ? keys : spareKeys, home ? from : 0, length, shift);
            if (home) {
                move(new Columns(keys, values, from), new Columns(spareKeys, spareValues, 0), length, shift, places);
            } else {
                move(new Columns(spareKeys, spareValues, 0), new Columns(keys, values, from), length, shift, places);
            }
            home = !home;
        }
        if (!home) {
            System.arraycopy(spareKeys, 0, keys, from, length);
            System.arraycopy(spareValues, 0, values, from, length);
        }
    }

    /** A few keys are not worth the tables of a radix. */
    private static void insert(long[] keys, int[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int value = values[i];
            int place = i;
            while (place > from && keys[place - 1] > key) {
                keys[place] = keys[place - 1];
                values[place] = values[place - 1];
                place--;
            }
            keys[place] = key;
            values[place] = value;
        }
    }

    private static boolean sorted(long[] keys, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (keys[i] < keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** The bits in which some keys differ from the first. */
    private static long differing(long[] keys, int from, int to) {
        long differing = 0;
        for (int i = from; i < to; i++) {
            differing |= keys[i] ^ keys[from];
        }
        return differing;
    }

    /** Places of the first key of each byte value. */
    private static int[] places(long[] keys, int from, int length, int shift) {
        int[] places = new int[257];
        for (int i = from; i < from + length; i++) {
            places[((int) (keys[i] >>> shift) & 0xFF) + 1]++;
        }
        for (int b = 1; b < places.length; b++) {
            places[b] += places[b - 1];
        }
        return places;
    }

    private static void move(Columns source, Columns target, int length, int shift, int[] places) {
        for (int i = source.start; i < source.start + length; i++) {
            int at = target.start + places[(int) (source.keys[i] >>> shift) & 0xFF]++;
            target.keys[at] = source.keys[i];
            target.values[at] = source.values[i];
        }
    }

    private record Columns(long[] keys, int[] values, int start) {}
}
