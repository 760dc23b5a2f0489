package com.nexusplatform.procedure.laundering;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * Puts transfers of one moment in an order that the order of the rows does not decide: by amount, then by a key of the other
 * account's text. Only transfers that are equal in both stay in the order of their rows.
 */
final class Ties {

    private final Transfers transfers;

    Ties(Transfers transfers) {
        this.transfers = transfers;
    }

    /** Orders what a party is paid, or pays, which is in the order of time already. */
    void order(int[] ids, boolean paid) {
        runs(ids, 0, ids.length, id -> transfers.times[id],
                (from, to) -> {
                    sort(ids, from, to, id -> transfers.amounts[id]);
                    runs(ids, from, to, id -> transfers.amounts[id],
                            (first, end) -> sort(ids, first, end, id -> otherAccount(id, paid)));
                });
    }

    private interface Run {

        void take(int from, int to);
    }

    /** Hands over each run of two or more equal values. */
    private static void runs(int[] ids, int from, int to, IntToLongFunction value, Run run) {
        int first = from;
        for (int end = from + 1; end <= to; end++) {
            if (end == to || value.applyAsLong(ids[end]) != value.applyAsLong(ids[first])) {
                if (end - first > 1) {
                    run.take(first, end);
                }
                first = end;
            }
        }
    }

    private static void sort(int[] ids, int from, int to, IntToLongFunction key) {
        int[] part = Arrays.copyOfRange(ids, from, to);
        long[] keys = Arrays.stream(part).mapToLong(key).toArray();
        RadixOrder.sort(keys, part, 0, part.length);
        System.arraycopy(part, 0, ids, from, part.length);
    }

    private long otherAccount(int id, boolean paid) {
        int row = transfers.rows[id];
        boolean payerIsAccount = transfers.ledger.amounts()[row] > 0;
        Field field = paid == payerIsAccount ? Field.ACCOUNT : Field.COUNTER_ACCOUNT;
        Dictionary texts = transfers.ledger.dictionary(field);
        int code = transfers.ledger.codes(field)[row];
        return Key.of(texts.bytes(), texts.start(code), texts.end(code)) >>> 1; // sorted as a whole number that is not negative
    }
}
