package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * What remains of a group of equal payments when those that were taken back are taken off, account by account.
 *
 * @param rows      payments on the accounts on which something remains, indices ascending
 * @param reversals rows that take payments back on these accounts
 * @param documents documents of the payments: in a double-entry ledger the lines of one entry count once
 * @param corrected whether any payment of the group was taken back
 */
record Remaining(Payments payments, int[] rows, int[] reversals, int documents, boolean corrected) {

    /** Most rows that an explanation lists. */
    static final int LISTED = 20;

    /** What remains of a group; a reversal on an account without a payment is another side of the entry. */
    static Remaining of(Payments payments, int[] group, List<Integer> takenBack) {
        if (takenBack.isEmpty()) {
            return new Remaining(payments, group, new int[0], documents(payments, group), false);
        }
        Map<Integer, Integer> left = new LinkedHashMap<>();
        for (int row : group) {
            left.merge(payments.account(row), 1, Integer::sum);
        }
        takenBack.forEach(row -> left.computeIfPresent(payments.account(row), (account, paid) -> paid - 1));
        int[] reversals = takenBack.stream().mapToInt(Integer::intValue).toArray();
        boolean corrected = Arrays.stream(reversals).anyMatch(row -> left.containsKey(payments.account(row)));
        IntPredicate remains = row -> left.getOrDefault(payments.account(row), 0) > 0;
        int[] rows = Arrays.stream(group).filter(remains).toArray();
        return new Remaining(payments, rows, Arrays.stream(reversals).filter(remains).toArray(),
                documents(payments, rows), corrected);
    }

    private static int documents(Payments payments, int[] rows) {
        return payments.doubleEntry
                ? (int) Arrays.stream(rows).mapToObj(payments::entry).distinct().count()
                : rows.length;
    }

    /** Payments that were not taken back. */
    int net() {
        return rows.length - reversals.length;
    }

    /** Documents that remain: as many as payments, or fewer where several are lines of one. */
    int size() {
        return Math.min(net(), documents);
    }

    /** Indices of the payments that are listed. */
    List<Integer> listed() {
        return Arrays.stream(rows).limit(LISTED).boxed().toList();
    }

    /** The rows by name; accounts and documents by the first payment with them, since an account can be personal data. */
    Map<String, Object> inputs() {
        List<Integer> back = Arrays.stream(reversals).limit(LISTED).boxed().toList();
        return Figures.of("payments", rows.length, "rows", numbers(listed()), "accountRows",
                listed().stream().map(this::accountRow).toList(), "documentRows",
                listed().stream().map(this::documentRow).toList(), "reversals", reversals.length, "reversalRows",
                numbers(back), "reversalAmounts", back.stream().map(payments::amount).toList(), "reversalAccountRows",
                back.stream().map(this::accountRow).toList());
    }

    /** The sum. */
    Map<String, Object> steps() {
        return Figures.of("net", net(), "netAmount",
                Currencies.decimal(payments.amounts[rows[0]], payments.ledger.currency(rows[0]))
                    .multiply(BigDecimal.valueOf(net()))
                    .toPlainString(),
                "documents", documents, "remaining", size());
    }

    private static List<Integer> numbers(List<Integer> indices) {
        return indices.stream().map(row -> row + 1).toList();
    }

    private int accountRow(int row) {
        return first(other -> payments.account(other) == payments.account(row));
    }

    private int documentRow(int row) {
        return payments.doubleEntry ? first(other -> payments.entry(other).equals(payments.entry(row))) : row + 1;
    }

    private int first(IntPredicate like) {
        return 1 + Arrays.stream(rows).filter(like).findFirst().orElseThrow();
    }
}
