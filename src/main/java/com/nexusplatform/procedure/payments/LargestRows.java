package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

import com.nexusplatform.columnar.ColumnarLedger;

/** The rows that an alert names of many: those with the largest amounts. */
final class LargestRows {

    /** Most rows that an alert names. */
    static final int AN_ALERT = 1_000;

    private LargestRows() {}

    /** Row numbers of the largest of these rows, ascending; of equal amounts the earlier row. */
    static int[] of(ColumnarLedger ledger, int[] rows) {
        if (rows.length <= AN_ALERT) {
            return ExactDuplicates.rowNumbers(rows);
        }
        long[] amounts = ledger.amounts();
        return Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingLong((Integer row) -> amounts[row])
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
            .limit(AN_ALERT)
            .mapToInt(row -> row + 1)
            .sorted()
            .toArray();
    }

    /** Indices of the rows of each wanted number, ascending; nothing for the others. */
    static int[][] byNumber(boolean[] wanted, int rows, IntUnaryOperator number) {
        int[] counts = new int[wanted.length];
        for (int row = 0; row < rows; row++) {
            counts[number.applyAsInt(row)]++;
        }
        int[][] chosen = new int[wanted.length][];
        for (int i = 0; i < wanted.length; i++) {
            chosen[i] = new int[wanted[i] ? counts[i] : 0];
            counts[i] = 0;
        }
        for (int row = 0; row < rows; row++) {
            int i = number.applyAsInt(row);
            if (wanted[i]) {
                chosen[i][counts[i]++] = row;
            }
        }
        return chosen;
    }
}
