package com.nexusplatform.procedure.laundering;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Slides a window over the transfers of each party in one direction and counts the distinct others by two pointers. Of windows
 * that overlap, the one with the most is taken, the earliest of equals.
 */
final class FanSearch {

    private final long[] times;
    private final Adjacency adjacency;
    private final int[] others;
    private final boolean inward;
    private final int minimum;
    private final int[] seen;
    private final int[] metBy;
    private int marked;

    FanSearch(Transfers transfers, Adjacency adjacency, boolean inward, int minimum) {
        times = adjacency.placed(transfers.times);
        this.adjacency = adjacency;
        this.inward = inward;
        this.minimum = minimum;
        others = adjacency.placed(inward ? transfers.payers : transfers.payees);
        seen = new int[transfers.parties];
        metBy = new int[transfers.parties];
        Arrays.fill(metBy, -1);
    }

    /** Hands over the fans of a party. */
    void search(int party, long window, Consumer<Fan> receiver) {
        int end = adjacency.end(party);
        int left = adjacency.start(party);
        if (end - left < minimum) {
            return;
        }
        marked = left;
        int distinct = 0;
        int best = 0;
        int bestFrom = 0;
        int bestTo = 0;
        for (int right = left; right < end; right++) {
            long earliest = time(right) - window;
            for (; time(left) <= earliest; left++) {
                distinct -= --seen[other(left)] == 0 ? 1 : 0;
            }
            distinct += seen[other(right)]++ == 0 ? 1 : 0;
            if (best > 0 && left >= bestTo) {
                receiver.accept(fan(party, bestFrom, bestTo, best));
                best = 0;
            }
            if (distinct > best && distinct >= minimum) {
                best = distinct;
                bestFrom = left;
                bestTo = right + 1;
            }
        }
        for (; left < end; left++) {
            seen[other(left)] = 0;
        }
        if (best > 0) {
            receiver.accept(fan(party, bestFrom, bestTo, best));
        }
    }

    /** Most distinct others within a shorter window among places. */
    int mostWithin(int from, int to, long window) {
        int most = 0;
        int distinct = 0;
        int left = from;
        for (int right = from; right < to; right++) {
            for (; time(left) <= time(right) - window; left++) {
                distinct -= --seen[other(left)] == 0 ? 1 : 0;
            }
            distinct += seen[other(right)]++ == 0 ? 1 : 0;
            most = Math.max(most, distinct);
        }
        for (; left < to; left++) {
            seen[other(left)] = 0;
        }
        return most;
    }

    private Fan fan(int party, int from, int to, int parties) {
        for (; marked < from; marked++) {
            metBy[other(marked)] = party;
        }
        int newcomers = 0;
        for (; marked < to; marked++) {
            newcomers += metBy[other(marked)] == party ? 0 : 1;
            metBy[other(marked)] = party;
        }
        return new Fan(party, inward, from, to, parties, newcomers);
    }

    private long time(int place) {
        return times[place];
    }

    private int other(int place) {
        return others[place];
    }
}
