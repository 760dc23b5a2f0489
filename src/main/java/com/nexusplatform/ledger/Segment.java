package com.nexusplatform.ledger;

import java.util.List;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * Some consecutive rows as columns, on their way from the file into the database. A few are made for a load and used again
 * and again: that bounds the memory of a load, whatever the size of the file.
 */
final class Segment {

    /** Largest number of rows: a code fits two bytes, and the tables of a few text columns fit a processor's cache together. */
    static final int MAXIMUM_ROWS = 16_000;

    /** Bytes of distinct texts from which a segment is closed. */
    static final int FULL_TEXT = 8 << 20;

    private static final int CODES = 4 << 20;

    private final int capacity;
    private final long[] lines;
    private final long[] amounts;
    private final long[][] instants;
    private final int[][] dates;
    private final TextColumn[] texts;
    private int firstRow;
    private int rows;

    Segment(Layout layout) {
        this(layout, Math.clamp(CODES / Math.max(1, layout.textColumns()), 256, MAXIMUM_ROWS));
    }

    Segment(Layout layout, int capacity) {
        this.capacity = capacity;
        lines = new long[capacity];
        amounts = new long[layout.fields().contains(Field.AMOUNT) ? capacity : 0];
        instants = new long[layout.fields(Field.Type.INSTANT).size()][capacity];
        dates = new int[layout.fields(Field.Type.DATE).size()][capacity];
        texts = new TextColumn[layout.textColumns()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new TextColumn(capacity);
        }
    }

    /** Empties the segment; its first row will have the number given. */
    void begin(int rowNo) {
        firstRow = rowNo;
        rows = 0;
        for (TextColumn text : texts) {
            text.clear();
        }
    }

    /** Opens the next row and returns its index; the caller fills every column of it. */
    int open(long line) {
        lines[rows] = line;
        return rows++;
    }

    /** Whether the next row belongs into another segment. */
    boolean isFull() {
        if (rows == capacity) {
            return true;
        }
        if ((rows & 255) != 0) { // the sum over many columns is not for every row
            return false;
        }
        long length = 0;
        for (TextColumn text : texts) {
            length += text.length();
        }
        return length > FULL_TEXT;
    }

    int firstRow() {
        return firstRow;
    }

    int rows() {
        return rows;
    }

    long line(int row) {
        return lines[row];
    }

    /** Minor units, empty when there is no amount. */
    long[] amounts() {
        return amounts;
    }

    /** Epoch microseconds of the instant column at an index, {@link ColumnarLedger#NO_INSTANT} where absent. */
    long[] instants(int column) {
        return instants[column];
    }

    /** Epoch days of the date column at an index, {@link ColumnarLedger#NO_DATE} where absent. */
    int[] dates(int column) {
        return dates[column];
    }

    int instantColumns() {
        return instants.length;
    }

    int dateColumns() {
        return dates.length;
    }

    /** Text columns: fields first, then the columns that no field takes. */
    List<TextColumn> texts() {
        return List.of(texts);
    }

    TextColumn text(int column) {
        return texts[column];
    }

    int textColumns() {
        return texts.length;
    }
}
