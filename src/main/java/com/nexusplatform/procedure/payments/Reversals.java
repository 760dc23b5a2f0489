package com.nexusplatform.procedure.payments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** Negative rows that take back a payment: the same counterparty and size of the amount, and what else the key holds. */
final class Reversals {

    private final IntToLongFunction keyOf;
    private final Map<Long, List<Integer>> rows = new HashMap<>();

    private Reversals(IntToLongFunction keyOf) {
        this.keyOf = keyOf;
    }

    /**
     * The reversals with one of the keys. In a double-entry ledger without accounts nothing tells a reversal from the other
     * side of the entry, so that there are none.
     *
     * @param keyOf key of a row, such as {@link Payments#paymentKey}
     */
    static Reversals of(Payments payments, Set<Long> keys, IntToLongFunction keyOf) {
        Reversals reversals = new Reversals(keyOf);
        if (keys.isEmpty() || payments.doubleEntry && !payments.hasAccount()) {
            return reversals;
        }
        for (int row = 0; row < payments.amounts.length; row++) {
            if (payments.amounts[row] < 0 && payments.identified(row)) {
                Long key = keyOf.applyAsLong(row);
                if (keys.contains(key)) {
                    reversals.rows.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
                }
            }
        }
        return reversals;
    }

    /** Reversals of the payment in a row, by any account. */
    List<Integer> of(Payments payments, int payment) {
        return rows.getOrDefault(keyOf.applyAsLong(payment), List.of())
            .stream()
            .filter(row -> payments.sameParty(row, payment) && payments.sameAmount(row, payment))
            .toList();
    }

    /** Whether the payment in a row was taken back on its own account. */
    boolean has(Payments payments, int payment) {
        return of(payments, payment).stream().anyMatch(row -> payments.account(row) == payments.account(payment));
    }
}
