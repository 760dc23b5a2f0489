package com.nexusplatform.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** Columns being filled from rows in PostgreSQL's binary COPY format, in any order of rows and by several threads. */
final class ColumnRows {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int rows;
    private final List<Field> fields;
    private final Field.Type[] types;
    private final long[][] longs;
    private final int[][] ints;
    private final @Nullable GlobalCodes[] codes;
    private final AtomicInteger filled = new AtomicInteger();

    ColumnRows(int rows, List<Field> fields) {
        this.rows = rows;
        this.fields = fields;
        types = fields.stream().map(Field::type).toArray(Field.Type[]::new);
        longs = new long[fields.size()][];
        ints = new int[fields.size()][];
        codes = new GlobalCodes[fields.size()];
        for (int i = 0; i < types.length; i++) {
            boolean wide = types[i] == Field.Type.MONEY || types[i] == Field.Type.INSTANT;
            longs[i] = new long[wide ? rows : 0];
            ints[i] = new int[wide ? 0 : rows];
        }
    }

    /** Sets how the codes of a text field are translated. */
    void translate(Field field, GlobalCodes texts) {
        codes[fields.indexOf(field)] = texts;
    }

    long[] longs(Field field) {
        return longs[fields.indexOf(field)];
    }

    int[] ints(Field field) {
        return ints[fields.indexOf(field)];
    }

    /** Reads all rows of a COPY whose first column is the row number and the others are the fields in order. */
    boolean read(DataSource dataSource, String copy) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            CopyOut rowsOut = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
            Reading reading = new Reading();
            boolean first = true;
            for (byte[] bytes = rowsOut.readFromCopy(); bytes != null; bytes = rowsOut.readFromCopy()) {
                int at = first ? CopyFormat.HEADER.length : 0; // the header comes in one message with the first row
                first = false;
                if (bytes.length >= at + 2 && (short) SHORT.get(bytes, at) > 0) {
                    reading.row(bytes, at + 2);
                }
            }
            filled.addAndGet(reading.count);
            return true;
        }
    }

    /** Fails when not every row has come. */
    void complete() {
        if (filled.get() != rows) {
            throw new IllegalStateException(filled.get() + " of " + rows + " rows were found");
        }
    }

    /** One thread's place among the segments. */
    private final class Reading {

        private final int[][] translations = new int[types.length][];
        private final int[] from = new int[types.length];
        private final int[] until = new int[types.length];
        private int count;

        private void row(byte[] bytes, int start) {
            int index = (int) INT.get(bytes, start + 4) - 1;
            int at = start + 8;
            for (int column = 0; column < types.length; column++) {
                int length = (int) INT.get(bytes, at);
                at += 4;
                boolean absent = length < 0;
                switch (types[column]) {
                    case MONEY -> longs[column][index] = absent ? 0 : (long) LONG.get(bytes, at);
                    case INSTANT -> longs[column][index] = absent
                            ? ColumnarLedger.NO_INSTANT
                            : (long) LONG.get(bytes, at) + CopyFormat.EPOCH_MICROS;
                    case DATE -> ints[column][index] = absent
                            ? ColumnarLedger.NO_DATE
                            : (int) INT.get(bytes, at) + CopyFormat.EPOCH_DAYS;
                    case TEXT ->
                        ints[column][index] = absent ? 0 : global(column, index + 1, (short) SHORT.get(bytes, at));
                }
                at += absent ? 0 : length;
            }
            count++;
        }

        private int global(int column, int rowNo, int code) {
            if (rowNo < from[column] || rowNo >= until[column]) {
                move(column, rowNo);
            }
            return translations[column][code];
        }

        private void move(int column, int rowNo) {
            GlobalCodes texts = codes[column];
            if (texts == null) {
                throw new IllegalStateException("no texts for " + fields.get(column).label());
            }
            int block = texts.block(rowNo);
            from[column] = texts.start(block);
            until[column] = texts.end(block);
            translations[column] = texts.codes(block);
        }
    }
}
