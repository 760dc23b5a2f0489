package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Consumer;

import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * How often one party pays another on one day: the number of pairs and days by the number of their transfers, and those that
 * repeat more often than all but a small share of them.
 */
final class Repeats {

    private static final int PARTIES_A_LOOK = 1 << 13;

    private final Transfers transfers;
    private final Adjacency outgoing;
    private final int[] days;
    private final int[] payees;
    private final int[] counts;
    private long[] byCount = new long[8];
    private long[] tails = new long[0];
    private long pairDays;

    /** Counts them all; the days are those of the places of what is paid. */
    Repeats(Transfers transfers, Adjacency outgoing, int[] days, Watch watch) {
        this.transfers = transfers;
        this.outgoing = outgoing;
        this.days = days;
        payees = outgoing.placed(transfers.payees);
        counts = new int[transfers.parties];
        watch.at(0.5);
        segments(this::count, watch);
        tails = byCount.clone();
        for (int count = tails.length - 2; count >= 0; count--) {
            tails[count] += tails[count + 1];
        }
    }

    /** Number of pairs and days. */
    long pairDays() {
        return pairDays;
    }

    /** Number of pairs and days with so many transfers or more. */
    long atLeast(int count) {
        return count < tails.length ? tails[count] : 0;
    }

    /** Fewest repeats, from a minimum on, that no more than a share of the pairs and days reach. */
    int least(int minimum, BigDecimal share) {
        int count = minimum;
        while (Figures.exceeds(atLeast(count), pairDays, share)) {
            count++;
        }
        return count;
    }

    /** Hands over the transfers of each pair and day with so many or more, in the order of time. */
    void search(int least, Consumer<int[]> receiver, Watch watch) {
        segments((from, to) -> {
            if (to - from >= least) {
                split(from, to, least, receiver);
            }
        }, watch);
    }

    private interface Segment {

        void take(int from, int to);
    }

    private void segments(Segment segment, Watch watch) {
        for (int party = 0; party < transfers.parties; party++) {
            if (party % PARTIES_A_LOOK == 0) {
                watch.at(0.5);
            }
            int from = outgoing.start(party);
            int end = outgoing.end(party);
            for (int to = from + 1; to <= end; to++) {
                if (to == end || days[to] != days[from]) {
                    segment.take(from, to);
                    from = to;
                }
            }
        }
    }

    private void count(int from, int to) {
        if (to - from == 1) {
            if (payee(from) != Parties.NONE) {
                byCount[1]++;
                pairDays++;
            }
            return;
        }
        for (int place = from; place < to; place++) {
            if (payee(place) != Parties.NONE) {
                counts[payee(place)]++;
            }
        }
        for (int place = from; place < to; place++) {
            int payee = payee(place);
            if (payee != Parties.NONE && counts[payee] > 0) {
                int count = counts[payee];
                counts[payee] = 0;
                byCount = count < byCount.length ? byCount : Arrays.copyOf(byCount, Math.max(count + 1, count * 2));
                byCount[count]++;
                pairDays++;
            }
        }
    }

    private void split(int from, int to, int least, Consumer<int[]> receiver) {
        long[] keys = new long[to - from];
        int[] ids = new int[to - from];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = outgoing.at(from + i);
            keys[i] = transfers.payees[ids[i]] + 1L;
        }
        RadixOrder.sort(keys, ids, 0, ids.length);
        int start = 0;
        for (int end = 1; end <= ids.length; end++) {
            if (end == ids.length || keys[end] != keys[start]) {
                if (end - start >= least && keys[start] > 0) {
                    receiver.accept(Arrays.copyOfRange(ids, start, end));
                }
                start = end;
            }
        }
    }

    private int payee(int place) {
        return payees[place];
    }
}
