package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

/**
 * Follows fans on: whether the parties that a fan pays all pay one other party (scatter and gather), and whether a party that a
 * fan pays pays many itself (gather and scatter). The number of looks at transfers is bounded, for one fan and in all.
 */
final class ScatterSearch {

    private static final int LOOKS_A_FAN = 200_000;
    private static final long LOOKS_IN_ALL = 100_000_000L;

    private final Transfers transfers;
    private final Adjacency outgoing;
    private final long window;
    private final int minimum;
    private final int[] counts;
    private final int[] lastVia;
    private final int[] viaOf;
    private long looks;

    int boundedFans;

    ScatterSearch(Transfers transfers, Adjacency outgoing, long window, int minimum) {
        this.transfers = transfers;
        this.outgoing = outgoing;
        this.window = window;
        this.minimum = minimum;
        counts = new int[transfers.parties];
        lastVia = new int[transfers.parties];
        viaOf = new int[transfers.parties];
        Arrays.fill(lastVia, Parties.NONE);
        Arrays.fill(viaOf, Parties.NONE);
    }

    /** Transfers of the parties that an outward fan pays to the one party that most of them pay, or none where too few do. */
    int[] gathered(Fan fan, int[] fanTransfers) {
        int budget = budget();
        int left = budget;
        int[] touched = new int[64];
        int size = 0;
        int best = Parties.NONE;
        for (int first : fanTransfers) {
            int via = transfers.payees[first];
            if (viaOf[via] == fan.party()) {
                continue;
            }
            viaOf[via] = fan.party();
            for (int place = after(via, first); place < outgoing.end(via) && within(place, first); place++) {
                if (left-- <= 0) {
                    break;
                }
                int target = transfers.payees[outgoing.at(place)];
                if (target != fan.party() && lastVia[target] != via) {
                    lastVia[target] = via;
                    if (counts[target]++ == 0) {
                        touched = size == touched.length ? Arrays.copyOf(touched, size * 2) : touched;
                        touched[size++] = target;
                    }
                    best = best == Parties.NONE || counts[target] > counts[best] ? target : best;
                }
            }
        }
        looks += budget - Math.max(0, left);
        boundedFans += left < 0 || budget == 0 ? 1 : 0;
        boolean enough = best != Parties.NONE && counts[best] >= minimum;
        clear(touched, size, fanTransfers);
        return enough ? to(best, fanTransfers, budget) : new int[0];
    }

    /** Transfers by which the party of an inward fan pays on to enough others, or none. */
    int[] scattered(Fan fan, int[] fanTransfers) {
        int last = fanTransfers[fan.complete() - fan.from()];
        int from = after(fan.party(), last);
        int to = from;
        int distinct = 0;
        int left = budget();
        for (; to < outgoing.end(fan.party()) && within(to, last); to++) {
            if (left-- == 0) {
                boundedFans++;
                break;
            }
            distinct += counts[transfers.payees[outgoing.at(to)]]++ == 0 ? 1 : 0;
        }
        looks += to - from;
        int[] ids = new int[to - from];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = outgoing.at(from + i);
            counts[transfers.payees[ids[i]]] = 0;
        }
        return distinct >= minimum ? ids : new int[0];
    }

    private int budget() {
        return (int) Math.min(LOOKS_A_FAN, LOOKS_IN_ALL - looks);
    }

    /** Transfers to a target, looked for once more among those that were followed, in the same order. */
    private int[] to(int target, int[] fanTransfers, int budget) {
        int[] ids = new int[fanTransfers.length];
        int size = 0;
        int left = budget;
        for (int first : fanTransfers) {
            int via = transfers.payees[first];
            if (lastVia[via] == via) {
                continue;
            }
            lastVia[via] = via;
            for (int place = after(via, first); place < outgoing.end(via) && within(place, first)
                    && left-- > 0; place++) {
                if (transfers.payees[outgoing.at(place)] == target) {
                    ids[size++] = outgoing.at(place);
                    break;
                }
            }
        }
        for (int first : fanTransfers) {
            lastVia[transfers.payees[first]] = Parties.NONE;
        }
        return Arrays.copyOf(ids, size);
    }

    private void clear(int[] touched, int size, int[] fanTransfers) {
        for (int i = 0; i < size; i++) {
            counts[touched[i]] = 0;
            lastVia[touched[i]] = Parties.NONE;
        }
        for (int first : fanTransfers) {
            viaOf[transfers.payees[first]] = Parties.NONE;
        }
    }

    /** First place, among what a party pays, that is not earlier than a transfer. */
    private int after(int party, int transfer) {
        int low = outgoing.start(party);
        int high = outgoing.end(party);
        while (low < high) {
            int middle = low + high >>> 1;
            if (transfers.times[outgoing.at(middle)] < transfers.times[transfer]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean within(int place, int transfer) {
        return transfers.times[outgoing.at(place)] - transfers.times[transfer] < window;
    }
}
