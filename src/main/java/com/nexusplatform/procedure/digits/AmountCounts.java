package com.nexusplatform.procedure.digits;

import java.util.ArrayList;
import java.util.List;

/** How often each amount occurs in each currency: one open-addressed table of primitives, read in an order of its own. */
final class AmountCounts {

    private long[] amounts = new long[1 << 12];
    private int[] counts = new int[1 << 12]; // 0 marks a free slot
    private short[] currencies = new short[1 << 12];
    private int size;

    /** Counts one more of an amount. */
    void add(long amount, int currency) {
        int slot = slot(amount, currency);
        if (counts[slot]++ == 0) {
            amounts[slot] = amount;
            currencies[slot] = (short) currency;
            if (++size * 2 > amounts.length) {
                grow();
            }
        }
    }

    /** How often an amount was counted. */
    int count(long amount, int currency) {
        return counts[slot(amount, currency)];
    }

    /** Number of different amounts. */
    int size() {
        return size;
    }

    /** Amounts counted at least so often, most frequent first, then by amount, then by currency. */
    List<Repeated> repeated(int least) {
        List<Repeated> repeated = new ArrayList<>();
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] >= least) {
                repeated.add(new Repeated(amounts[slot], currencies[slot], counts[slot]));
            }
        }
        repeated.sort(null);
        return repeated;
    }

    /** Occurrences of the amounts of a currency from one to another, both included, but for one of them. */
    long occurrences(long from, long to, long except, int currency) {
        long occurrences = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (amounts[slot] >= from && amounts[slot] <= to && amounts[slot] != except
                    && currencies[slot] == currency) {
                occurrences += counts[slot]; // none in a free slot
            }
        }
        return occurrences;
    }

    private int slot(long amount, int currency) {
        int mask = amounts.length - 1;
        long hash = (amount * 31 + currency) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (counts[slot] != 0 && (amounts[slot] != amount || currencies[slot] != currency)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldAmounts = amounts;
        int[] oldCounts = counts;
        short[] oldCurrencies = currencies;
        amounts = new long[oldAmounts.length * 2];
        counts = new int[amounts.length];
        currencies = new short[amounts.length];
        for (int old = 0; old < oldCounts.length; old++) {
            if (oldCounts[old] != 0) {
                int slot = slot(oldAmounts[old], oldCurrencies[old]);
                amounts[slot] = oldAmounts[old];
                counts[slot] = oldCounts[old];
                currencies[slot] = oldCurrencies[old];
            }
        }
    }

    /** An amount in minor units, the number of its currency, and how often it occurs. */
    record Repeated(long amount, int currency, int count) implements Comparable<Repeated> {

        @Override
        public int compareTo(Repeated other) {
            int byCount = Integer.compare(other.count, count);
            int byAmount = Long.compare(amount, other.amount);
            return byCount != 0 ? byCount : byAmount != 0 ? byAmount : Integer.compare(currency, other.currency);
        }
    }
}
