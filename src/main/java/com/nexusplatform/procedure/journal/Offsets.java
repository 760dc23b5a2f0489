package com.nexusplatform.procedure.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.nexusplatform.columnar.ColumnarLedger;

/** Offsets of a zone over the span of some instants, looked up without an object for each. */
final class Offsets {

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final int MOST_TRANSITIONS = 10_000;

    private final long[] from;
    private final long[] offsets;
    private int last;

    private Offsets(long[] from, long[] offsets) {
        this.from = from;
        this.offsets = offsets;
    }

    /** The offsets of a zone from the first to the last of the instants, in microseconds. */
    static Offsets over(long[] instants, ZoneId zone) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long instant : instants) {
            if (instant != ColumnarLedger.NO_INSTANT) {
                first = Math.min(first, instant);
                last = Math.max(last, instant);
            }
        }
        if (first > last) {
            first = 0;
            last = 0;
        }
        ZoneRules rules = zone.getRules();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(first, MICROS_A_SECOND));
        List<Long> from = new ArrayList<>(List.of(Long.MIN_VALUE));
        List<Long> offsets = new ArrayList<>(List.of(rules.getOffset(start).getTotalSeconds() * MICROS_A_SECOND));
        ZoneOffsetTransition next = rules.nextTransition(start);
        while (next != null && next.toEpochSecond() * MICROS_A_SECOND <= last && from.size() < MOST_TRANSITIONS) {
            from.add(next.toEpochSecond() * MICROS_A_SECOND);
            offsets.add(next.getOffsetAfter().getTotalSeconds() * MICROS_A_SECOND);
            next = rules.nextTransition(next.getInstant());
        }
        return new Offsets(from.stream().mapToLong(Long::longValue).toArray(),
                offsets.stream().mapToLong(Long::longValue).toArray());
    }

    /** Offset at an instant, in microseconds. */
    long at(long instant) {
        boolean within = from[last] <= instant && (last + 1 == from.length || instant < from[last + 1]);
        if (!within) {
            int place = Arrays.binarySearch(from, instant);
            last = place >= 0 ? place : -place - 2;
        }
        return offsets[last];
    }
}
