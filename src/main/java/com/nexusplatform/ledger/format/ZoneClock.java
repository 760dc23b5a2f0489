package com.nexusplatform.ledger.format;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * Turns local days and times of one zone into instants. Where clocks were put back the first of two hours is meant, where they
 * were put forward the hour that never was counts on from before. Rules are looked up once for a quarter of an hour.
 */
final class ZoneClock {

    private static final long QUARTER = 900_000_000L;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int SLOTS = 1 << 14;

    private final ZoneRules rules;
    private final long fixed;
    private final long[] quarters = new long[SLOTS];
    private final int[] offsets = new int[SLOTS];

    ZoneClock(ZoneId zone) {
        rules = zone.getRules();
        fixed = rules.isFixedOffset()
                ? rules.getOffset(java.time.Instant.EPOCH).getTotalSeconds() * 1_000_000L
                : Long.MIN_VALUE;
        Arrays.fill(quarters, Long.MIN_VALUE);
    }

    /** Microseconds since 1970-01-01T00:00Z of a local day and time of day. */
    long instant(int epochDay, long microsOfDay) {
        long local = epochDay * MICROS_A_DAY + microsOfDay;
        if (fixed != Long.MIN_VALUE) {
            return local - fixed;
        }
        long quarter = Math.floorDiv(local, QUARTER);
        int slot = (int) (quarter & SLOTS - 1);
        if (quarters[slot] != quarter) {
            LocalDateTime start = LocalDateTime.ofEpochSecond(quarter * 900, 0, ZoneOffset.UTC);
            offsets[slot] = rules.getOffset(start).getTotalSeconds();
            quarters[slot] = quarter;
        }
        return local - offsets[slot] * 1_000_000L;
    }
}
