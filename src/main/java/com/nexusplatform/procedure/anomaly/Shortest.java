package com.nexusplatform.procedure.anomaly;

import java.util.Arrays;
import java.util.stream.IntStream;

import com.nexusplatform.procedure.grouping.RadixOrder;

/** The rows of the shortest paths, found by counting: only those near the last of them are put in order. */
final class Shortest {

    private static final int PARTS = 1 << 14;

    private Shortest() {}

    /** A path that at least as many of the first rows as stated do not exceed, and few more. */
    static long bound(long[] paths, int rows, int most) {
        long width = Arrays.stream(paths, 0, rows).max().orElse(0) / PARTS + 1;
        int[] counts = new int[PARTS];
        for (int row = 0; row < rows; row++) {
            counts[(int) (paths[row] / width)]++;
        }
        int last = 0;
        for (int within = counts[0]; within < most; within += counts[last]) {
            last++;
        }
        return (last + 1) * width - 1;
    }

    /** The rows of the shortest paths in the order of their paths, ties by row. */
    static int[] rows(long[] paths, int most) {
        long bound = bound(paths, paths.length, most);
        int[] rows = IntStream.range(0, paths.length).filter(row -> paths[row] <= bound).toArray();
        long[] keys = Arrays.stream(rows).mapToLong(row -> paths[row]).toArray();
        RadixOrder.sort(keys, rows, 0, rows.length);
        return Arrays.copyOf(rows, most);
    }
}
