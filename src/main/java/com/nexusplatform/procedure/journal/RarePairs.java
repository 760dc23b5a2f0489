package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * Pairs of two numbered things that stand in documents together, and which of them are rare: in fewer documents than support, and
 * in a smaller share of the documents of either one, with such a pair or without, than confidence. A first pass counts, a second lays what stands with each left
 * thing side by side, so that its pairs are told from one another by small tables and not by a hash over all of them.
 */
final class RarePairs {

    private final int support;
    private final long[] leastUses;
    private final int[] ends; // of the occurrences of each left thing; while they are collected, where the next one goes
    private final int[] seen; // last document of each right thing, with the left one at hand
    private final int[] counts; // documents of each right thing with the left one at hand
    private final BitSet concerned = new BitSet();
    private int[] leftUses = {};
    private int[] rightUses = {};
    private int[] rights = {};
    private int[] documents = {};
    private int[] rows = {};
    private int[] others = {}; // the same array as rows while the two of a pair always share their row
    /** Whether some pair stands in two rows; until one does, both arrays of rows are one. */
    private boolean apart;
    private int size;
    private int rare;

    /**
     * A rare pair.
     *
     * @param places    its row and the other one, document by document
     * @param leftUses  documents of the left thing
     * @param rightUses documents of the right thing
     */
    record RarePair(int[] places, int leftUses, int rightUses) {

        /** Number of documents that have the pair. */
        int support() {
            return places.length / 2;
        }
    }

    /** No pairs yet; lefts and rights are numbered from 1. */
    RarePairs(int lefts, int rights, int support, BigDecimal confidence) {
        this.support = support;
        ends = new int[lefts + 2];
        seen = new int[rights + 1];
        counts = new int[rights + 1];
        leastUses = new long[support];
        for (int count = 1; count < support; count++) { // count / uses < confidence exactly where uses > count / confidence
            leastUses[count] = confidence.signum() == 0
                    ? Long.MAX_VALUE
                    : BigDecimal.valueOf(count).divide(confidence, 0, RoundingMode.FLOOR).longValue() + 1;
        }
    }

    /** First pass: a document has a pair with the left thing. */
    void count(int left) {
        ends[left + 1]++;
    }

    /** Ends the first pass. */
    void allot() {
        for (int left = 1; left < ends.length; left++) {
            ends[left] += ends[left - 1];
        }
        int occurrences = ends[ends.length - 1];
        rights = new int[occurrences];
        documents = new int[occurrences];
        rows = new int[occurrences];
        others = rows;
    }

    /**
     * Second pass, over the same pairs: the pair stands in a row and another, or twice in one, of a document numbered from 1;
     * the documents come one after the other.
     */
    void collect(int document, int left, int right, int row, int other) {
        int place = ends[left]++;
        if (row != other && !apart) {
            others = rows.clone();
            apart = true;
        }
        rights[place] = right;
        documents[place] = document;
        rows[place] = row;
        others[place] = other;
    }

    /** Ends the second pass; the documents of each left and each right thing are known by now. */
    void decide(int[] documentsOfLeft, int[] documentsOfRight) {
        leftUses = documentsOfLeft;
        rightUses = documentsOfRight;
        for (int left = 1; left < ends.length - 1; left++) {
            tally(left);
            for (int place = ends[left - 1]; place < ends[left]; place++) {
                int right = rights[place];
                if (isRare(left, right)) {
                    concerned.set(documents[place]);
                    rare += seen[right] == 0 ? 0 : 1;
                }
                size += seen[right] == 0 ? 0 : 1;
                seen[right] = 0; // the pair is counted
            }
            clear(left);
        }
    }

    /** Number of distinct pairs. */
    int size() {
        return size;
    }

    /** Number of rare pairs. */
    int rare() {
        return rare;
    }

    /** Number of documents with a rare pair. */
    int documents() {
        return concerned.cardinality();
    }

    /** The rare pairs in the order of their first document and row. */
    List<RarePair> found() {
        List<RarePair> found = new ArrayList<>(rare);
        long[] firsts = new long[rare];
        int[] numbers = new int[counts.length];
        int[] filled = new int[counts.length];
        for (int left = 1; left < ends.length - 1; left++) {
            tally(left);
            int before = found.size();
            for (int place = ends[left - 1]; place < ends[left]; place++) {
                int right = rights[place];
                if (!isRare(left, right)) {
                    continue;
                }
                if (numbers[right] <= before) {
                    firsts[found.size()] = (long) documents[place] << Integer.SIZE | rows[place];
                    found.add(new RarePair(new int[2 * counts[right]], leftUses[left], rightUses[right]));
                    numbers[right] = found.size();
                    filled[right] = 0;
                    seen[right] = 0;
                }
                if (seen[right] != documents[place]) {
                    seen[right] = documents[place];
                    int[] places = found.get(numbers[right] - 1).places;
                    places[filled[right]++] = rows[place];
                    places[filled[right]++] = others[place];
                }
            }
            clear(left);
        }
        return inOrder(found, firsts);
    }

    private static List<RarePair> inOrder(List<RarePair> found, long[] firsts) {
        int[] order = new int[firsts.length];
        Arrays.setAll(order, place -> place);
        RadixOrder.sort(firsts, order, 0, order.length);
        return Arrays.stream(order).mapToObj(found::get).toList();
    }

    /** Counts the documents of each right thing with a left one. */
    private void tally(int left) {
        for (int place = ends[left - 1]; place < ends[left]; place++) {
            int document = documents[place];
            if (seen[rights[place]] != document) {
                seen[rights[place]] = document;
                counts[rights[place]]++;
            }
        }
    }

    private boolean isRare(int left, int right) {
        int count = counts[right];
        return count < support && leftUses[left] >= leastUses[count] && rightUses[right] >= leastUses[count];
    }

    private void clear(int left) {
        for (int place = ends[left - 1]; place < ends[left]; place++) {
            seen[rights[place]] = 0;
            counts[rights[place]] = 0;
        }
    }
}
