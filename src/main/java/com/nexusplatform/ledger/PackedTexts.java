package com.nexusplatform.ledger;

import java.util.zip.Deflater;

/** Packs the distinct texts of one column after the other, as {@link TextBlock} reads them; its arrays are used again. */
final class PackedTexts implements AutoCloseable {

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private byte[] raw = new byte[1 << 16];
    private byte[] packed = new byte[1 << 16];
    private int rawSize;
    private int length;

    /** Packs the texts of a column. */
    void pack(TextColumn text) {
        rawSize = write(text);
        length = deflate();
    }

    /** The packed bytes, up to {@link #length}. */
    byte[] bytes() {
        return packed;
    }

    int length() {
        return length;
    }

    /** Bytes before they were deflated. */
    int rawSize() {
        return rawSize;
    }

    @Override
    public void close() {
        deflater.end();
    }

    /** The length of each text in groups of seven bits, the lowest first, then its bytes. */
    private int write(TextColumn text) {
        int most = text.length() + 5 * text.size();
        if (raw.length < most) {
            raw = new byte[most];
        }
        int used = 0;
        for (int code = 1; code <= text.size(); code++) {
            int from = text.start(code);
            int size = text.end(code) - from;
            int rest = size;
            while (rest > 127) {
                raw[used++] = (byte) (rest | 128);
                rest >>>= 7;
            }
            raw[used++] = (byte) rest;
            System.arraycopy(text.bytes(), from, raw, used, size);
            used += size;
        }
        return used;
    }

    private int deflate() {
        int most = rawSize + rawSize / 1000 + 64;
        if (packed.length < most) {
            packed = new byte[most];
        }
        deflater.reset();
        deflater.setInput(raw, 0, rawSize);
        deflater.finish();
        int used = 0;
        while (!deflater.finished()) {
            used += deflater.deflate(packed, used, packed.length - used);
        }
        return used;
    }
}
