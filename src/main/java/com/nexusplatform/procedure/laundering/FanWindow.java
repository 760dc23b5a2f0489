package com.nexusplatform.procedure.laundering;

import java.util.Comparator;

/**
 * Transfers of one party that lie side by side within the hours of a window. In natural order the one with the most others comes
 * first, of equals the one that begins first, of these the longest: what lies within a window never comes before it.
 *
 * @param from   place of its first transfer
 * @param to     place after the last
 * @param others number of distinct others
 */
record FanWindow(int from, int to, int others) implements Comparable<FanWindow> {

    private static final Comparator<FanWindow> STRONGEST_FIRST = Comparator.comparingInt(FanWindow::others)
        .reversed()
        .thenComparingInt(FanWindow::from)
        .thenComparing(Comparator.comparingInt(FanWindow::to).reversed());

    @Override
    public int compareTo(FanWindow other) {
        return STRONGEST_FIRST.compare(this, other);
    }
}
