package com.nexusplatform.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct texts of one column, numbered from 1 in the order of their first row; code 0 stands for an absent value. Texts
 * are kept as UTF-8 in one array. Immutable once built, and safe to share between threads.
 */
public final class Dictionary {

    /** Code of an absent value. */
    public static final int ABSENT = 0;

    private final byte[] bytes;
    private final int[] ends;
    private final int size;

    private Dictionary(byte[] bytes, int[] ends, int size) {
        this.bytes = bytes;
        this.ends = ends;
        this.size = size;
    }

    /** Number of distinct texts; codes run from 1 to this. */
    public int size() {
        return size;
    }

    /** The text of a code; empty for {@link #ABSENT}. */
    public String text(int code) {
        return code == ABSENT ? "" : new String(bytes, start(code), ends[code] - start(code), StandardCharsets.UTF_8);
    }

    /** The UTF-8 array that all texts share; read it between {@link #start} and {@link #end} only. */
    public byte[] bytes() {
        return bytes;
    }

    /** Offset of the first byte of a text in {@link #bytes}. */
    public int start(int code) {
        return code == ABSENT ? 0 : ends[code - 1];
    }

    /** Offset after the last byte of a text in {@link #bytes}. */
    public int end(int code) {
        return ends[code];
    }

    /** Bytes of memory held. */
    public long memory() {
        return bytes.length + 4L * ends.length;
    }

    /** Collects distinct texts; one hash look-up for each text added. Not safe for several threads. */
    public static final class Builder {

        private static final int AT_ONCE = 32;

        private byte[] bytes = new byte[1024];
        private int[] ends = new int[64];
        private long[] table = new long[128]; // hash above, code below, so that a miss costs no look at the texts
        private final int[] hashes = new int[AT_ONCE];
        private int size;
        @SuppressWarnings("UnusedVariable") // keeps looks that only warm the cache from being optimized away
        private int touched;

        /** The code of the UTF-8 text given, new or known; an empty text is {@link #ABSENT}. */
        public int add(byte[] source, int from, int to) {
            return from == to ? ABSENT : add(source, from, to, hash(source, from, to));
        }

        /**
         * The codes of many texts, as if added one by one. Where each would be found is looked at for some of them before the first
         * is compared, so that the cache misses of a large dictionary overlap.
         *
         * @param froms start of each text in the source
         * @param tos   end of each text, exclusive
         * @param codes what they become; its length says how many are added
         * @param first index of the first text in all three
         */
        public void addAll(byte[] source, int[] froms, int[] tos, int[] codes, int first) {
            for (int next = first; next < codes.length; next += AT_ONCE) {
                int end = Math.min(codes.length, next + AT_ONCE);
                for (int i = next; i < end; i++) {
                    hashes[i - next] = hash(source, froms[i], tos[i]);
                }
                for (int i = next; i < end; i++) {
                    touched += touch(hashes[i - next]);
                }
                for (int i = next; i < end; i++) {
                    codes[i] = froms[i] == tos[i] ? ABSENT : add(source, froms[i], tos[i], hashes[i - next]);
                }
            }
        }

        private int touch(int hash) {
            int code = (int) table[hash & table.length - 1];
            return code == 0 ? 0 : bytes[ends[code - 1]];
        }

        private int add(byte[] source, int from, int to, int hash) {
            int mask = table.length - 1;
            int slot = hash & mask;
            while (table[slot] != 0) {
                int code = (int) table[slot];
                if ((int) (table[slot] >>> Integer.SIZE) == hash
                        && ByteRanges.equal(bytes, ends[code - 1], ends[code], source, from, to)) {
                    return code;
                }
                slot = slot + 1 & mask;
            }
            append(source, from, to - from);
            table[slot] = (long) hash << Integer.SIZE | size;
            if (size * 2 > table.length) {
                grow();
            }
            return size;
        }

        /** The code of a text, new or known. */
        public int add(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return add(utf8, 0, utf8.length);
        }

        /** Number of distinct texts so far. */
        public int size() {
            return size;
        }

        /** The dictionary; the builder is spent. */
        public Dictionary build() {
            return new Dictionary(Arrays.copyOf(bytes, ends[size]), Arrays.copyOf(ends, size + 1), size);
        }

        private void append(byte[] source, int from, int length) {
            int start = ends[size];
            if (start + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length + (bytes.length >> 1)));
            }
            System.arraycopy(source, from, bytes, start, length);
            if (++size == ends.length) {
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
            ends[size] = start + length;
        }

        private void grow() {
            long[] old = table;
            table = new long[old.length * 2];
            int mask = table.length - 1;
            for (long entry : old) {
                if (entry == 0) {
                    continue;
                }
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (table[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                table[slot] = entry;
            }
        }

        private static int hash(byte[] source, int from, int to) {
            long h = ByteRanges.hash(source, from, to);
            return (int) (h ^ h >>> 32);
        }
    }
}
