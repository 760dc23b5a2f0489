package com.nexusplatform.procedure.grouping;

import java.util.Arrays;

/**
 * Rows that share a key with another row, group by group: groups in the order of their first row, rows ascending within a group.
 * Found by partitioning on the upper bits and one small hash table a partition: linear in the rows, about 12 bytes a row of
 * working memory beside the keys.
 */
public final class Groups {

    private static final int ROWS_A_PARTITION = 512;
    private static final int MOST_PARTITION_BITS = 12;

    private int[] rows = new int[64];
    private int[] starts = new int[16];
    private int size;

    private Groups() {}

    /**
     * Groups of the indices whose keys are equal, at least two in each.
     *
     * @param keys one a row; {@link Key#NONE} leaves the row out
     */
    public static Groups of(long[] keys) {
        return new Groups().collect(keys);
    }

    /** Number of groups. */
    public int size() {
        return size;
    }

    /** Number of rows in all groups. */
    public int rows() {
        return starts[size];
    }

    /** Number of rows in a group. */
    public int size(int group) {
        return starts[group + 1] - starts[group];
    }

    /** Index of the first row of a group. */
    public int first(int group) {
        return rows[starts[group]];
    }

    /** Indices of the rows of a group, ascending. */
    public int[] members(int group) {
        return Arrays.copyOfRange(rows, starts[group], starts[group + 1]);
    }

    private Groups collect(long[] keys) {
        int bits = 0;
        while (bits < MOST_PARTITION_BITS && keys.length >> bits > ROWS_A_PARTITION) {
            bits++;
        }
        int[] ends = new int[(1 << bits) + 1];
        for (long key : keys) {
            if (key != Key.NONE) {
                ends[partition(key, bits) + 1]++;
            }
        }
        int largest = 0;
        for (int p = 1; p < ends.length; p++) {
            largest = Math.max(largest, ends[p]);
            ends[p] += ends[p - 1];
        }
        int[] order = new int[ends[ends.length - 1]];
        long[] partitioned = new long[order.length];
        int[] next = ends.clone();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != Key.NONE) {
                int at = next[partition(keys[i], bits)]++;
                order[at] = i;
                partitioned[at] = keys[i];
            }
        }
        Partition partition = new Partition(largest);
        for (int p = 0; p < ends.length - 1; p++) {
            partition.group(partitioned, order, ends[p], ends[p + 1]);
        }
        return arrange(partition);
    }

    private static int partition(long key, int bits) {
        return bits == 0 ? 0 : (int) (key >>> 64 - bits);
    }

    /** Puts the groups in the order of their first row; rows came in ascending within each. */
    private Groups arrange(Partition found) {
        size = found.groups;
        long[] byFirst = new long[size];
        for (int g = 0; g < size; g++) {
            byFirst[g] = (long) found.firsts[g] << 32 | g;
        }
        Arrays.sort(byFirst);
        starts = new int[size + 1];
        int[] places = new int[size];
        for (int rank = 0; rank < size; rank++) {
            int group = (int) byFirst[rank];
            places[group] = starts[rank];
            starts[rank + 1] = starts[rank] + found.counts[group];
        }
        rows = new int[found.members];
        for (int i = 0; i < found.members; i++) {
            rows[places[found.groupOf[i]]++] = found.rows[i];
        }
        return this;
    }

    /** Groups the keys of one partition after the other, keeping those of more than one row. */
    private static final class Partition {

        private final long[] slots;
        private final int[] firstAt;
        private final int[] groupAt;
        private int[] rows = new int[64];
        private int[] groupOf = new int[64];
        private int[] firsts = new int[16];
        private int[] counts = new int[16];
        private int members;
        private int groups;

        private Partition(int largest) {
            int capacity = Math.max(4, Integer.highestOneBit(Math.max(1, largest)) << 2);
            slots = new long[capacity];
            firstAt = new int[capacity];
            groupAt = new int[capacity];
        }

        private void group(long[] keys, int[] order, int from, int to) {
            int capacity = Math.max(4, Integer.highestOneBit(Math.max(1, to - from)) << 2);
            Arrays.fill(slots, 0, capacity, Key.NONE);
            int mask = capacity - 1;
            for (int i = from; i < to; i++) {
                int slot = (int) keys[i] & mask;
                while (slots[slot] != Key.NONE && slots[slot] != keys[i]) {
                    slot = slot + 1 & mask;
                }
                if (slots[slot] == Key.NONE) {
                    slots[slot] = keys[i];
                    firstAt[slot] = order[i];
                    groupAt[slot] = -1;
                } else {
                    if (groupAt[slot] < 0) {
                        groupAt[slot] = open(firstAt[slot]);
                    }
                    add(groupAt[slot], order[i]);
                }
            }
        }

        private int open(int first) {
            if (groups == firsts.length) {
                firsts = Arrays.copyOf(firsts, groups * 2);
                counts = Arrays.copyOf(counts, groups * 2);
            }
            firsts[groups] = first;
            add(groups, first);
            return groups++;
        }

        private void add(int group, int row) {
            if (members == rows.length) {
                rows = Arrays.copyOf(rows, members + (members >> 1));
                groupOf = Arrays.copyOf(groupOf, rows.length);
            }
            rows[members] = row;
            groupOf[members++] = group;
            counts[group]++;
        }
    }
}
