package com.nexusplatform.ledger.format;

/** What a pattern read from a value: filled anew by each reading. */
final class DateReading {

    /** Offset of a value that states none. */
    static final int NO_OFFSET = Integer.MIN_VALUE;

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int micros;
    int offsetSeconds;
    boolean afternoon;
    boolean halfDay;
    boolean timed;

    void clear() {
        year = 0;
        month = 0;
        day = 0;
        hour = 0;
        minute = 0;
        second = 0;
        micros = 0;
        offsetSeconds = NO_OFFSET;
        afternoon = false;
        halfDay = false;
        timed = false;
    }

    /** Whether the calendar has such a day. */
    boolean dayExists() {
        return month >= 1 && month <= 12 && day >= 1 && day <= length(year, month) && year >= 1;
    }

    /** Whether the clock has such a time. */
    boolean timeExists() {
        return (halfDay ? hour >= 1 && hour <= 12 : hour <= 23) && minute <= 59 && second <= 59;
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar, counted from the first of March so that leap days come last. */
    int epochDay() {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /** Microseconds since midnight. */
    long microsOfDay() {
        int hours = halfDay ? hour % 12 + (afternoon ? 12 : 0) : hour;
        return (hours * 3600L + minute * 60L + second) * 1_000_000L + micros;
    }

    private static int length(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
