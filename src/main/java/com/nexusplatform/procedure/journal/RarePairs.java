package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

import com.nexusplatform.procedure.grouping.Key;

/**
 * Pairs of two numbered things that stand in documents together, and which of them are rare: in fewer documents than support, and
 * in a smaller share of the documents of either one than confidence. Counted in a first pass, collected in a second.
 */
final class RarePairs {

    private static final int NOT_RARE = -1;
    private static final int UNRANKED = -2;

    private static final int MOST_DENSE = 1 << 18;

    private final int support;
    private final int width;
    private final boolean dense;
    private final long[] leastUses;
    private final int[] leftUses;
    private final int[] rightUses;
    private final int[] leftSeen;
    private final int[] rightSeen;
    private long[] table; // a pair, then its documents in the upper half and the last one in the lower: one look at memory
    private int[] ranks = {};
    private int size;
    private int rare;
    private int[] slots = new int[16];
    private int[] occurrences = new int[64];
    private int collected;

    /** No pairs yet; lefts and rights are numbered from 1. */
    RarePairs(int lefts, int rights, int support, BigDecimal confidence) {
        this.support = support;
        width = rights + 1;
        dense = (lefts + 1L) * width <= MOST_DENSE;
        table = new long[2 * (dense ? (lefts + 1) * width : 1 << 10)];
        leftUses = new int[lefts + 1];
        rightUses = new int[rights + 1];
        leftSeen = new int[lefts + 1];
        rightSeen = new int[rights + 1];
        leastUses = new long[support];
        for (int count = 1; count < support; count++) { // count / uses < confidence exactly where uses > count / confidence
            leastUses[count] = confidence.signum() == 0
                    ? Long.MAX_VALUE
                    : BigDecimal.valueOf(count).divide(confidence, 0, RoundingMode.FLOOR).longValue() + 1;
        }
    }

    /** First pass: a document, numbered from 1, has the pair; the documents come one after the other. */
    void count(int document, int left, int right) {
        int slot = slot(left, right);
        if (table[slot] == Key.NONE) {
            table[slot] = pair(left, right);
            size++;
        }
        if ((int) table[slot + 1] != document) {
            table[slot + 1] = (table[slot + 1] >>> Integer.SIZE) + 1 << Integer.SIZE | document;
        }
        if (leftSeen[left] != document) {
            leftSeen[left] = document;
            leftUses[left]++;
        }
        if (rightSeen[right] != document) {
            rightSeen[right] = document;
            rightUses[right]++;
        }
        if (!dense && size * 4L > table.length) {
            grow();
        }
    }

    /** Ends the first pass. */
    void decide() {
        ranks = new int[table.length / 2];
        for (int slot = 0; slot < table.length; slot += 2) {
            int count = count(slot);
            boolean few = table[slot] != Key.NONE && count < support
                    && leftUses[left(slot)] >= leastUses[count] && rightUses[right(slot)] >= leastUses[count];
            ranks[slot / 2] = few ? UNRANKED : NOT_RARE;
            table[slot + 1] = (long) count << Integer.SIZE;
        }
    }

    /** Second pass: collects the rows of the pair where it is rare, once for each document; says whether it is. */
    boolean collect(int document, int left, int right, int row, int other) {
        int slot = slot(left, right);
        if (count(slot) >= support || ranks[slot / 2] == NOT_RARE) {
            return false;
        }
        if (ranks[slot / 2] == UNRANKED) {
            slots = rare == slots.length ? Arrays.copyOf(slots, 2 * rare) : slots;
            slots[rare] = slot;
            ranks[slot / 2] = rare++;
        }
        if ((int) table[slot + 1] != document) {
            table[slot + 1] = table[slot + 1] >>> Integer.SIZE << Integer.SIZE | document;
            if (collected + 3 > occurrences.length) {
                occurrences = Arrays.copyOf(occurrences, occurrences.length * 2);
            }
            occurrences[collected++] = ranks[slot / 2];
            occurrences[collected++] = row;
            occurrences[collected++] = other;
        }
        return true;
    }

    /** Number of distinct pairs. */
    int size() {
        return size;
    }

    /** Number of rare pairs. */
    int rare() {
        return rare;
    }

    /** Documents of a rare pair; they are numbered from 0 in the order of their first row. */
    int support(int rank) {
        return count(slots[rank]);
    }

    /** Documents of the left thing of a rare pair. */
    int leftUses(int rank) {
        return leftUses[left(slots[rank])];
    }

    /** Documents of the right thing of a rare pair. */
    int rightUses(int rank) {
        return rightUses[right(slots[rank])];
    }

    /** Rows that were collected for each rare pair: left and right row in turn, document by document. */
    int[][] rows() {
        int[] next = new int[rare];
        int[][] rows = new int[rare][];
        Arrays.setAll(rows, rank -> new int[2 * support(rank)]);
        for (int i = 0; i < collected; i += 3) {
            int rank = occurrences[i];
            rows[rank][next[rank]++] = occurrences[i + 1];
            rows[rank][next[rank]++] = occurrences[i + 2];
        }
        return rows;
    }

    /** Place of a pair: its own among all that can be, where these are few, else by its hash. */
    private int slot(int left, int right) {
        if (dense) {
            return 2 * (left * width + right);
        }
        long pair = pair(left, right);
        int mask = table.length - 1;
        int slot = 2 * (int) Key.of(pair) & mask;
        while (table[slot] != Key.NONE && table[slot] != pair) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private int count(int slot) {
        return (int) (table[slot + 1] >>> Integer.SIZE);
    }

    private int left(int slot) {
        return (int) (table[slot] >>> Integer.SIZE);
    }

    private int right(int slot) {
        return (int) table[slot];
    }

    private static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (int place = 0; place < old.length; place += 2) {
            if (old[place] != Key.NONE) {
                int slot = slot((int) (old[place] >>> Integer.SIZE), (int) old[place]);
                table[slot] = old[place];
                table[slot + 1] = old[place + 1];
            }
        }
    }
}
