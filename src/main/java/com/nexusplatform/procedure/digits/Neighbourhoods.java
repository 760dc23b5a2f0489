package com.nexusplatform.procedure.digits;

import java.util.List;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.RowCurrencies;

/** The rows of some amounts, and how often other amounts within a tenth of each occur. */
final class Neighbourhoods {

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

    /** Those of the amounts listed, in their order; one pass over the ledger. */
    static Neighbourhoods of(ColumnarLedger ledger, RowCurrencies currencies, List<AmountCounts.Repeated> listed) {
        Neighbourhoods near = new Neighbourhoods(listed.size());
        for (int place = 0; place < listed.size(); place++) {
            long amount = listed.get(place).amount();
            long tenth = Math.abs(amount / 10);
            near.from[place] = Math.max(amount, Long.MIN_VALUE + tenth) - tenth;
            near.to[place] = Math.min(amount, Long.MAX_VALUE - tenth) + tenth;
            near.rows[place] = new int[listed.get(place).count()];
        }
        near.collect(ledger.amounts(), currencies, listed);
        return near;
    }

    /** Least neighbour in minor units. */
    long from(int place) {
        return from[place];
    }

    /** Greatest neighbour in minor units. */
    long to(int place) {
        return to[place];
    }

    /** Number of possible neighbours, the amount itself left out; at least 1, so that one can divide by it. */
    long values(int place) {
        return Math.max(1, to[place] - from[place]);
    }

    /** Occurrences of neighbours, the amount itself left out. */
    long occurrences(int place) {
        return occurrences[place];
    }

    /** Row numbers of the amount, ascending. */
    int[] rows(int place) {
        return rows[place];
    }

    private void collect(long[] amounts, RowCurrencies currencies, List<AmountCounts.Repeated> listed) {
        long[] wanted = listed.stream().mapToLong(AmountCounts.Repeated::amount).toArray();
        int[] wantedCurrency = listed.stream().mapToInt(AmountCounts.Repeated::currency).toArray();
        int[] found = new int[wanted.length];
        for (int i = 0; i < amounts.length; i++) {
            long amount = amounts[i];
            for (int place = 0; place < wanted.length; place++) {
                if (amount >= from[place] && amount <= to[place] && currencies.at(i) == wantedCurrency[place]) {
                    if (amount == wanted[place]) {
                        rows[place][found[place]++] = i + 1;
                    } else {
                        occurrences[place]++;
                    }
                }
            }
        }
    }
}
