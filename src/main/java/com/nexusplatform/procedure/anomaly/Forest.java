package com.nexusplatform.procedure.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.nexusplatform.procedure.Watch;

/** Trees over features, and what they say of every row: exact sums of path lengths, the same in whatever order rows are looked at. */
final class Forest {

    private static final int BLOCK = 256;

    private final List<Feature> features;
    private final List<Tree> trees = new ArrayList<>();
    private final int sampled;
    private final int height;
    private final int[] averagePaths;

    /** Grows trees, each over its own sample drawn without replacement from its own part of the seed. */
    Forest(List<Feature> features, int trees, int sampled, long seed) {
        this.features = features;
        this.sampled = sampled;
        height = Integer.SIZE - Integer.numberOfLeadingZeros(sampled - 1);
        averagePaths = Isolation.averagePaths(sampled);
        int rows = features.getFirst().values().length;
        for (int tree = 0; tree < trees; tree++) {
            SplitMix random = SplitMix.part(seed, tree);
            this.trees.add(new Tree(features, sample(rows, sampled, random), height, averagePaths, random));
        }
    }

    /** Most splits on a path: as many as a balanced tree over the sample has, rounded up. */
    int height() {
        return height;
    }

    /** Trees times the average path length of an unsuccessful search in the sample, in millionths of a step. */
    long averagePath() {
        return (long) trees.size() * averagePaths[sampled];
    }

    /** Sums of the path lengths over all trees, one a row, in millionths of a step. */
    long[] paths(Watch watch) {
        int rows = features.getFirst().values().length;
        long[] sums = new long[rows];
        int[] values = new int[features.size() * BLOCK];
        int[] nodes = new int[trees.size() << height];
        int[] ends = new int[trees.size() << height];
        for (int tree = 0; tree < trees.size(); tree++) {
            flatten(trees.get(tree), nodes, ends, tree << height);
        }
        for (int start = 0; start < rows; start += BLOCK) {
            if (start % (BLOCK << 8) == 0) {
                watch.at(0.3 + 0.6 * start / rows);
            }
            int size = Math.min(BLOCK, rows - start);
            for (int feature = 0; feature < features.size(); feature++) {
                short[] column = features.get(feature).values();
                for (int i = 0; i < size; i++) {
                    values[feature * BLOCK + i] = column[start + i];
                }
            }
            for (int tree = 0; tree < trees.size(); tree++) {
                descend(nodes, ends, tree << height, values, sums, start, size);
            }
        }
        return sums;
    }

    /** What each feature saved for a row, summed over all trees, in millionths of a step. */
    long[] credits(int row) {
        long[] credits = new long[features.size()];
        trees.forEach(tree -> tree.credit(row, credits));
        return credits;
    }

    private static void flatten(Tree tree, int[] nodes, int[] ends, int base) {
        for (int node = 1; node < tree.nodes().length; node++) {
            int split = tree.nodes()[node];
            nodes[base + node] = split << Short.SIZE | (split >>> Short.SIZE) * BLOCK;
        }
        System.arraycopy(tree.paths(), 0, ends, base, tree.paths().length);
    }

    /** Takes four rows at a time down one tree, without a branch that depends on them: 1 where the value exceeds the threshold. */
    private void descend(int[] nodes, int[] ends, int base, int[] values, long[] sums, int start, int size) {
        int leaves = 1 << height;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            int a = 1;
            int b = 1;
            int c = 1;
            int d = 1;
            for (int depth = 0; depth < height; depth++) {
                int nodeA = nodes[base + a];
                int nodeB = nodes[base + b];
                int nodeC = nodes[base + c];
                int nodeD = nodes[base + d];
                a = 2 * a + ((nodeA >> 16) - values[(nodeA & 0xFFFF) + i] >>> 31);
                b = 2 * b + ((nodeB >> 16) - values[(nodeB & 0xFFFF) + i + 1] >>> 31);
                c = 2 * c + ((nodeC >> 16) - values[(nodeC & 0xFFFF) + i + 2] >>> 31);
                d = 2 * d + ((nodeD >> 16) - values[(nodeD & 0xFFFF) + i + 3] >>> 31);
            }
            sums[start + i] += ends[base + a - leaves];
            sums[start + i + 1] += ends[base + b - leaves];
            sums[start + i + 2] += ends[base + c - leaves];
            sums[start + i + 3] += ends[base + d - leaves];
        }
        for (; i < size; i++) {
            int a = 1;
            for (int depth = 0; depth < height; depth++) {
                int node = nodes[base + a];
                a = 2 * a + ((node >> 16) - values[(node & 0xFFFF) + i] >>> 31);
            }
            sums[start + i] += ends[base + a - leaves];
        }
    }

    /** Rows drawn without replacement (Floyd): each set of them equally likely. */
    static int[] sample(int rows, int sampled, SplitMix random) {
        int[] sample = new int[sampled];
        int[] table = new int[Integer.highestOneBit(sampled) << 2];
        Arrays.fill(table, -1);
        for (int i = 0; i < sampled; i++) {
            int last = rows - sampled + i;
            int row = random.below(last + 1);
            sample[i] = entered(table, row) ? row : last;
            if (sample[i] == last) {
                entered(table, last);
            }
        }
        return sample;
    }

    private static boolean entered(int[] table, int row) {
        int slot = row * 0x9E3779B9 & table.length - 1;
        while (table[slot] != -1 && table[slot] != row) {
            slot = slot + 1 & table.length - 1;
        }
        boolean isNew = table[slot] == -1;
        table[slot] = row;
        return isNew;
    }
}
