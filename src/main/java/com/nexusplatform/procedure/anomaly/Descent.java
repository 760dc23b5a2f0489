package com.nexusplatform.procedure.anomaly;

import java.util.Comparator;
import java.util.List;

/**
 * Trees laid out flat, and rows taken down them without a branch that depends on them. Some hundred rows go down one tree after the
 * other, so that tree and rows stay in the nearest cache, six at a time: six independent chains keep a core busy. Rows that cannot be
 * among the shortest any more are left behind.
 */
final class Descent {

    /** Most features. */
    static final int FEATURES = 16;

    private static final int LANES = 6;
    private static final int ROWS = LANES * 85; // taken down together
    private static final int TREES = 8; // between two looks at who is left
    private static final int FEATURE = FEATURES - 1;

    private final short[][] columns;
    private final int trees;
    private final int height;
    private final int[][] nodes;
    private final int[][] ends;
    private final long[] least;

    Descent(List<Feature> features, List<Tree> trees, int height) {
        if (features.size() > FEATURES) {
            throw new IllegalArgumentException(features.size() + " features");
        }
        columns = features.stream().map(Feature::values).toArray(short[][]::new);
        this.trees = trees.size();
        this.height = height;
        nodes = new int[trees.size()][];
        ends = new int[trees.size()][];
        least = new long[trees.size() + 1];
        List<Tree> ordered = trees.stream().sorted(Comparator.comparingInt(Tree::leastPath)).toList(); // what is left says most
        for (int tree = trees.size() - 1; tree >= 0; tree--) {
            nodes[tree] = flat(ordered.get(tree).nodes());
            ends[tree] = ordered.get(tree).paths();
            least[tree] = least[tree + 1] + ordered.get(tree).leastPath();
        }
    }

    /** Splits with the threshold above and the feature below. */
    private static int[] flat(int[] splits) {
        int[] nodes = new int[splits.length];
        for (int node = 1; node < splits.length; node++) {
            nodes[node] = splits[node] << Short.SIZE | splits[node] >>> Short.SIZE;
        }
        return nodes;
    }

    /**
     * Sets the sums of path lengths of the rows from one on and before an end. Rows that come to more than a bound whatever the trees
     * left say of them are taken no further: their sums are the least that they can be, more than the bound.
     */
    void take(int from, int to, long bound, long[] sums) {
        Rows rows = new Rows();
        for (int start = from; start < to; start += ROWS) {
            rows.fill(start, Math.min(to, start + ROWS));
            for (int tree = 0; tree < trees && rows.left > 0; tree++) {
                rows.descend(nodes[tree], ends[tree]);
                if ((tree + 1) % TREES == 0 || tree + 1 == trees) {
                    rows.keep(bound, least[tree + 1], sums);
                }
            }
            rows.end(sums);
        }
    }

    /** The rows that are on their way down. */
    private final class Rows {

        private final int[] numbers = new int[ROWS];
        private final short[] values = new short[ROWS * FEATURES];
        private final long[] paths = new long[ROWS];
        private int left;

        private void fill(int from, int to) {
            left = to - from;
            for (int i = 0; i < left; i++) {
                numbers[i] = from + i;
                paths[i] = 0;
            }
            for (int feature = 0; feature < columns.length; feature++) {
                short[] column = columns[feature];
                for (int i = 0; i < left; i++) {
                    values[i * FEATURES + feature] = column[from + i];
                }
            }
        }

        /** Takes all that are left down one tree; after the last, rows left behind fill up the six. */
        private void descend(int[] tree, int[] leaves) {
            int last = tree.length - 1;
            for (int i = 0; i < left; i += LANES) {
                int rowA = i * FEATURES;
                int rowB = rowA + FEATURES;
                int rowC = rowB + FEATURES;
                int rowD = rowC + FEATURES;
                int rowE = rowD + FEATURES;
                int rowF = rowE + FEATURES;
                int atA = 1;
                int atB = 1;
                int atC = 1;
                int atD = 1;
                int atE = 1;
                int atF = 1;
                for (int depth = 0; depth < height; depth++) {
                    int nodeA = tree[atA & last];
                    int nodeB = tree[atB & last];
                    int nodeC = tree[atC & last];
                    int nodeD = tree[atD & last];
                    int nodeE = tree[atE & last];
                    int nodeF = tree[atF & last];
                    atA = 2 * atA + ((nodeA >> Short.SIZE) - values[rowA + (nodeA & FEATURE)] >>> 31);
                    atB = 2 * atB + ((nodeB >> Short.SIZE) - values[rowB + (nodeB & FEATURE)] >>> 31);
                    atC = 2 * atC + ((nodeC >> Short.SIZE) - values[rowC + (nodeC & FEATURE)] >>> 31);
                    atD = 2 * atD + ((nodeD >> Short.SIZE) - values[rowD + (nodeD & FEATURE)] >>> 31);
                    atE = 2 * atE + ((nodeE >> Short.SIZE) - values[rowE + (nodeE & FEATURE)] >>> 31);
                    atF = 2 * atF + ((nodeF >> Short.SIZE) - values[rowF + (nodeF & FEATURE)] >>> 31);
                }
                paths[i] += leaves[atA & last];
                paths[i + 1] += leaves[atB & last];
                paths[i + 2] += leaves[atC & last];
                paths[i + 3] += leaves[atD & last];
                paths[i + 4] += leaves[atE & last];
                paths[i + 5] += leaves[atF & last];
            }
        }

        /** Leaves behind those that come to more than a bound with the least that the trees to come can add. */
        private void keep(long bound, long rest, long[] sums) {
            int kept = 0;
            for (int i = 0; i < left; i++) {
                if (paths[i] + rest > bound) {
                    sums[numbers[i]] = paths[i] + rest;
                } else {
                    if (kept < i) {
                        numbers[kept] = numbers[i];
                        paths[kept] = paths[i];
                        System.arraycopy(values, i * FEATURES, values, kept * FEATURES, FEATURES);
                    }
                    kept++;
                }
            }
            left = kept;
        }

        private void end(long[] sums) {
            for (int i = 0; i < left; i++) {
                sums[numbers[i]] = paths[i];
            }
        }
    }
}
