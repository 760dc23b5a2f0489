package com.nexusplatform.procedure.laundering;

/**
 * Transfers of one party with many others within a window.
 *
 * @param party     party in the middle
 * @param inward    whether it is paid, or pays
 * @param from      place of its first transfer in the party's adjacency
 * @param to        place after the last
 * @param complete  place of the transfer that brings the last of the others
 * @param parties   number of distinct others
 * @param newcomers how many of them it had no earlier transfer with, in this direction
 */
record Fan(int party, boolean inward, int from, int to, int complete, int parties, int newcomers) {

    /** The transfers, in the order of time. */
    int[] transfers(Adjacency adjacency) {
        int[] ids = new int[to - from];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = adjacency.at(from + i);
        }
        return ids;
    }
}
