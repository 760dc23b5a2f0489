package com.nexusplatform.procedure.matching;

import java.util.Arrays;
import java.util.List;

import com.nexusplatform.procedure.grouping.Key;

/** The blocks that keys belong to, as hashes with their owners; one part of all blocks at a time, so that memory is bounded. */
final class KeyBlocks {

    private static final int LONGEST = 64;
    private static final int LEAST_WORD = 4;
    private static final long BASE = 0x5851F42D4C957F2DL;
    private static final long WHOLE = 1;
    private static final long WORD = 2;

    private final int part;
    private final int parts;
    private final long[] before = new long[LONGEST + 1];
    private final long[] powers = new long[LONGEST + 1];
    private long[] hashes = new long[1024];
    private int[] owners = new int[1024];
    private int size;
    private int owner;

    KeyBlocks(int part, int parts) {
        this.part = part;
        this.parts = parts;
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * BASE;
        }
    }

    /** The most entries that keys can have. */
    static long count(List<String> keys) {
        return keys.stream().mapToLong(key -> Math.min(key.length(), LONGEST) + 1L + key.length() / LEAST_WORD).sum();
    }

    /** Enters the blocks of the next key. */
    void add(String key) {
        int length = Math.min(key.length(), LONGEST);
        for (int i = 0; i < length; i++) {
            before[i + 1] = before[i] * BASE + key.charAt(i) + 1;
        }
        enter(WHOLE, before[length]);
        for (int i = 0; i < length; i++) {
            if (i == 0 || key.charAt(i) != key.charAt(i - 1)) {
                long rest = before[length] - before[i + 1] * powers[length - i - 1];
                enter(WHOLE, before[i] * powers[length - i - 1] + rest);
            }
        }
        int start = 0;
        for (int end = 1; end <= length; end++) {
            if (end == length || key.charAt(end) == ' ') {
                if (end - start >= LEAST_WORD) {
                    enter(WORD, before[end] - before[start] * powers[end - start]);
                }
                start = end + 1;
            }
        }
        owner++;
    }

    private void enter(long sort, long hash) {
        long mixed = Key.with(Key.of(sort), hash);
        if ((mixed >>> 24 & 0xFF_FFFF) % parts != part) {
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            owners = Arrays.copyOf(owners, size * 2);
        }
        hashes[size] = mixed;
        owners[size++] = owner;
    }

    /** Number of entries. */
    int size() {
        return size;
    }

    /** Hashes of the entries. */
    long[] hashes() {
        return size == hashes.length ? hashes : Arrays.copyOf(hashes, size);
    }

    /** Place of the key of an entry among all keys added. */
    int owner(int entry) {
        return owners[entry];
    }
}
