package com.nexusplatform.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes numbers and short texts as bytes, without an object for each: millions of lines in a second. */
class ScoreLines {

    private static final int SIZE = 1 << 16;
    private static final int LONGEST_NUMBER = 11;

    private final OutputStream target;
    private final byte[][] labels;
    private final byte[] buffer = new byte[SIZE];
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private int filled;

    ScoreLines(OutputStream target, List<String> labels) {
        this.target = target;
        this.labels = labels.stream().map(label -> label.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** Writes a whole number from 0. */
    ScoreLines number(int value) throws IOException {
        room(LONGEST_NUMBER);
        int from = LONGEST_NUMBER;
        int rest = value;
        do {
            digits[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, from, buffer, filled, LONGEST_NUMBER - from);
        filled += LONGEST_NUMBER - from;
        return this;
    }

    /** Writes one ASCII sign. */
    ScoreLines sign(char sign) throws IOException {
        room(1);
        buffer[filled++] = (byte) sign;
        return this;
    }

    /** Writes the label at an index. */
    ScoreLines label(int index) throws IOException {
        return bytes(labels[index]);
    }

    /** Writes a short text. */
    ScoreLines text(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands everything on. */
    void flush() throws IOException {
        target.write(buffer, 0, filled);
        filled = 0;
        target.flush();
    }

    private ScoreLines bytes(byte[] bytes) throws IOException {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
        return this;
    }

    private void room(int needed) throws IOException {
        if (filled + needed > SIZE) {
            target.write(buffer, 0, filled);
            filled = 0;
        }
    }
}
