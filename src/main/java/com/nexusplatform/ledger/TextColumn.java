package com.nexusplatform.ledger;

import java.util.Arrays;

import com.nexusplatform.columnar.ByteRanges;

/**
 * The texts of one column in one segment: the distinct ones numbered from 1 in the order of their first row, and one code a
 * row, 0 where absent. Filled by one thread, then read by others.
 */
final class TextColumn {

    /** Lowest bits of a place in the table, which hold the code; the others hold bits of the hash, and keep the table small. */
    private static final int CODE = 0x7fff;

    private final short[] codes;
    private byte[] bytes = new byte[1024];
    private int[] ends = new int[64];
    private long[] hashes = new long[64];
    private int[] table = new int[128];
    private int size;

    TextColumn(int capacity) {
        codes = new short[capacity];
    }

    /** Code of the text in the row at an index. */
    short code(int row) {
        return codes[row];
    }

    /** Number of distinct texts. */
    int size() {
        return size;
    }

    /** Bytes of the distinct texts together. */
    int length() {
        return ends[size];
    }

    /** The array that the texts share; read between {@link #start} and {@link #end} only. */
    byte[] bytes() {
        return bytes;
    }

    int start(int code) {
        return ends[code - 1];
    }

    int end(int code) {
        return ends[code];
    }

    /** A 64-bit hash of the text of a code, the same in every segment of every load. */
    long hash(int code) {
        return hashes[code];
    }

    /** Notes that the row has no text. */
    void absent(int row) {
        codes[row] = 0;
    }

    /** Notes the text of a row. */
    void add(int row, byte[] source, int from, int to) {
        if (from == to) {
            codes[row] = 0;
            return;
        }
        long hash = ByteRanges.hash(source, from, to);
        int mask = table.length - 1;
        int slot = slot(hash) & mask;
        int place = table[slot];
        while (place != 0) {
            if (((place ^ (int) hash) & ~CODE) == 0) {
                int code = place & CODE;
                if (ByteRanges.equal(bytes, ends[code - 1], ends[code], source, from, to)) {
                    codes[row] = (short) code;
                    return;
                }
            }
            slot = slot + 1 & mask;
            place = table[slot];
        }
        append(source, from, to - from, hash);
        table[slot] = (int) hash & ~CODE | size;
        codes[row] = (short) size;
        if (size * 2 > table.length) {
            grow();
        }
    }

    /** Forgets all texts, to be filled anew. */
    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    private void append(byte[] source, int from, int length, long hash) {
        int start = ends[size];
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, start, length);
        if (++size == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
            hashes = Arrays.copyOf(hashes, ends.length);
        }
        ends[size] = start + length;
        hashes[size] = hash;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int code = 1; code <= size; code++) {
            int slot = slot(hashes[code]) & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = (int) hashes[code] & ~CODE | code;
        }
    }

    private static int slot(long hash) {
        return (int) (hash >>> 32);
    }
}
