package com.nexusplatform.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Field;

/** Gathers the profile of a column of amounts, instants or dates. */
final class NumberProfile {

    /** Shares at which quantiles are taken, in hundredths. */
    static final List<Integer> HUNDREDTHS = List.of(1, 5, 25, 50, 75, 95, 99);

    private static final int TOP = 10;

    private final long absent;
    private final LongCounts counts;
    private long filled;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** A profile of values among which one stands for an absent value. */
    NumberProfile(long absent, LongCounts.Allowance allowance) {
        this.absent = absent;
        counts = new LongCounts(Profile.COUNTED_DISTINCT, allowance);
    }

    void add(long value) {
        if (value == absent) {
            return;
        }
        filled++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        counts.add(value, 1);
    }

    /** Whether the quantiles are known without asking the database. */
    boolean isExact() {
        return counts.isExact();
    }

    /** The profile; the quantiles are the ones given where they were not counted. */
    Profile.Column column(String name, Field field, LongFunction<String> show, List<Long> otherQuantiles) {
        long[] values = counts.isExact() ? counts.sorted() : new long[0];
        List<Long> quantiles = counts.isExact() ? quantiles(values) : otherQuantiles;
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < quantiles.size(); i++) {
            shown.put("p" + HUNDREDTHS.get(i), show.apply(quantiles.get(i)));
        }
        return new Profile.Column(name, field.label(), field.type(), filled,
                counts.isExact() ? (long) counts.size() : null,
                counts.isExact() ? null : (long) counts.size() + 1, filled == 0 ? null : show.apply(min),
                filled == 0 ? null : show.apply(max), shown, Profile.METHOD,
                counts.isExact() ? top(values, show) : null);
    }

    private List<Long> quantiles(long[] values) {
        List<Long> quantiles = new ArrayList<>();
        long seen = 0;
        int next = 0;
        for (long value : values) {
            seen += counts.count(value);
            while (next < HUNDREDTHS.size() && seen * 100 >= HUNDREDTHS.get(next) * filled) {
                quantiles.add(value);
                next++;
            }
        }
        return quantiles;
    }

    private @Nullable List<Profile.TopValue> top(long[] values, LongFunction<String> show) {
        // the head is the one to give way: the lower count, and of equal counts the larger value
        PriorityQueue<long[]> top = new PriorityQueue<>(
                (a, b) -> a[1] != b[1] ? Long.compare(a[1], b[1]) : Long.compare(b[0], a[0]));
        for (long value : values) {
            top.add(new long[]{value, counts.count(value)});
            if (top.size() > TOP) {
                top.poll();
            }
        }
        List<Profile.TopValue> shown = new ArrayList<>();
        while (!top.isEmpty()) {
            long[] entry = top.remove();
            shown.addFirst(new Profile.TopValue(show.apply(entry[0]), entry[1]));
        }
        return shown;
    }
}
