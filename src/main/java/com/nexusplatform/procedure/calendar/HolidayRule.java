package com.nexusplatform.procedure.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One line of a calendar: {@code when | moved | name | years}.
 *
 * @param when  its day in a year
 * @param moved where it goes from a weekend: empty, {@code next}, {@code nearest} or {@code before-sunday}
 * @param name  what it is called
 * @param first first year in which it holds
 * @param last  last year in which it holds
 */
record HolidayRule(IntFunction<LocalDate> when, String moved, String name, int first, int last) {

    /** The rule of a line. */
    static HolidayRule read(String line) {
        List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        String[] words = parts.getFirst().split(" ", -1);
        int[] years = parts.size() < 4
                ? new int[]{0, Integer.MAX_VALUE}
                : Arrays.stream(parts.get(3).split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        if ("date".equals(words[0])) {
            int year = LocalDate.parse(words[1]).getYear();
            years = new int[]{year, year};
        }
        return new HolidayRule(when(words), parts.get(1), parts.get(2), years[0],
                years.length < 2 ? Integer.MAX_VALUE : years[1]);
    }

    /** Its day in a year, in which it may not hold. */
    Optional<LocalDate> in(int year) {
        return first <= year && year <= last ? Optional.of(kept(when.apply(year))) : Optional.empty();
    }

    private LocalDate kept(LocalDate day) {
        return "before-sunday".equals(moved) && day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.minusDays(1) : day;
    }

    private static IntFunction<LocalDate> when(String... words) {
        return switch (words[0]) {
            case "on" -> year -> LocalDate.parse(year + "-" + words[1]);
            case "easter" -> year -> Easter.sunday(year).plusDays(Integer.parseInt(words[1]));
            case "nth" -> year -> firstOf(year, words[3])
                .with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(words[1]), DayOfWeek.valueOf(words[2])));
            case "last" -> year -> firstOf(year, words[2])
                .with(TemporalAdjusters.lastInMonth(DayOfWeek.valueOf(words[1])));
            case "before" -> year -> LocalDate.parse(year + "-" + words[2])
                .with(TemporalAdjusters.previous(DayOfWeek.valueOf(words[1])));
            case "date" -> year -> LocalDate.parse(words[1]);
            default -> throw new IllegalArgumentException("no rule of a holiday: " + words[0]);
        };
    }

    private static LocalDate firstOf(int year, String month) {
        return LocalDate.of(year, Integer.parseInt(month), 1);
    }
}
