package com.nexusplatform.procedure.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.nexusplatform.procedure.Watch;

/** Trees over features, and what they say of every row: exact sums of path lengths, the same in whatever order rows are looked at. */
final class Forest {

    private static final int BLOCK = 1 << 15; // rows that a thread scores before it looks up
    private static final int FIRST_PART = 16; // of which all paths are taken to their ends

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

    /**
     * Sums of the path lengths over all trees, one a row, in millionths of a step; the same by however many threads. Exact for the
     * rows of the shortest; those of others may be less than they are, yet are more than any of the shortest.
     *
     * @param most number of the shortest, ties with the last of them included
     */
    long[] paths(int most, Watch watch) {
        int rows = features.getFirst().values().length;
        long[] sums = new long[rows];
        Descent descent = new Descent(features, trees, height);
        long bound = Long.MAX_VALUE;
        int from = 0;
        int to = Math.max(most, rows / FIRST_PART);
        while (from < rows) {
            score(descent, from, to, bound, sums, watch);
            bound = Shortest.bound(sums, to, most); // that of more rows is closer
            from = to;
            to = Math.min(rows, to + to);
        }
        return sums;
    }

    private static void score(Descent descent, int from, int to, long bound, long[] sums, Watch watch) {
        int blocks = (int) ((to - from + BLOCK - 1L) / BLOCK);
        Thread caller = Thread.currentThread();
        IntStream.range(0, blocks).parallel().forEach(block -> {
            long first = from + (long) block * BLOCK;
            if (Thread.currentThread() == caller) { // which works along; the watch belongs to it
                watch.at(0.3 + 0.6 * first / sums.length);
            }
            descent.take((int) first, (int) Math.min(to, first + BLOCK), bound, sums);
        });
    }

    /** What each feature saved for a row, summed over all trees, in millionths of a step. */
    long[] credits(int row) {
        long[] credits = new long[features.size()];
        trees.forEach(tree -> tree.credit(row, credits));
        return credits;
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
