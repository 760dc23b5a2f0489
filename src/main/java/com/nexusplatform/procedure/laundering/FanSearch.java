package com.nexusplatform.procedure.laundering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Slides a window over the transfers of each party in one direction and counts the distinct others by two pointers. The window with
 * the most is taken first; what lies beside it is cut off where it begins and ends, and is taken in turn. Two that are taken never
 * fit into one window, since that one would have come before both: no transfer is cut off more than a few times.
 */
final class FanSearch {

    private final long[] times;
    private final Adjacency adjacency;
    private final int[] others;
    private final boolean inward;
    private final int minimum;
    private final int[] seen;
    private final int[] metBy;
    private final int[] countedIn;
    private final PriorityQueue<FanWindow> open = new PriorityQueue<>();
    private int count;
    private int marked;

    FanSearch(Transfers transfers, Adjacency adjacency, boolean inward, int minimum) {
        times = adjacency.placed(transfers.times);
        this.adjacency = adjacency;
        this.inward = inward;
        this.minimum = minimum;
        others = adjacency.placed(inward ? transfers.payers : transfers.payees);
        seen = new int[transfers.parties];
        metBy = new int[transfers.parties];
        countedIn = new int[transfers.parties];
        Arrays.fill(metBy, Parties.NONE);
    }

    /** Hands over the fans of a party, in the order of time. */
    void search(int party, long window, Consumer<Fan> receiver) {
        int start = adjacency.start(party);
        int end = adjacency.end(party);
        if (end - start < minimum) {
            return;
        }
        slide(start, end, window);
        if (!open.isEmpty()) {
            marked = start;
            for (FanWindow taken : disjoint(start, end, window)) {
                receiver.accept(fan(party, taken));
            }
        }
    }

    /** Most distinct others within a shorter window among places. */
    int mostWithin(int from, int to, long window) {
        int most = 0;
        int distinct = 0;
        int left = from;
        for (int right = from; right < to; right++) {
            for (; !within(left, right, window); left++) {
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

    /** Offers every window that cannot begin earlier or end later. */
    private void slide(int start, int end, long window) {
        int left = start;
        int distinct = 0;
        for (int right = start; right < end; right++) {
            if (!within(left, right, window)) {
                offer(left, right, distinct);
            }
            for (; !within(left, right, window); left++) {
                distinct -= --seen[other(left)] == 0 ? 1 : 0;
            }
            distinct += seen[other(right)]++ == 0 ? 1 : 0;
        }
        offer(left, end, distinct);
        for (; left < end; left++) {
            seen[other(left)] = 0;
        }
    }

    /** Windows of which none overlap, the strongest first, then in the order of time. */
    private List<FanWindow> disjoint(int start, int end, long window) {
        BitSet taken = new BitSet(end - start);
        List<FanWindow> windows = new ArrayList<>();
        for (FanWindow best = open.poll(); best != null; best = open.poll()) {
            // what overlaps it was taken before it and does not lie within it, so that it reaches over one of its ends
            if (!taken.get(best.from() - start) && !taken.get(best.to() - 1 - start)) {
                taken.set(best.from() - start, best.to() - start);
                windows.add(best);
                offerBefore(best.from(), start, taken, window);
                offerAfter(best.to(), start, end, taken, window);
            }
        }
        windows.sort(Comparator.comparingInt(FanWindow::from));
        return windows;
    }

    private void offerBefore(int to, int start, BitSet taken, long window) {
        int distinct = 0;
        int from = to;
        count++;
        while (from > start && !taken.get(from - 1 - start) && within(from - 1, to - 1, window)) {
            distinct += counts(--from) ? 1 : 0;
        }
        offer(from, to, distinct);
    }

    private void offerAfter(int from, int start, int end, BitSet taken, long window) {
        int distinct = 0;
        int to = from;
        count++;
        while (to < end && !taken.get(to - start) && within(from, to, window)) {
            distinct += counts(to++) ? 1 : 0;
        }
        offer(from, to, distinct);
    }

    private void offer(int from, int to, int distinct) {
        if (distinct >= minimum) {
            open.add(new FanWindow(from, to, distinct));
        }
    }

    private Fan fan(int party, FanWindow taken) {
        for (; marked < taken.from(); marked++) {
            metBy[other(marked)] = party;
        }
        int newcomers = 0;
        int last = taken.from();
        count++;
        for (; marked < taken.to(); marked++) {
            last = counts(marked) ? marked : last;
            newcomers += metBy[other(marked)] == party ? 0 : 1;
            metBy[other(marked)] = party;
        }
        return new Fan(party, inward, taken.from(), taken.to(), last, taken.others(), newcomers);
    }

    /** Whether the other of a place is met for the first time in this count. */
    private boolean counts(int place) {
        boolean first = countedIn[other(place)] != count;
        countedIn[other(place)] = count;
        return first;
    }

    private boolean within(int earlier, int later, long window) {
        return times[later] - times[earlier] < window;
    }

    private int other(int place) {
        return others[place];
    }
}
