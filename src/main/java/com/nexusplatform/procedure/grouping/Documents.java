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
        int[] starts = sort(ledger, rows);
        for (int document = 0; document + 1 < starts.length; document++) {
            receiver.accept(Arrays.stream(rows, starts[document], starts[document + 1])
                .map(index -> index + 1)
                .toArray());
        }
    }

    /**
     * Sorts rows by document, the rows of one ascending, and says where each begins: entry {@code d} is the place of the first row
     * of document {@code d}, the last entry the number of rows.
     *
     * @param indices rows to bring together, ascending
     */
    public static int[] sort(ColumnarLedger ledger, int[] indices) {
        int[] starts = new int[indices.length + 1];
        if (!ledger.has(Field.DOCUMENT_NO)) {
            Arrays.setAll(starts, document -> document);
            return starts;
        }
        long[] keys = keys(ledger, indices);
        RadixOrder.sort(keys, indices, 0, indices.length);
        int documents = 0;
        for (int place = 0; place < keys.length; place++) {
            if (place == 0 || keys[place] != keys[place - 1]) {
                starts[documents++] = place;
            }
        }
        starts[documents] = keys.length;
        return Arrays.copyOf(starts, documents + 1);
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
