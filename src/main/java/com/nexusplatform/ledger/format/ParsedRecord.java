package com.nexusplatform.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * One record as primitives and slices of {@link #buffer}, filled anew by each {@link RecordParser#parse}: the slices hold
 * until the reader moves on. Texts are UTF-8 without surrounding blanks; a length of 0 is an absent value.
 */
@SuppressWarnings("EnumOrdinal") // arrays by field are the point of the hot path
public final class ParsedRecord {

    private static final int FIELDS = Field.values().length;

    final int[] starts = new int[FIELDS];
    final int[] lengths = new int[FIELDS];
    final long[] instants = new long[FIELDS];
    final int[] dates = new int[FIELDS];
    int[] extraStarts = {};
    int[] extraLengths = {};
    byte[] buffer = {};
    long line;
    long amount;
    boolean hasAmount;

    /** An empty record, to be filled by a parser. */
    public ParsedRecord() {
        clear();
    }

    /** Line on which the record starts, the first of the file being 1. */
    public long line() {
        return line;
    }

    /** Whether the mapping gives the record an amount; records of a master have none. */
    public boolean hasAmount() {
        return hasAmount;
    }

    /** Amount in minor units of the row's currency, debits positive. */
    public long amount() {
        return amount;
    }

    /** Microseconds since 1970-01-01T00:00Z, or {@link ColumnarLedger#NO_INSTANT}; midnight UTC where the pattern gives a date alone. */
    public long instant(Field field) {
        return instants[field.ordinal()];
    }

    /** Days since 1970-01-01, or {@link ColumnarLedger#NO_DATE}. */
    public int date(Field field) {
        return dates[field.ordinal()];
    }

    /** The bytes that all slices are cut from. */
    public byte[] buffer() {
        return buffer;
    }

    /** Offset in {@link #buffer} of a text field; the currency is in capitals, and absent where the row names none. */
    public int start(Field field) {
        return starts[field.ordinal()];
    }

    /** Bytes of a text field, 0 where it is absent. */
    public int length(Field field) {
        return lengths[field.ordinal()];
    }

    /** A text field as a string, empty where it is absent. */
    public String text(Field field) {
        return new String(buffer, start(field), length(field), StandardCharsets.UTF_8);
    }

    /** Number of columns that no field takes, as {@link Mapping#unmapped} lists them. */
    public int extras() {
        return extraStarts.length;
    }

    /** Offset in {@link #buffer} of an unmapped column's value. */
    public int extraStart(int extra) {
        return extraStarts[extra];
    }

    /** Bytes of an unmapped column's value, 0 where it is absent. */
    public int extraLength(int extra) {
        return extraLengths[extra];
    }

    /** An unmapped column's value as a string, empty where it is absent. */
    public String extra(int extra) {
        return new String(buffer, extraStart(extra), extraLength(extra), StandardCharsets.UTF_8);
    }

    private void clear() {
        Arrays.fill(instants, ColumnarLedger.NO_INSTANT);
        Arrays.fill(dates, ColumnarLedger.NO_DATE);
    }
}
