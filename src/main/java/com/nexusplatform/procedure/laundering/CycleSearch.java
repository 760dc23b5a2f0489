package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

import com.nexusplatform.procedure.Watch;

/**
 * Searches from every transfer, in the order of time, for the shortest way back to its payer: each hop not before the one
 * before it, within the window, of an amount that the margin allows, through parties that differ. The transfers of a way found
 * are not used again. A way is searched depth first with a bounded number of looks at transfers.
 */
final class CycleSearch {

    private static final int STARTS_A_LOOK = 1 << 14;
    private static final int LEAST_LOOKS = 16;
    private static final int SHARE_OF_LOOKS = 8;

    private final Transfers transfers;
    private final Adjacency outgoing;
    private final CycleRule rule;
    private final long[] times;
    private final long[] amounts;
    private final int[] onward;
    private final long[] least;
    private final boolean[] used;
    private final int[] path;
    private final int[] cursors;
    private int[] best = new int[0];

    long looks;
    int boundedStarts;

    CycleSearch(Transfers transfers, CycleRule rule) {
        this.transfers = transfers;
        this.rule = rule;
        outgoing = Adjacency.outgoing(transfers);
        times = outgoing.placed(transfers.times);
        amounts = outgoing.placed(transfers.amounts);
        onward = onward();
        least = new long[rule.mostHops() + 1];
        used = new boolean[transfers.size];
        path = new int[rule.mostHops() + 1];
        cursors = new int[rule.mostHops() + 1];
    }

    /** Hears of each way found: its transfers in the order of its hops. */
    interface Receiver {

        /** Takes a way. */
        void take(int[] hops);
    }

    /** Searches from all transfers. */
    void search(Receiver receiver, Watch watch) {
        for (int start = 0; start < transfers.size; start++) {
            if (start % STARTS_A_LOOK == 0) {
                watch.at(0.4 + 0.6 * start / transfers.size);
            }
            if (!used[start]) {
                long budget = Math.min(rule.looksAStart(),
                        LEAST_LOOKS + SHARE_OF_LOOKS * (rule.looksInAll() - looks) / (transfers.size - start));
                from(start, Math.min(budget, rule.looksInAll() - looks));
                if (best.length > 0) {
                    for (int hop : best) {
                        used[hop] = true;
                    }
                    receiver.take(best);
                }
            }
        }
    }

    /** For each transfer the place, among those that its payee pays, of the first that is not earlier. */
    private int[] onward() {
        int[] places = new int[transfers.parties];
        for (int party = 0; party < places.length; party++) {
            places[party] = outgoing.end(party);
        }
        int[] first = new int[transfers.size];
        int end = transfers.size;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && transfers.times[start - 1] == transfers.times[start]) {
                start--;
            }
            for (int id = start; id < end; id++) {
                places[transfers.payers[id]]--;
            }
            for (int id = start; id < end; id++) {
                first[id] = places[transfers.payees[id]];
            }
            end = start;
        }
        return first;
    }

    private void from(int start, long budget) {
        best = new int[0];
        path[0] = start;
        cursors[1] = onward[start];
        least[1] = rule.margin().least(transfers.amounts[start]);
        int origin = transfers.payers[start];
        long until = transfers.times[start] + rule.window();
        int most = rule.mostHops();
        int depth = 1;
        long left = budget;
        while (depth > 0 && most >= rule.leastHops()) {
            int last = path[depth - 1];
            int place = cursors[depth];
            if (depth >= most || place >= outgoing.end(transfers.payees[last])
                    || times[place] >= until) {
                depth--;
                continue;
            }
            if (left-- == 0) {
                boundedStarts++;
                break;
            }
            cursors[depth]++;
            if (amounts[place] < least[depth] || amounts[place] > transfers.amounts[last]
                    || used[outgoing.at(place)]) {
                continue;
            }
            int next = outgoing.at(place);
            path[depth] = next;
            int payee = transfers.payees[next];
            if (payee == origin) {
                if (depth + 1 >= rule.leastHops()) {
                    best = Arrays.copyOf(path, depth + 1);
                    most = depth;
                }
            } else if (!visited(payee, depth)) {
                depth++;
                cursors[depth] = onward[next];
                least[depth] = rule.margin().least(transfers.amounts[next]);
            }
        }
        looks += budget - Math.max(0, left);
    }

    private boolean visited(int party, int depth) {
        for (int i = 0; i < depth; i++) {
            if (transfers.payees[path[i]] == party) {
                return true;
            }
        }
        return false;
    }
}
