package com.nexusplatform.procedure.digits;

import java.util.List;

import com.nexusplatform.procedure.RowCurrencies;

/** The rows of some amounts, and how often other amounts within a tenth of each occur. */
final class Neighbourhoods {

    private static final int BITS = 16;

    private final long[] from;
    private final long[] to;
    private final long[] occurrences;
    private final int[][] rows;

    private Neighbourhoods(int size) {
        from = new long[size];
        to = new long[size];
        occurrences = new long[size];
        rows = new int[size][];
    }

    /** Those of the amounts listed, in their order. */
    static Neighbourhoods of(RepeatedAmounts amounts, List<AmountCounts.Repeated> listed) {
        Neighbourhoods near = new Neighbourhoods(listed.size());
        for (int place = 0; place < listed.size(); place++) {
            AmountCounts.Repeated repeated = listed.get(place);
            long tenth = Math.abs(repeated.amount() / 10);
            near.from[place] = Math.max(repeated.amount(), Long.MIN_VALUE + tenth) - tenth;
            near.to[place] = Math.min(repeated.amount(), Long.MAX_VALUE - tenth) + tenth;
            near.leaveOutSmaller(place, repeated.amount(), amounts.least(repeated.currency()));
            near.occurrences[place] = amounts.counts()
                .occurrences(near.from[place], near.to[place], repeated.amount(),
                        repeated.currency());
            near.rows[place] = new int[repeated.count()];
        }
        near.collect(amounts.all(), amounts.currencies(), listed);
        return near;
    }

    /** What is too small to be counted is no possible neighbour either. */
    private void leaveOutSmaller(int place, long amount, long least) {
        if (amount > 0) {
            from[place] = Math.max(from[place], least);
        } else {
            to[place] = Math.min(to[place], -least);
        }
    }

    /** Least neighbour in minor units. */
    long from(int place) {
        return from[place];
    }

    /** Greatest neighbour in minor units. */
    long to(int place) {
        return to[place];
    }

    /** Number of possible neighbours, the amount itself left out; none for an amount below ten minor units. */
    long values(int place) {
        return to[place] - from[place];
    }

    /** Occurrences of neighbours, the amount itself left out. */
    long occurrences(int place) {
        return occurrences[place];
    }

    /** Row numbers of the amount, ascending. */
    int[] rows(int place) {
        return rows[place];
    }

    /** Finds the rows; a bit for each amount listed spares nearly all others the search. Currencies can share an amount. */
    private void collect(long[] amounts, RowCurrencies currencies, List<AmountCounts.Repeated> listed) {
        int[] found = new int[rows.length];
        long[] bits = new long[1 << BITS - 6];
        listed.forEach(repeated -> bits[bit(repeated.amount()) >> 6] |= 1L << bit(repeated.amount()));
        for (int i = 0; i < amounts.length; i++) {
            int bit = bit(amounts[i]);
            if ((bits[bit >> 6] >>> bit & 1) != 0) {
                int place = place(listed, amounts[i], currencies.at(i));
                if (place >= 0) {
                    rows[place][found[place]++] = i + 1;
                }
            }
        }
    }

    private static int bit(long amount) {
        return (int) (amount * 0x9E3779B97F4A7C15L >>> Long.SIZE - BITS);
    }

    private static int place(List<AmountCounts.Repeated> listed, long amount, int currency) {
        for (int place = 0; place < listed.size(); place++) {
            if (listed.get(place).amount() == amount && listed.get(place).currency() == currency) {
                return place;
            }
        }
        return -1;
    }
}
