package com.nexusplatform.procedure.anomaly;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Hours of the day in a zone; offsets change on quarter hours only, so that one look-up serves neighbours in time. */
final class LocalHours {

    private static final long MICROS_A_QUARTER = 900_000_000L;

    private final ZoneRules rules;
    private long validFrom = Long.MAX_VALUE;
    private long offset;

    LocalHours(ZoneId zone) {
        rules = zone.getRules();
    }

    /** The hour, 0 to 23, of microseconds since 1970-01-01T00:00Z. */
    int hour(long instant) {
        if (instant < validFrom || instant - validFrom >= MICROS_A_QUARTER) {
            validFrom = Math.floorDiv(instant, MICROS_A_QUARTER) * MICROS_A_QUARTER;
            offset = rules.getOffset(Instant.ofEpochSecond(Math.floorDiv(validFrom, 1_000_000L))).getTotalSeconds()
                    * 1_000_000L;
        }
        return (int) Math.floorMod(Math.floorDiv(instant + offset, 4 * MICROS_A_QUARTER), 24L);
    }
}
