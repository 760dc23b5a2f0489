package com.nexusplatform.procedure.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.nexusplatform.procedure.Watch;

/** Trees over features, and what they say of every row: exact sums of path lengths, the same in whatever order rows are looked at. */
final class Forest {

    private static final int BLOCK = Descent.LANES << 13; // rows that a thread scores before it looks up

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

    /** Sums of the path lengths over all trees, one a row, in millionths of a step; the same by however many threads. */
    long[] paths(Watch watch) {
        int rows = features.getFirst().values().length;
        long[] sums = new long[rows];
        Descent descent = new Descent(features, trees, height);
        int blocks = (int) ((rows + BLOCK - 1L) / BLOCK);
        Thread caller = Thread.currentThread();
        IntStream.range(0, blocks).parallel().forEach(block -> {
            if (Thread.currentThread() == caller) { // which works along; the watch belongs to it
                watch.at(0.3 + 0.6 * block / blocks);
            }
            int end = (int) Math.min(rows, (block + 1L) * BLOCK);
            for (int row = block * BLOCK; row < end; row += Descent.LANES) {
                descent.take(row, end, sums);
            }
        });
        return sums;
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
