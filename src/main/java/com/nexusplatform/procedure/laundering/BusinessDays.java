package com.nexusplatform.procedure.laundering;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.calendar.HolidayCalendar;

/** Business days of a span of time, numbered; what happens on another day counts for the next of them. */
final class BusinessDays {

    /** Name of the calendar that knows weekends alone. */
    static final String WEEKENDS = "WEEKENDS";

    /** Most days of a span, so that a wrong date costs no memory. */
    static final int MOST_DAYS = 1 << 22;

    private static final int MONDAY_AFTER_DAY_0 = 3;

    private final @Nullable HolidayCalendar calendar;
    private final int first;
    private final int[] numbers;

    private BusinessDays(@Nullable HolidayCalendar calendar, int first, int[] numbers) {
        this.calendar = calendar;
        this.first = first;
        this.numbers = numbers;
    }

    /** Those of the days given, absent ones aside, by a calendar's code; the days span at most {@link #MOST_DAYS}. */
    static BusinessDays over(int[] days, String calendar) {
        HolidayCalendar holidays = WEEKENDS.equals(calendar) ? null : HolidayCalendar.of(calendar);
        long[] span = span(days);
        int[] numbers = new int[(int) (span[1] - span[0] + 1)];
        int business = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = business;
            business += isBusinessDay(span[0] + i, holidays) ? 1 : 0;
        }
        return new BusinessDays(holidays, (int) span[0], numbers);
    }

    /** First and last of the days that are there; 0 and -1 where none is. */
    static long[] span(int[] days) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int day : days) {
            if (day != ColumnarLedger.NO_DATE) {
                first = Math.min(first, day);
                last = Math.max(last, day);
            }
        }
        return first > last ? new long[]{0, -1} : new long[]{first, last};
    }

    /** Number of the business day for which a day counts. */
    int number(int day) {
        return numbers[day - first];
    }

    /** Whether the years of the calendar hold a day; in others it knows no holidays. */
    boolean covers(int day) {
        return calendar == null || calendar.covers(day);
    }

    private static boolean isBusinessDay(long day, @Nullable HolidayCalendar calendar) {
        return calendar == null
                ? Math.floorMod(day + MONDAY_AFTER_DAY_0, 7L) < 5
                : calendar.isBusinessDay(day);
    }
}
