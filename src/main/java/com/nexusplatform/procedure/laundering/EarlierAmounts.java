package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.RoundingMode;

import com.nexusplatform.procedure.grouping.RadixOrder;

/** The amounts of a party that were added so far, by size: a tree of counts over the ranks of all its amounts. */
final class EarlierAmounts {

    private final long[] sorted;
    private final int[] ranks;
    private final int[] tree;
    private int added;

    /** None yet of the amounts given, in the order of time. */
    EarlierAmounts(long[] amounts) {
        sorted = amounts.clone();
        int[] places = new int[amounts.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        RadixOrder.sort(sorted, places, 0, places.length);
        ranks = new int[places.length];
        for (int rank = 0; rank < places.length; rank++) {
            ranks[places[rank]] = rank;
        }
        tree = new int[places.length + 1];
    }

    /** Adds the amounts up to an index, not including it. */
    void addUpTo(int end) {
        for (; added < end; added++) {
            for (int node = ranks[added] + 1; node < tree.length; node += node & -node) {
                tree[node]++;
            }
        }
    }

    /** Number of amounts added. */
    int size() {
        return added;
    }

    /** The amount at a place, from 0, among those added by ascending size. */
    long at(int place) {
        int node = 0;
        int left = place + 1;
        for (int step = Integer.highestOneBit(tree.length); step > 0; step >>= 1) {
            int next = node + step;
            if (next < tree.length && tree[next] < left) {
                node = next;
                left -= tree[next];
            }
        }
        return sorted[node];
    }

    /** Quantile of type 7 of the amounts added, exact. */
    Quantile quantile(BigDecimal share) {
        BigDecimal position = share.multiply(BigDecimal.valueOf(added - 1L));
        int place = position.setScale(0, RoundingMode.FLOOR).intValueExact();
        return new Quantile(position, at(place), at(Math.min(place + 1, added - 1)));
    }

    /**
     * A quantile of type 7: the value at a fractional position among sorted amounts.
     *
     * @param position (number - 1) x share, from 0
     * @param lower    amount at the whole part of the position, in minor units
     * @param upper    the next amount
     */
    record Quantile(BigDecimal position, long lower, long upper) {

        /** The value in minor units, exact. */
        BigDecimal value() {
            BigDecimal fraction = position.subtract(position.setScale(0, RoundingMode.FLOOR));
            BigDecimal spread = BigDecimal.valueOf(upper).subtract(BigDecimal.valueOf(lower));
            return BigDecimal.valueOf(lower).add(fraction.multiply(spread)).stripTrailingZeros();
        }

        /** Whether an amount is at least the value. */
        boolean reachedBy(long amount) {
            return BigDecimal.valueOf(amount).compareTo(value()) >= 0;
        }
    }
}
