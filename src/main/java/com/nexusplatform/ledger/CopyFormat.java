package com.nexusplatform.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.UUID;

import org.postgresql.copy.CopyIn;

/**
 * Writes PostgreSQL's binary COPY format: values are put one after the other into a buffer that is sent when full.
 */
final class CopyFormat {

    /** Days and microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL's dates and instants begin. */
    static final int EPOCH_DAYS = 10_957;
    static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

    /** Bytes before the first row. */
    static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0,
            0};

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int SENT_FROM = 1 << 16;

    private final CopyIn target;
    private byte[] buffer = new byte[SENT_FROM + (1 << 12)];
    private int used;

    /** Begins a COPY. */
    CopyFormat(CopyIn target) {
        this.target = target;
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        used = HEADER.length;
    }

    /** Begins a row of that many columns, needing at most that many bytes for those of fixed length. */
    void row(int columns, int bytes) throws SQLException {
        if (used >= SENT_FROM) {
            send();
        }
        reserve(bytes + 2);
        SHORT.set(buffer, used, (short) columns);
        used += 2;
    }

    void putShort(short value) {
        INT.set(buffer, used, 2);
        SHORT.set(buffer, used + 4, value);
        used += 6;
    }

    void putInt(int value) {
        INT.set(buffer, used, 4);
        INT.set(buffer, used + 4, value);
        used += 8;
    }

    void putLong(long value) {
        INT.set(buffer, used, 8);
        LONG.set(buffer, used + 4, value);
        used += 12;
    }

    void putBoolean(boolean value) {
        INT.set(buffer, used, 1);
        buffer[used + 4] = (byte) (value ? 1 : 0);
        used += 5;
    }

    void putNull() {
        INT.set(buffer, used, -1);
        used += 4;
    }

    /** The low and high half of a UUID. */
    void putUuid(UUID value) {
        INT.set(buffer, used, 16);
        LONG.set(buffer, used + 4, value.getMostSignificantBits());
        LONG.set(buffer, used + 12, value.getLeastSignificantBits());
        used += 20;
    }

    /** Begins an array of smallint. */
    void beginShorts(int elements, boolean hasNulls, int bytes) {
        INT.set(buffer, used, bytes);
        INT.set(buffer, used + 4, 1);
        INT.set(buffer, used + 8, hasNulls ? 1 : 0);
        INT.set(buffer, used + 12, 21); // type id of smallint
        INT.set(buffer, used + 16, elements);
        INT.set(buffer, used + 20, 1);
        used += 24;
    }

    /** A value of any length; it is sent without a copy when it is long. */
    void putBytes(byte[] source, int from, int length) throws SQLException {
        reserve(4);
        INT.set(buffer, used, length);
        used += 4;
        if (length > SENT_FROM / 4) {
            send();
            target.writeToCopy(source, from, length);
            return;
        }
        reserve(length);
        System.arraycopy(source, from, buffer, used, length);
        used += length;
    }

    /** Ends the COPY and returns the number of rows that the database took. */
    long end() throws SQLException {
        reserve(2);
        SHORT.set(buffer, used, (short) -1);
        used += 2;
        send();
        return target.endCopy();
    }

    private void send() throws SQLException {
        target.writeToCopy(buffer, 0, used);
        used = 0;
    }

    private void reserve(int bytes) throws SQLException {
        if (used + bytes > buffer.length) {
            send();
            if (bytes > buffer.length) {
                buffer = new byte[bytes];
            }
        }
    }
}
