package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.Digests;

/**
 * SHA-256 over the canonical rows of a dataset, so that anyone can prove that two datasets are the same. The text that is
 * hashed is, byte for byte:
 *
 * <pre>
 * content = header row*
 * header  = "nexus-content/1" (US column-name)* RS
 * row     = row-number (US value)* RS
 * </pre>
 *
 * US is byte 0x1F, RS is byte 0x1E. The columns are the mapped canonical fields in the order of {@link Field}, by their label,
 * then the columns that no field takes, by their header, in the order of the file. Row numbers count accepted rows from 1. A
 * value is nothing where it is absent; an amount as a whole number of minor units; an instant as a whole number of
 * microseconds since 1970-01-01T00:00Z; a date as a whole number of days since 1970-01-01; a text or a name as UTF-8, in which
 * each byte 0x1B, 0x1E or 0x1F has a byte 0x1B before it. Whole numbers are decimal digits with a leading {@code -} when
 * negative. {@code docs/canonical-content.md} says the same for outsiders.
 */
final class ContentDigest {

    private static final byte UNIT = 0x1F;
    private static final byte END = 0x1E;
    private static final byte ESCAPE = 0x1B;
    private static final int SENT_FROM = 1 << 16;
    private static final int LONGEST_NUMBER = 20;
    private static final byte[] PAIRS = pairs();

    private final MessageDigest sha256 = Digests.sha256();
    private final Field.Type[] types;
    private byte[] buffer = new byte[SENT_FROM * 2];
    private int used;

    ContentDigest(Layout layout) {
        types = layout.fields().stream().map(Field::type).toArray(Field.Type[]::new);
        byte[] version = "nexus-content/1".getBytes(StandardCharsets.UTF_8);
        put(version, 0, version.length);
        layout.fields().forEach(field -> name(field.label()));
        layout.source().forEach(this::name);
        buffer[used++] = END;
    }

    /** Hashes the rows of the next segment. */
    void add(Segment segment) {
        boolean[] plain = new boolean[segment.textColumns()];
        for (int column = 0; column < plain.length; column++) {
            plain[column] = isPlain(segment.text(column));
        }
        for (int row = 0; row < segment.rows(); row++) {
            number(segment.firstRow() + row);
            int instants = 0;
            int dates = 0;
            int texts = 0;
            for (Field.Type type : types) {
                reserve(1 + LONGEST_NUMBER);
                buffer[used++] = UNIT;
                switch (type) {
                    case MONEY -> number(segment.amounts()[row]);
                    case INSTANT -> numberOrNothing(segment.instants(instants++)[row], ColumnarLedger.NO_INSTANT);
                    case DATE -> numberOrNothing(segment.dates(dates++)[row], ColumnarLedger.NO_DATE);
                    case TEXT -> text(segment.text(texts), row, plain[texts++]);
                }
            }
            while (texts < plain.length) {
                reserve(1);
                buffer[used++] = UNIT;
                text(segment.text(texts), row, plain[texts++]);
            }
            reserve(1 + LONGEST_NUMBER);
            buffer[used++] = END;
        }
    }

    /** The digest, 64 lower-case hexadecimal digits; ends the use of this object. */
    String hex() {
        sha256.update(buffer, 0, used);
        return Digests.hex(sha256.digest());
    }

    private void name(String name) {
        reserve(1);
        buffer[used++] = UNIT;
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        escaped(utf8, 0, utf8.length);
    }

    private void text(TextColumn text, int row, boolean plain) {
        int code = text.code(row);
        if (code == 0) {
            return;
        }
        if (plain) {
            put(text.bytes(), text.start(code), text.end(code) - text.start(code));
        } else {
            escaped(text.bytes(), text.start(code), text.end(code));
        }
    }

    private static boolean isPlain(TextColumn text) {
        byte[] bytes = text.bytes();
        for (int i = 0; i < text.length(); i++) {
            if (isReserved(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReserved(byte b) {
        return b == ESCAPE || b == END || b == UNIT;
    }

    private void escaped(byte[] source, int from, int to) {
        for (int i = from; i < to; i++) {
            reserve(2);
            if (isReserved(source[i])) {
                buffer[used++] = ESCAPE;
            }
            buffer[used++] = source[i];
        }
    }

    private void put(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, buffer, used, length);
        used += length;
    }

    private void numberOrNothing(long value, long absent) {
        if (value != absent) {
            number(value);
        }
    }

    private void number(long value) {
        if (value == Long.MIN_VALUE) { // has no positive counterpart
            byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            put(digits, 0, digits.length);
            return;
        }
        long rest = Math.abs(value);
        if (value < 0) {
            buffer[used++] = '-';
        }
        int at = used + digits(rest);
        used = at;
        while (rest >= 100) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            buffer[--at] = PAIRS[pair + 1];
            buffer[--at] = PAIRS[pair];
        }
        if (rest >= 10) {
            buffer[--at] = PAIRS[(int) rest * 2 + 1];
            buffer[--at] = PAIRS[(int) rest * 2];
        } else {
            buffer[--at] = (byte) ('0' + rest);
        }
    }

    private static int digits(long value) {
        int length = 1;
        for (long limit = 10; length < 19 && value >= limit; limit *= 10) {
            length++;
        }
        return length;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private void reserve(int bytes) {
        if (used + bytes <= buffer.length) {
            return;
        }
        sha256.update(buffer, 0, used);
        used = 0;
        if (bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, bytes);
        }
    }
}
