package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.Figures;

/** The moments of a ledger's entries on the local clock of a calendar. */
final class Moments {

    private static final long MICROS_A_MINUTE = 60_000_000L;
    private static final int MINUTES_A_DAY = 1_440;
    private static final int ROWS_A_LOOK = 1 << 18;

    private final long[] instants;
    private final Field field;
    private final boolean timed;
    private final Calendar calendar;
    private final Offsets offsets;
    private final long[] counts = new long[Criterion.values().length];
    private int dated;
    private int uncovered;

    Moments(ColumnarLedger ledger, Field field, Calendar calendar) {
        this.instants = field == Field.EFFECTIVE_ON ? midnights(ledger.days(field)) : ledger.instants(field);
        this.field = field;
        this.timed = ledger.timed(field);
        this.calendar = calendar;
        offsets = Offsets.over(instants, timed ? calendar.zone() : ZoneOffset.UTC);
    }

    /** Marks the criteria that each row meets. */
    void mark(byte[] marks, Watch watch) {
        dated = 0;
        uncovered = 0;
        Arrays.fill(counts, 0);
        for (int row = 0; row < marks.length; row++) {
            if (row % ROWS_A_LOOK == 0) {
                watch.at(0.6 * row / marks.length);
            }
            if (instants[row] == ColumnarLedger.NO_INSTANT) {
                continue;
            }
            dated++;
            long minutes = localMinutes(row);
            int day = (int) Math.floorDiv(minutes, (long) MINUTES_A_DAY);
            int mark = calendar.mark(day);
            uncovered += calendar.covers(day) ? 0 : 1;
            boolean late = timed && calendar.afterHours((int) (minutes - (long) day * MINUTES_A_DAY));
            mark = late ? mark | Criterion.AFTER_HOURS.bit() : mark;
            marks[row] = (byte) mark;
            for (int rest = mark; rest != 0; rest &= rest - 1) {
                counts[Integer.numberOfTrailingZeros(rest)]++;
            }
        }
    }

    /** Column of the moments. */
    Field field() {
        return field;
    }

    /** Calendar of the moments. */
    Calendar calendar() {
        return calendar;
    }

    /** Number of rows with a moment, once marked. */
    int dated() {
        return dated;
    }

    /** Number of rows with a moment beyond the years of the country's calendar, once marked. */
    int uncovered() {
        return uncovered;
    }

    /** Local day of a row since 1970-01-01. */
    long day(int row) {
        return Math.floorDiv(localMinutes(row), (long) MINUTES_A_DAY);
    }

    /** Local minute of the day of a row. */
    int minute(int row) {
        return (int) Math.floorMod(localMinutes(row), (long) MINUTES_A_DAY);
    }

    /** Why a criterion cannot be judged; empty when it can. */
    String reasonAgainst(Criterion criterion, BigDecimal maximumShare) {
        if (dated == 0) {
            return "no row has a moment";
        }
        if (criterion == Criterion.WEEKEND && !calendar.knowsWeekends()) {
            return "no day of the week is free";
        }
        if (criterion == Criterion.AFTER_HOURS && !timed) {
            return field.label() + " gives dates without a time of day";
        }
        if (criterion == Criterion.AFTER_HOURS && !calendar.knowsHours()) {
            return "businessHoursFrom and businessHoursTo are the same: business never rests";
        }
        if (criterion == Criterion.HOLIDAY && !calendar.knowsHolidays()) {
            return "no calendar is chosen and no holidays are given";
        }
        if (criterion == Criterion.HOLIDAY && uncovered == dated && calendar.holidays().length == 0) {
            return "no row is dated in the years of the calendar";
        }
        long count = counts[criterion.place()];
        return Figures.exceeds(count, dated, maximumShare)
                ? count + " of " + Numerals.counted(dated, "dated row meets", "dated rows meet") + " it, a share above "
                        + maximumShare.toPlainString()
                        + "; such times are ordinary here"
                : "";
    }

    /** Rows that meet each criterion, by its name. */
    Map<String, Object> counts() {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            byName.put(criterion.name(), counts[criterion.place()]);
        }
        return byName;
    }

    /** Figures of a criterion. */
    Map<String, Object> figures(Criterion criterion, String reason) {
        long count = counts[criterion.place()];
        return Figures.of("judged", reason.isEmpty(), "rows", count, "share", Figures.share(count, dated), "reason",
                reason);
    }

    private static long[] midnights(int... days) {
        long[] midnights = new long[days.length];
        Arrays.setAll(midnights, row -> days[row] == ColumnarLedger.NO_DATE
                ? ColumnarLedger.NO_INSTANT
                : (long) days[row] * MINUTES_A_DAY * MICROS_A_MINUTE);
        return midnights;
    }

    private long localMinutes(int row) {
        return Math.floorDiv(instants[row] + offsets.at(instants[row]), MICROS_A_MINUTE);
    }
}
