package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

/** The transfers of each party in the order of time: one array, and where each party's part of it starts. */
final class Adjacency {

    private final int[] starts;
    private final int[] transfers;

    private Adjacency(int[] starts, int[] transfers) {
        this.starts = starts;
        this.transfers = transfers;
    }

    /** What each party pays. */
    static Adjacency outgoing(Transfers of) {
        return by(of.parties, of.payers, new int[0]);
    }

    /** What each party is paid. */
    static Adjacency incoming(Transfers of) {
        return by(of.parties, of.payees, new int[0]);
    }

    /** What each party pays or is paid. */
    static Adjacency either(Transfers of) {
        return by(of.parties, of.payers, of.payees);
    }

    /** Place of the first transfer of a party. */
    int start(int party) {
        return starts[party];
    }

    /** Place after the last transfer of a party. */
    int end(int party) {
        return starts[party + 1];
    }

    /** Number of transfers of a party. */
    int size(int party) {
        return starts[party + 1] - starts[party];
    }

    /** The transfer at a place. */
    int at(int place) {
        return transfers[place];
    }

    /** The transfers of a party, in the order of time. */
    int[] of(int party) {
        return Arrays.copyOfRange(transfers, starts[party], starts[party + 1]);
    }

    /** Values of the transfers, by place, so that those of a party lie side by side. */
    int[] placed(int[] values) {
        int[] placed = new int[transfers.length];
        for (int place = 0; place < placed.length; place++) {
            placed[place] = values[transfers[place]];
        }
        return placed;
    }

    /** Values of the transfers, by place. */
    long[] placed(long[] values) {
        long[] placed = new long[transfers.length];
        for (int place = 0; place < placed.length; place++) {
            placed[place] = values[transfers[place]];
        }
        return placed;
    }

    private static Adjacency by(int parties, int[] one, int[] other) {
        int[] starts = new int[parties + 2];
        count(one, starts);
        count(other, starts);
        for (int party = 0; party < parties; party++) {
            starts[party + 2] += starts[party + 1];
        }
        int[] transfers = new int[starts[parties + 1]];
        for (int transfer = 0; transfer < one.length; transfer++) {
            if (one[transfer] != Parties.NONE) {
                transfers[starts[one[transfer] + 1]++] = transfer;
            }
            if (other.length > 0 && other[transfer] != Parties.NONE) {
                transfers[starts[other[transfer] + 1]++] = transfer;
            }
        }
        return new Adjacency(starts, transfers);
    }

    private static void count(int[] parties, int[] starts) {
        for (int party : parties) {
            if (party != Parties.NONE) {
                starts[party + 2]++;
            }
        }
    }
}
