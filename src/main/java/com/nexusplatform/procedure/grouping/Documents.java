package com.nexusplatform.procedure.grouping;

import java.util.Arrays;
import java.util.function.Consumer;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Rows brought together by document: one spelling of the number on one day. A row without a number stands alone. */
public final class Documents {

    private Documents() {}

    /**
     * Hands over the rows of each document.
     *
     * @param indices rows to bring together, ascending
     * @param receiver takes the row numbers from 1 of one document, ascending
     */
    public static void forEach(ColumnarLedger ledger, int[] indices, Consumer<int[]> receiver) {
        if (!ledger.has(Field.DOCUMENT_NO)) {
            for (int index : indices) {
                receiver.accept(new int[]{index + 1});
            }
            return;
        }
        int[] rows = indices.clone();
        long[] keys = keys(ledger, rows);
        RadixOrder.sort(keys, rows, 0, rows.length);
        int start = 0;
        for (int end = 1; end <= rows.length; end++) {
            if (end == rows.length || keys[end] != keys[start]) {
                receiver.accept(Arrays.stream(rows, start, end).map(index -> index + 1).toArray());
                start = end;
            }
        }
    }

    private static long[] keys(ColumnarLedger ledger, int[] rows) {
        int[] codes = ledger.codes(Field.DOCUMENT_NO);
        boolean dated = ledger.has(Field.POSTED_AT);
        long[] keys = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            int day = dated ? ledger.days(Field.POSTED_AT)[row] : 0;
            long number = codes[row] == Dictionary.ABSENT ? 1L << 31 | row : codes[row];
            keys[i] = number << 31 | day & 0x7FFF_FFFF;
        }
        return keys;
    }
}
