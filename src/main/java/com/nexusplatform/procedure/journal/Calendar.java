package com.nexusplatform.procedure.journal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.calendar.HolidayCalendar;

/**
 * When the institution does business.
 *
 * @param zone     zone of days and times
 * @param weekend  whether a day is free, Monday first
 * @param country  holidays of a country; empty where none is chosen
 * @param holidays further free days since 1970-01-01, ascending
 * @param opens    first minute of business in the day
 * @param closes   first minute after it
 */
record Calendar(ZoneId zone, boolean[] weekend, Optional<HolidayCalendar> country, int[] holidays, int opens,
        int closes) {

    /** The choice of no country. */
    static final String NONE = "none";

    /** 1970-01-01 was a Thursday. */
    private static final int THURSDAY = DayOfWeek.THURSDAY.getValue() - 1;

    /** The calendar of the parameters, in the zone of the ledger where they name none. */
    static Calendar of(Parameters parameters, ZoneId ledgerZone) {
        String zone = parameters.text("timeZone");
        String country = parameters.text("calendar");
        boolean[] weekend = new boolean[7];
        parameters.texts("weekend").forEach(day -> weekend[DayOfWeek.valueOf(day).getValue() - 1] = true);
        int[] holidays = parameters.texts("holidays")
            .stream()
            .mapToInt(day -> Math.toIntExact(LocalDate.parse(day).toEpochDay()))
            .sorted()
            .toArray();
        return new Calendar(zone.isEmpty() ? ledgerZone : ZoneId.of(zone), weekend,
                country.equals(NONE) ? Optional.empty() : Optional.of(HolidayCalendar.of(country)), holidays,
                minute(parameters.text("businessHoursFrom")), minute(parameters.text("businessHoursTo")));
    }

    /** Marks of a day alone. */
    int mark(int day) {
        int mark = weekend[Math.floorMod(day + THURSDAY, 7)] ? Criterion.WEEKEND.bit() : 0;
        return holiday(day) ? mark | Criterion.HOLIDAY.bit() : mark;
    }

    /** Whether any day may be a holiday. */
    boolean knowsHolidays() {
        return holidays.length > 0 || country.isPresent();
    }

    /** Whether the years of the country's calendar hold a day; true where none is chosen. */
    boolean covers(int day) {
        return country.isEmpty() || country.get().covers(day);
    }

    /** What the holiday of a day is called; empty where it is none. */
    Optional<String> holidayName(long day) {
        Optional<String> name = country.flatMap(calendar -> calendar.name(day));
        return name.isEmpty() && holiday((int) day) ? Optional.of("a holiday of the parameters") : name;
    }

    private boolean holiday(int day) {
        return country.isPresent() && country.get().isHoliday(day)
                || holidays.length > 0 && Arrays.binarySearch(holidays, day) >= 0;
    }

    /** Whether any day of the week is free. */
    boolean knowsWeekends() {
        for (boolean free : weekend) {
            if (free) {
                return true;
            }
        }
        return false;
    }

    /** Whether business rests at any time of the day; it never does where it closes when it opens. */
    boolean knowsHours() {
        return opens != closes;
    }

    /** Whether a minute of the day is outside business hours; they may run over midnight. */
    boolean afterHours(int minute) {
        return opens < closes ? minute < opens || minute >= closes : minute >= closes && minute < opens;
    }

    private static int minute(String time) {
        return LocalTime.parse(time).toSecondOfDay() / 60;
    }
}
