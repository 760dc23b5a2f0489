package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.Collection;

import com.nexusplatform.procedure.grouping.Key;

/** How many payments of the ledger have the amount of a match, whoever was paid; one pass, and a slot for each amount asked about. */
final class AmountUses {

    /** Most other payments of an amount that is rare. */
    static final int RARE = 2;
    /** Other payments of an amount above which it is a common one, such as a fee. */
    static final int COMMON = 20;

    private final Payments payments;
    private final long[] keys;
    private final int[] counts;

    private AmountUses(Payments payments, int amounts) {
        this.payments = payments;
        keys = new long[Math.max(16, Integer.highestOneBit(Math.max(1, amounts)) << 2)];
        counts = new int[keys.length];
    }

    /** Uses of the amounts of some matches, each given by its rows. */
    static AmountUses of(Payments payments, Collection<int[]> matches) {
        AmountUses uses = new AmountUses(payments, matches.size());
        for (int[] rows : matches) {
            long key = payments.sizeKey(rows[0]);
            uses.keys[uses.slot(key)] = key;
        }
        for (int row = 0; row < payments.amounts.length; row++) {
            if (payments.amounts[row] > 0) {
                int slot = uses.slot(payments.sizeKey(row));
                uses.counts[slot] += uses.keys[slot] == Key.NONE ? 0 : 1;
            }
        }
        return uses;
    }

    /** Payments with the amount of a row. */
    int at(int row) {
        return counts[slot(payments.sizeKey(row))];
    }

    /** Whether hardly any other payment has the amount of these. */
    boolean rare(int... rows) {
        return others(rows) <= RARE;
    }

    /** Whether many other payments have the amount of these. */
    boolean common(int... rows) {
        return others(rows) > COMMON;
    }

    private long others(int... rows) {
        return at(rows[0])
                - Arrays.stream(rows).filter(row -> payments.amounts[row] == payments.amounts[rows[0]]).count();
    }

    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != Key.NONE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
