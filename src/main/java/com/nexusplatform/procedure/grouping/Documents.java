package com.nexusplatform.procedure.grouping;

import java.util.Arrays;
import java.util.function.Consumer;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Rows brought together by document: one spelling of the number on one day. A row without a number stands alone. */
public final class Documents {

    private static final int A_FEW = 8;

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
            int[] numbers = Arrays.copyOfRange(rows, starts[document], starts[document + 1]);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i]++;
            }
            receiver.accept(numbers);
        }
    }

    /**
     * Sorts rows by document, the rows of one ascending, and says where each begins: entry {@code d} is the place of the first row
     * of document {@code d}, the last entry the number of rows.
     *
     * @param indices rows to bring together, ascending
     */
    public static int[] sort(ColumnarLedger ledger, int[] indices) {
        if (!ledger.has(Field.DOCUMENT_NO)) {
            int[] starts = new int[indices.length + 1];
            Arrays.setAll(starts, document -> document);
            return starts;
        }
        return indices.length < ledger.dictionary(Field.DOCUMENT_NO).size() / A_FEW
                ? sortFew(ledger, indices)
                : sortMany(ledger, indices);
    }

    private static int[] sortFew(ColumnarLedger ledger, int[] rows) {
        long[] keys = keys(ledger, rows);
        RadixOrder.sort(keys, rows, 0, rows.length);
        int[] starts = new int[rows.length + 1];
        int documents = 0;
        for (int place = 0; place < keys.length; place++) {
            if (place == 0 || keys[place] != keys[place - 1]) {
                starts[documents++] = place;
            }
        }
        starts[documents] = keys.length;
        return Arrays.copyOf(starts, documents + 1);
    }

    /** One pass by the code of the number; then only the rows of numbers on several days are left to sort. */
    private static int[] sortMany(ColumnarLedger ledger, int[] rows) {
        int[] codes = ledger.codes(Field.DOCUMENT_NO);
        int absent = ledger.dictionary(Field.DOCUMENT_NO).size() + 1;
        int[] ends = new int[absent + 2];
        for (int row : rows) {
            ends[(codes[row] == Dictionary.ABSENT ? absent : codes[row]) + 1]++;
        }
        for (int code = 1; code < ends.length; code++) {
            ends[code] += ends[code - 1];
        }
        int[] unsorted = rows.clone();
        for (int row : unsorted) { // turns the start of each code into its end
            rows[ends[codes[row] == Dictionary.ABSENT ? absent : codes[row]]++] = row;
        }
        int[] starts = new int[rows.length + 1];
        int documents = 0;
        int from = 0;
        for (int code = 1; code < absent; code++) {
            documents = split(ledger, rows, from, ends[code], starts, documents);
            from = ends[code];
        }
        for (int place = from; place <= rows.length; place++) {
            starts[documents++] = place;
        }
        return Arrays.copyOf(starts, documents);
    }

    /** Sorts the rows of one number by day, notes where each day begins, and gives the number of documents so far. */
    private static int split(ColumnarLedger ledger, int[] rows, int from, int to, int[] starts, int documents) {
        if (from == to) {
            return documents;
        }
        int document = documents;
        starts[document++] = from;
        if (to - from == 1 || !ledger.has(Field.POSTED_AT)) {
            return document;
        }
        int[] days = ledger.days(Field.POSTED_AT);
        boolean oneDay = true;
        for (int place = from + 1; place < to; place++) {
            oneDay &= days[rows[place]] == days[rows[from]];
        }
        if (oneDay) {
            return document;
        }
        int[] some = Arrays.copyOfRange(rows, from, to);
        RadixOrder.sort(keys(ledger, some), some, 0, some.length);
        System.arraycopy(some, 0, rows, from, some.length);
        for (int place = from + 1; place < to; place++) {
            if (days[rows[place]] != days[rows[place - 1]]) {
                starts[document++] = place;
            }
        }
        return document;
    }

    private static long[] keys(ColumnarLedger ledger, int[] rows) {
        int[] codes = ledger.codes(Field.DOCUMENT_NO);
        long absent = ledger.dictionary(Field.DOCUMENT_NO).size() + 1L;
        int[] days = ledger.has(Field.POSTED_AT) ? ledger.days(Field.POSTED_AT) : new int[0];
        long[] keys = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            long day = days.length == 0 ? 0 : days[row] - (long) ColumnarLedger.NO_DATE; // which is the least there is
            keys[i] = codes[row] == Dictionary.ABSENT
                    ? absent << Integer.SIZE | row
                    : (long) codes[row] << Integer.SIZE | day;
        }
        return keys;
    }
}
