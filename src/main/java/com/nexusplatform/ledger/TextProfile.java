package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Field;

/**
 * Gathers the profile of a column of texts, segment by segment: each distinct text of a segment is looked at once. Distinct
 * texts are told apart by a 64-bit hash over the whole dataset.
 */
final class TextProfile {

    private static final int TOP = 10;
    private static final int SHOWN = 200;

    private final LongCounts counts;
    private final List<Entry> top = new ArrayList<>();
    private int[] times = new int[64];
    private long filled;
    private byte @Nullable [] min;
    private byte @Nullable [] max;

    TextProfile(LongCounts.Allowance allowance) {
        counts = new LongCounts(Profile.COUNTED_DISTINCT, allowance);
    }

    void add(TextColumn text, int rows) {
        if (times.length <= text.size()) {
            times = new int[text.size() * 2];
        }
        Arrays.fill(times, 0, text.size() + 1, 0);
        for (int row = 0; row < rows; row++) {
            times[text.code(row)]++;
        }
        filled += rows - times[0];
        for (int code = 1; code <= text.size(); code++) {
            widen(text, code);
            int total = counts.add(text.hash(code), times[code]);
            if (total > 0 && (top.size() < TOP || total >= top.getLast().count)) {
                rank(text, code, total);
            }
        }
    }

    Profile.Column column(String name, @Nullable Field field) {
        boolean exact = counts.isExact();
        List<Profile.TopValue> values = top.stream()
            .map(entry -> new Profile.TopValue(show(entry.text), entry.count))
            .toList();
        return new Profile.Column(name, field == null ? null : field.label(), Field.Type.TEXT, filled,
                exact ? (long) counts.size() : null, exact ? null : (long) counts.size() + 1,
                min == null ? null : show(min),
                max == null ? null : show(max), Map.of(), null, exact ? values : null);
    }

    private void widen(TextColumn text, int code) {
        int from = text.start(code);
        int to = text.end(code);
        if (min == null || Arrays.compareUnsigned(text.bytes(), from, to, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(text.bytes(), from, to);
        }
        if (max == null || Arrays.compareUnsigned(text.bytes(), from, to, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(text.bytes(), from, to);
        }
    }

    /** Whatever is among the ten at the end was so when it was counted last, since counts only grow. */
    private void rank(TextColumn text, int code, int total) {
        long hash = text.hash(code);
        int from = text.start(code);
        int to = text.end(code);
        int at = top.size();
        for (int i = 0; i < top.size(); i++) {
            if (top.get(i).hash == hash) {
                at = i;
            }
        }
        boolean known = at < top.size();
        if (!known && top.size() == TOP) {
            Entry last = top.getLast();
            if (total == last.count
                    && Arrays.compareUnsigned(text.bytes(), from, to, last.text, 0, last.text.length) > 0) {
                return;
            }
            at = TOP - 1;
        }
        byte[] bytes = known ? top.get(at).text : Arrays.copyOfRange(text.bytes(), from, to);
        Entry entry = new Entry(hash, total, bytes);
        if (at < top.size()) {
            top.set(at, entry);
        } else {
            top.add(entry);
        }
        top.sort(Entry::compare);
    }

    private static String show(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** A frequent text. */
    private record Entry(long hash, int count, byte[] text) {

        private static int compare(Entry a, Entry b) {
            return a.count != b.count ? Integer.compare(b.count, a.count) : Arrays.compareUnsigned(a.text, b.text);
        }
    }
}
