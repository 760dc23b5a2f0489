package com.nexusplatform.procedure.anomaly;

import java.util.List;

/**
 * Trees laid out flat, and rows taken down them six at a time without a branch that depends on them: six independent chains keep a
 * core busy, and arrays of a stated length spare the checks of their bounds.
 */
final class Descent {

    /** Rows taken down together. */
    static final int LANES = 6;
    /** Most features. */
    static final int FEATURES = 16;

    private static final int FEATURE = FEATURES - 1;

    private final short[][] columns;
    private final int trees;
    private final int height;
    private final int[] nodes;
    private final int[] ends;
    private final long[] least;

    Descent(List<Feature> features, List<Tree> trees, int height) {
        if (features.size() > FEATURES) {
            throw new IllegalArgumentException(features.size() + " features");
        }
        columns = features.stream().map(Feature::values).toArray(short[][]::new);
        this.trees = trees.size();
        this.height = height;
        nodes = new int[trees.size() << height];
        ends = new int[trees.size() << height];
        for (int tree = 0; tree < trees.size(); tree++) {
            int[] splits = trees.get(tree).nodes();
            for (int node = 1; node < splits.length; node++) { // threshold above, feature below
                nodes[(tree << height) + node] = splits[node] << Short.SIZE | splits[node] >>> Short.SIZE;
            }
            System.arraycopy(trees.get(tree).paths(), 0, ends, tree << height, splits.length);
        }
        least = new long[trees.size() + 1];
        for (int tree = trees.size() - 1; tree >= 0; tree--) {
            least[tree] = least[tree + 1] + trees.get(tree).leastPath();
        }
    }

    /**
     * Sets the sums of path lengths of up to six rows from one on and before an end; the last stands in where there are fewer. Rows
     * that all come to more than a bound whatever the trees left say of them are taken no further: their sums are the least that
     * they can be, more than the bound.
     */
    void take(int row, int end, long bound, long[] sums) {
        int last = end - 1;
        int rowA = Math.min(row + 0, last);
        int rowB = Math.min(row + 1, last);
        int rowC = Math.min(row + 2, last);
        int rowD = Math.min(row + 3, last);
        int rowE = Math.min(row + 4, last);
        int rowF = Math.min(row + 5, last);
        int[] valuesA = values(rowA);
        int[] valuesB = values(rowB);
        int[] valuesC = values(rowC);
        int[] valuesD = values(rowD);
        int[] valuesE = values(rowE);
        int[] valuesF = values(rowF);
        long sumA = 0;
        long sumB = 0;
        long sumC = 0;
        long sumD = 0;
        long sumE = 0;
        long sumF = 0;
        int tree = 0;
        while (tree < trees && least(sumA, sumB, sumC, sumD, sumE, sumF) + least[tree] <= bound) {
            int base = tree << height;
            int atA = 1;
            int atB = 1;
            int atC = 1;
            int atD = 1;
            int atE = 1;
            int atF = 1;
            for (int depth = 0; depth < height; depth++) {
                int nodeA = nodes[base + atA];
                int nodeB = nodes[base + atB];
                int nodeC = nodes[base + atC];
                int nodeD = nodes[base + atD];
                int nodeE = nodes[base + atE];
                int nodeF = nodes[base + atF];
                atA = 2 * atA + ((nodeA >> 16) - valuesA[nodeA & FEATURE] >>> 31);
                atB = 2 * atB + ((nodeB >> 16) - valuesB[nodeB & FEATURE] >>> 31);
                atC = 2 * atC + ((nodeC >> 16) - valuesC[nodeC & FEATURE] >>> 31);
                atD = 2 * atD + ((nodeD >> 16) - valuesD[nodeD & FEATURE] >>> 31);
                atE = 2 * atE + ((nodeE >> 16) - valuesE[nodeE & FEATURE] >>> 31);
                atF = 2 * atF + ((nodeF >> 16) - valuesF[nodeF & FEATURE] >>> 31);
            }
            int leaves = base - (1 << height);
            sumA += ends[leaves + atA];
            sumB += ends[leaves + atB];
            sumC += ends[leaves + atC];
            sumD += ends[leaves + atD];
            sumE += ends[leaves + atE];
            sumF += ends[leaves + atF];
            tree++;
        }
        sums[rowA] = sumA + least[tree];
        sums[rowB] = sumB + least[tree];
        sums[rowC] = sumC + least[tree];
        sums[rowD] = sumD + least[tree];
        sums[rowE] = sumE + least[tree];
        sums[rowF] = sumF + least[tree];
    }

    private static long least(long a, long b, long c, long d, long e, long f) {
        return Math.min(Math.min(Math.min(a, b), Math.min(c, d)), Math.min(e, f));
    }

    private int[] values(int row) {
        int[] values = new int[FEATURES];
        for (int feature = 0; feature < columns.length; feature++) {
            values[feature] = columns[feature][row];
        }
        return values;
    }
}
