package com.nexusplatform.procedure.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

import com.nexusplatform.procedure.grouping.Key;

/**
 * Finds phrases in texts word by word: a tree of phrases, whose branches are hashes of words and whose hits are verified by their
 * bytes. Linear in the text, whatever the number of phrases.
 */
final class KeywordSearch {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int BEGINNINGS = 1 << 12;

    private final byte[][] phrases;
    private final long[] firstLengths = new long[BEGINNINGS]; // a bit for each length of a first word, by how it begins
    private final long[] keys;
    private final int[] targets;
    private final int[] phraseAt;
    private int nodes = 1;

    KeywordSearch(List<Keyword> keywords) {
        phrases = keywords.stream()
            .map(keyword -> keyword.folded().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
        int words = Arrays.stream(phrases).mapToInt(phrase -> phrase.length).sum() + 1;
        keys = new long[Integer.highestOneBit(words) * 4];
        targets = new int[keys.length];
        phraseAt = new int[words + 1];
        Arrays.fill(phraseAt, NONE);
        for (int phrase = 0; phrase < phrases.length; phrase++) {
            plant(phrase);
        }
    }

    /** Hands over the place of each phrase that a folded text contains; one that it contains twice, twice. */
    void forEach(FoldedText text, IntConsumer receiver) {
        byte[] bytes = text.bytes();
        int length = text.length();
        int start = 0;
        while (start < length) {
            int end = endOfWord(bytes, start, length);
            if ((firstLengths[beginning(bytes, start, end)] >>> (end - start) & 1) != 0) {
                follow(bytes, start, length, receiver);
            }
            start = end + 1;
        }
    }

    /** Most words begin no phrase, which two letters and the length tell without a hash of the word. */
    private static int beginning(byte[] bytes, int from, int end) {
        return bytes[from] * 31 + (end - from > 1 ? bytes[from + 1] : 0) & BEGINNINGS - 1;
    }

    private void follow(byte[] bytes, int start, int length, IntConsumer receiver) {
        int node = ROOT;
        int from = start;
        while (from < length) {
            int end = endOfWord(bytes, from, length);
            int slot = slot(key(node, bytes, from, end));
            if (keys[slot] == Key.NONE) {
                return;
            }
            node = targets[slot];
            int phrase = phraseAt[node];
            if (phrase != NONE && Arrays.equals(bytes, start, end, phrases[phrase], 0, phrases[phrase].length)) {
                receiver.accept(phrase);
            }
            from = end + 1;
        }
    }

    private void plant(int phrase) {
        byte[] bytes = phrases[phrase];
        int first = endOfWord(bytes, 0, bytes.length);
        firstLengths[beginning(bytes, 0, first)] |= 1L << first;
        int node = ROOT;
        int from = 0;
        while (from < bytes.length) {
            int end = endOfWord(bytes, from, bytes.length);
            long key = key(node, bytes, from, end);
            int slot = slot(key);
            if (keys[slot] == Key.NONE) {
                keys[slot] = key;
                targets[slot] = nodes++;
            }
            node = targets[slot];
            from = end + 1;
        }
        phraseAt[node] = phrase;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (keys[slot] != Key.NONE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long key(int node, byte[] bytes, int from, int to) {
        return Key.with(Key.of(bytes, from, to), node);
    }

    private static int endOfWord(byte[] bytes, int from, int length) {
        int end = from;
        while (end < length && bytes[end] != ' ') {
            end++;
        }
        return end;
    }
}
