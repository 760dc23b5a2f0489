package com.nexusplatform.procedure.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The holidays of one country, or of one system of payments, as the laws named in {@link #source} rule them: days that hold in the
 * whole country, from the first to the last year covered. Days are counted from 1970-01-01.
 */
public final class HolidayCalendar {

    private static final int MONDAY_AFTER_DAY_0 = 3;
    private static final CalendarFiles FILES = new CalendarFiles();
    private static final Map<String, HolidayCalendar> ALL = read();

    private final String code;
    private final String source;
    private final int firstYear;
    private final int lastYear;
    private final long firstDay;
    private final long endDay;
    private final BitSet days = new BitSet();
    private final Map<Long, String> names = new TreeMap<>();

    private HolidayCalendar(String code, String source, int firstYear, int lastYear, List<HolidayRule> rules) {
        this.code = code;
        this.source = source;
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        firstDay = LocalDate.of(firstYear, 1, 1).toEpochDay();
        endDay = LocalDate.of(lastYear + 1, 1, 1).toEpochDay();
        SortedMap<LocalDate, String> kept = kept(rules);
        observe(rules, kept);
        kept.forEach((day, name) -> {
            if (covers(day.toEpochDay())) {
                days.set((int) (day.toEpochDay() - firstDay));
                names.put(day.toEpochDay(), name);
            }
        });
    }

    /**
     * The calendar of a code, such as {@code US} or {@code TARGET2}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static HolidayCalendar of(String code) {
        HolidayCalendar calendar = ALL.get(code);
        if (calendar == null) {
            throw new IllegalArgumentException("there is no calendar " + code + "; there are " + codes());
        }
        return calendar;
    }

    /** Codes of all calendars. */
    public static List<String> codes() {
        return FILES.codes();
    }

    /** Version of all calendars together. It stands in the text of each procedure that reads them. */
    public static int version() {
        return FILES.version();
    }

    /** Code of this calendar. */
    public String code() {
        return code;
    }

    /** Laws that rule it. */
    public String source() {
        return source;
    }

    /** First year covered. */
    public int firstYear() {
        return firstYear;
    }

    /** Last year covered. */
    public int lastYear() {
        return lastYear;
    }

    /** Whether a day lies in the years covered; no other day is a holiday. */
    public boolean covers(long epochDay) {
        return epochDay >= firstDay && epochDay < endDay;
    }

    /** Whether a day is a holiday, or one on which a holiday of a weekend is observed. */
    public boolean isHoliday(long epochDay) {
        return covers(epochDay) && days.get((int) (epochDay - firstDay));
    }

    /** What the holiday of a day is called, in English. */
    public Optional<String> name(long epochDay) {
        return Optional.ofNullable(names.get(epochDay));
    }

    /** Whether a day is Monday to Friday and no holiday. */
    public boolean isBusinessDay(long epochDay) {
        return Math.floorMod(epochDay + MONDAY_AFTER_DAY_0, 7L) < 5 && !isHoliday(epochDay);
    }

    private SortedMap<LocalDate, String> kept(List<HolidayRule> rules) {
        TreeMap<LocalDate, String> kept = new TreeMap<>();
        for (int year = firstYear; year <= lastYear; year++) {
            for (HolidayRule rule : rules) {
                rule.in(year).ifPresent(day -> add(kept, day, rule.name()));
            }
        }
        return kept;
    }

    /** Adds the working days on which holidays of weekends are observed, the earlier holiday first. */
    private void observe(List<HolidayRule> rules, SortedMap<LocalDate, String> kept) {
        TreeMap<LocalDate, HolidayRule> onWeekends = new TreeMap<>();
        for (int year = firstYear; year <= lastYear; year++) {
            for (HolidayRule rule : rules) {
                rule.in(year).filter(day -> moves(rule, day)).ifPresent(day -> onWeekends.put(day, rule));
            }
        }
        onWeekends.forEach((day, rule) -> add(kept, observed(day, rule, kept), rule.name() + " (observed)"));
    }

    private static boolean moves(HolidayRule rule, LocalDate day) {
        return weekend(day) && ("next".equals(rule.moved()) || "nearest".equals(rule.moved()));
    }

    private static LocalDate observed(LocalDate day, HolidayRule rule, Map<LocalDate, String> kept) {
        if ("nearest".equals(rule.moved())) {
            return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.minusDays(1) : day.plusDays(1);
        }
        LocalDate next = day.plusDays(1);
        while (weekend(next) || kept.containsKey(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private static void add(Map<LocalDate, String> kept, LocalDate day, String name) {
        kept.merge(day, name, (one, other) -> one + ", " + other);
    }

    private static Map<String, HolidayCalendar> read() {
        Map<String, HolidayCalendar> all = new LinkedHashMap<>();
        for (String code : FILES.codes()) {
            CalendarFiles.Content content = FILES.content(code);
            all.put(code, new HolidayCalendar(code, content.source(), content.firstYear(), content.lastYear(),
                    content.rules()));
        }
        return all;
    }
}
