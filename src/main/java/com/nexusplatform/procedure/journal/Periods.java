package com.nexusplatform.procedure.journal;

import java.time.LocalDate;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Parameters;

/** Accounting periods of whole months: which one a day lies in, and its first and last day. Days are counted from 1970-01-01. */
final class Periods {

    private static final int MOST_TABLED = 1 << 17;

    private final int months;
    private final int firstMonth;
    private final int firstDay;
    private final int[] ordinals;

    /** Periods of so many months, one of which begins with a month of the year, looked up quickly for the days of a column. */
    Periods(int months, int firstMonth, int... days) {
        this.months = months;
        this.firstMonth = firstMonth;
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int day : days) {
            if (day != ColumnarLedger.NO_DATE) {
                first = Math.min(first, day);
                last = Math.max(last, day);
            }
        }
        firstDay = first;
        ordinals = new int[first <= last && (long) last - first < MOST_TABLED ? last - first + 1 : 0];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = computed(first + i);
        }
    }

    /** The periods of the parameters {@code period} and {@code yearBegins}. */
    static Periods of(Parameters parameters, int... days) {
        int months = switch (parameters.text("period")) {
            case "year" -> 12;
            case "quarter" -> 3;
            default -> 1;
        };
        return new Periods(months, parameters.integer("yearBegins"), days);
    }

    /** Number of the period of a day; the next period has the next number. */
    int ordinal(int day) {
        long place = (long) day - firstDay;
        return place >= 0 && place < ordinals.length ? ordinals[(int) place] : computed(day);
    }

    /** First day of a period. */
    long first(int ordinal) {
        long month = (long) ordinal * months + firstMonth - 1;
        return LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1).toEpochDay();
    }

    /** Last day of a period. */
    long last(int ordinal) {
        return first(ordinal + 1) - 1;
    }

    private int computed(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return Math.toIntExact(
                Math.floorDiv(date.getYear() * 12L + date.getMonthValue() - firstMonth, (long) months));
    }
}
