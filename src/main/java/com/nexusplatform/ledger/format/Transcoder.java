package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Text of another encoding as a stream of UTF-8 bytes. */
final class Transcoder extends InputStream {

    /** Name of the encoding of Windows in western Europe and America. */
    static final String WINDOWS_1252 = "windows-1252";

    /** Characters of the bytes 0x80 to 0x9F; the five that are not assigned stand for themselves. */
    private static final String UPPER = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D"
            + "\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static final int CHUNK = 1 << 15;

    private final InputStream source;
    private final boolean wide;
    private final boolean littleEndian;
    private final byte[] input = new byte[CHUNK];
    private final byte[] output = new byte[CHUNK * 3];
    private final byte[] single = new byte[1];
    private int held;
    private int from;
    private int to;
    private long consumed;
    private int high;
    private boolean started;

    Transcoder(InputStream source, String encoding) {
        this.source = source;
        this.wide = encoding.startsWith("UTF-16");
        this.littleEndian = encoding.endsWith("LE");
    }

    /** A short text of windows-1252. */
    static String windows1252(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte value : bytes) {
            text.append(character(value));
        }
        return text.toString();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (from == to) {
            if (!refill()) {
                return -1;
            }
        }
        int moved = Math.min(length, to - from);
        System.arraycopy(output, from, target, offset, moved);
        from += moved;
        return moved;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean refill() throws IOException {
        int read = source.read(input, held, input.length - held);
        if (read < 0) {
            if (held > 0 || high != 0) {
                throw damaged();
            }
            return false;
        }
        from = 0;
        to = 0;
        int available = held + read;
        held = 0;
        if (wide) {
            units(available);
        } else {
            bytes(available);
        }
        return true;
    }

    private void bytes(int available) {
        int at = 0;
        for (int i = 0; i < available; i++) {
            byte value = input[i];
            if (value >= 0) {
                output[at++] = value;
            } else {
                at = put(at, character(value));
            }
        }
        to = at;
    }

    private void units(int available) {
        int at = 0;
        int pairs = available & ~1;
        for (int i = 0; i < pairs; i += 2) {
            int first = input[i] & 0xFF;
            int second = input[i + 1] & 0xFF;
            char unit = (char) (littleEndian ? second << 8 | first : first << 8 | second);
            consumed += 2;
            if (unit == '\uFEFF' && !started) {
                started = true;
                continue;
            }
            started = true;
            at = unit(at, unit);
        }
        if (pairs < available) {
            input[0] = input[pairs];
            held = 1;
        }
        to = at;
    }

    private int unit(int at, char unit) {
        if (high != 0) {
            if (!Character.isLowSurrogate(unit)) {
                throw damaged();
            }
            int point = Character.toCodePoint((char) high, unit);
            high = 0;
            output[at] = (byte) (0xF0 | point >> 18);
            output[at + 1] = (byte) (0x80 | point >> 12 & 0x3F);
            output[at + 2] = (byte) (0x80 | point >> 6 & 0x3F);
            output[at + 3] = (byte) (0x80 | point & 0x3F);
            return at + 4;
        }
        if (Character.isSurrogate(unit)) {
            if (Character.isLowSurrogate(unit)) {
                throw damaged();
            }
            high = unit;
            return at;
        }
        return put(at, unit);
    }

    private int put(int at, char value) {
        if (value < 0x80) {
            output[at] = (byte) value;
            return at + 1;
        }
        if (value < 0x800) {
            output[at] = (byte) (0xC0 | value >> 6);
            output[at + 1] = (byte) (0x80 | value & 0x3F);
            return at + 2;
        }
        output[at] = (byte) (0xE0 | value >> 12);
        output[at + 1] = (byte) (0x80 | value >> 6 & 0x3F);
        output[at + 2] = (byte) (0x80 | value & 0x3F);
        return at + 3;
    }

    private static char character(byte value) {
        int code = value & 0xFF;
        return code >= 0x80 && code < 0xA0 ? UPPER.charAt(code - 0x80) : (char) code;
    }

    private ProblemException damaged() {
        return new ProblemException(ProblemType.FILE_REFUSED,
                "The file looks like UTF-16 but breaks its rules near byte " + consumed
                        + ". Export it again, as " + StandardCharsets.UTF_8 + " if you can.");
    }
}
