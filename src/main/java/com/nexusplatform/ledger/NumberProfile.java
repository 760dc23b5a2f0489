package com.nexusplatform.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Field;

/**
 * Gathers the profile of a column of amounts, instants or dates. Values are kept as they come while memory allows, which is
 * cheaper than counting them; past it they are counted one by one, as long as the distinct ones are few enough.
 */
final class NumberProfile {

    /** Shares at which quantiles are taken, in hundredths. */
    static final List<Integer> HUNDREDTHS = List.of(1, 5, 25, 50, 75, 95, 99);

    private static final int TOP = 10;
    private static final int KEPT = 1 << 22;

    private final long absent;
    private final LongCounts counts;
    private final LongCounts.Allowance allowance;
    private long @Nullable [] kept = new long[1 << 15];
    private long filled;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** A profile of values among which one stands for an absent value. */
    NumberProfile(long absent, LongCounts.Allowance allowance) {
        this.absent = absent;
        this.allowance = allowance;
        counts = new LongCounts(Profile.COUNTED_DISTINCT, allowance);
    }

    void add(long value) {
        if (value == absent) {
            return;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (kept == null) {
            counts.add(value, 1);
        } else {
            keep(value, kept);
        }
        filled++;
    }

    /** Whether the quantiles are known without asking the database. */
    boolean isExact() {
        return kept != null || counts.isExact();
    }

    private void keep(long value, long[] values) {
        if (filled < values.length) {
            values[(int) filled] = value;
        } else if (values.length < KEPT && allowance.take(values.length)) {
            long[] longer = Arrays.copyOf(values, values.length * 2);
            longer[(int) filled] = value;
            kept = longer;
        } else {
            for (long earlier : values) {
                counts.add(earlier, 1);
            }
            counts.add(value, 1);
            kept = null;
        }
    }

    /** The profile; the quantiles are the ones given where they were not counted. */
    Profile.Column column(String name, Field field, LongFunction<String> show, List<Long> otherQuantiles) {
        Runs runs = kept != null ? Runs.of(kept, (int) filled) : counts.isExact() ? Runs.of(counts) : null;
        List<Long> quantiles = runs == null ? otherQuantiles : runs.quantiles(filled);
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < quantiles.size(); i++) {
            shown.put("p" + HUNDREDTHS.get(i), show.apply(quantiles.get(i)));
        }
        return new Profile.Column(name, field.label(), field.type(), filled, runs == null ? null : (long) runs.size,
                runs == null ? (long) counts.size() + 1 : null, filled == 0 ? null : show.apply(min),
                filled == 0 ? null : show.apply(max), shown, Profile.METHOD, runs == null ? null : runs.top(show));
    }

    /** Distinct values in ascending order with their counts. */
    private record Runs(long[] values, int[] counts, int size) {

        static Runs of(long[] all, int filled) {
            Arrays.sort(all, 0, filled);
            int[] counts = new int[filled];
            int size = 0;
            for (int i = 0; i < filled; i++) {
                if (i == 0 || all[i] != all[size - 1]) {
                    all[size++] = all[i];
                }
                counts[size - 1]++;
            }
            return new Runs(all, counts, size);
        }

        static Runs of(LongCounts counts) {
            long[] values = counts.sorted();
            int[] times = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                times[i] = counts.count(values[i]);
            }
            return new Runs(values, times, values.length);
        }

        List<Long> quantiles(long filled) {
            List<Long> quantiles = new ArrayList<>();
            long seen = 0;
            int next = 0;
            for (int i = 0; i < size; i++) {
                seen += counts[i];
                while (next < HUNDREDTHS.size() && seen * 100 >= HUNDREDTHS.get(next) * filled) {
                    quantiles.add(values[i]);
                    next++;
                }
            }
            return quantiles;
        }

        List<Profile.TopValue> top(LongFunction<String> show) {
            // the head is the one to give way: the lower count, and of equal counts the larger value
            PriorityQueue<long[]> top = new PriorityQueue<>(
                    (a, b) -> a[1] != b[1] ? Long.compare(a[1], b[1]) : Long.compare(b[0], a[0]));
            for (int i = 0; i < size; i++) {
                if (top.size() < TOP || counts[i] > top.element()[1]) {
                    top.add(new long[]{values[i], counts[i]});
                    if (top.size() > TOP) {
                        top.remove();
                    }
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
}
