package com.nexusplatform.procedure.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * One tree of an isolation forest (Liu, Ting and Zhou 2008), grown over a sample to a limit of depth and stored as a complete
 * binary tree from node 1, children of i at 2i and 2i + 1: an early end is carried down to the last level, so that every row
 * takes the same number of steps.
 */
final class Tree {

    private final List<Feature> features;
    private final SplitMix random;
    private final int height;
    private final int[] averagePaths;
    private final int[] sample;
    private final int[] varying;

    /** Feature of each node in the upper, greatest value that goes to the first child in the lower 16 bits. */
    private final int[] nodes;
    private final int[] sizes;
    private final int[] paths;

    /**
     * Grows a tree.
     *
     * @param sample rows, consumed
     * @param height most splits on a path
     * @param averagePaths c(n) by n
     */
    Tree(List<Feature> features, int[] sample, int height, int[] averagePaths, SplitMix random) {
        this.features = features;
        this.sample = sample;
        this.height = height;
        this.averagePaths = averagePaths;
        this.random = random;
        varying = new int[features.size()];
        nodes = new int[1 << height];
        sizes = new int[2 << height];
        paths = new int[1 << height];
        Arrays.fill(nodes, Short.MAX_VALUE);
        grow(1, 0, 0, sample.length);
    }

    /** Split of each node by its place, from 1: feature shifted left by 16, and the threshold as 16 bits. */
    int[] nodes() {
        return nodes;
    }

    /** Path length at each place of the last level in millionths of a step: depth, and the average path of what was not parted. */
    int[] paths() {
        return paths;
    }

    /** The shortest path of all in millionths of a step. */
    int leastPath() {
        return Arrays.stream(paths).filter(path -> path > 0).min().orElse(0); // 0 stands where no row comes
    }

    /**
     * Adds what each feature saved on the path of a row: at a node of n sampled rows whose child has m, the feature of the split
     * is credited c(n) − 1 − c(m). All credits of the path sum to c(sample) − h(row).
     *
     * @param credits by feature, in millionths of a step
     */
    void credit(int row, long[] credits) {
        int node = 1;
        while (node < nodes.length) {
            int feature = nodes[node] >>> Short.SIZE;
            int child = 2 * node + (features.get(feature).values()[row] > (short) nodes[node] ? 1 : 0);
            if (sizes[child] == 0) {
                return;
            }
            credits[feature] += averagePaths[sizes[node]] - Isolation.MILLION - averagePaths[sizes[child]];
            node = child;
        }
    }

    private void grow(int node, int depth, int from, int to) {
        sizes[node] = to - from;
        int choices = depth == height || to - from < 2 ? 0 : varying(from, to);
        if (choices == 0) {
            int below = height - depth;
            paths[(node << below) - paths.length] = depth * Isolation.MILLION + averagePaths[to - from];
            return;
        }
        int feature = varying[random.below(choices)];
        short[] values = features.get(feature).values();
        int least = Short.MAX_VALUE;
        int greatest = Short.MIN_VALUE;
        for (int i = from; i < to; i++) {
            least = Math.min(least, values[sample[i]]);
            greatest = Math.max(greatest, values[sample[i]]);
        }
        int threshold = least + random.below(greatest - least);
        nodes[node] = feature << Short.SIZE | threshold & 0xFFFF;
        int middle = part(values, threshold, from, to);
        grow(2 * node, depth + 1, from, middle);
        grow(2 * node + 1, depth + 1, middle, to);
    }

    /** Collects the features in which the rows of a node differ. */
    private int varying(int from, int to) {
        int count = 0;
        for (int feature = 0; feature < varying.length; feature++) {
            short[] values = features.get(feature).values();
            short first = values[sample[from]];
            for (int i = from + 1; i < to; i++) {
                if (values[sample[i]] != first) {
                    varying[count++] = feature;
                    break;
                }
            }
        }
        return count;
    }

    /** Brings the rows up to the threshold to the front; the order within a part does not matter to the tree. */
    private int part(short[] values, int threshold, int from, int to) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if (values[sample[i]] <= threshold) {
                int row = sample[i];
                sample[i] = sample[middle];
                sample[middle++] = row;
            }
        }
        return middle;
    }
}
