package com.nexusplatform.procedure.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calendars of holidays against published lists of single years. */
class HolidayCalendarTests {

    static List<String> codes() {
        return HolidayCalendar.codes();
    }

    /** Earliest and latest possible dates, and years of the tables of the churches and of the US Census Bureau. */
    @ParameterizedTest
    @ValueSource(strings = {"1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19",
            "2000-04-23", "2002-03-31", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2020-04-12",
            "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
            "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"})
    void knowsEasterAsTheTablesHaveIt(String sunday) {
        LocalDate day = LocalDate.parse(sunday);
        assertThat(Easter.sunday(day.getYear())).isEqualTo(day);
    }

    /** Holidays on weekdays, as published: opm.gov, gov.uk, the Laender, service-public.fr, ECB, BOE, RIS, Canada.ca, fairwork.gov.au. */
    @ParameterizedTest
    @CsvSource({
            "US, 2021, 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
            "US, 2022, 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
            "US, 2020, 01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
            "GB, 2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
            "GB, 2022, 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
            "GB, 2021, 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
            "GB, 2011, 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
            "GB, 2012, 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
            "GB, 2002, 01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
            "GB, 2023, 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
            "DE, 2017, 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26",
            "DE, 2025, 01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26",
            "FR, 2025, 01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-11 12-25",
            "CH, 2025, 01-01 05-29 08-01 12-25",
            "ES, 2025, 01-01 01-06 04-18 05-01 08-15 12-08 12-25",
            "NL, 2025, 01-01 04-18 04-21 05-05 05-29 06-09 12-25 12-26",
            "NL, 2008, 01-01 03-21 03-24 04-30 05-01 05-05 05-12 12-25 12-26",
            "IT, 2011, 01-06 03-17 04-25 06-02 08-15 11-01 12-08 12-26",
            "IT, 2027, 01-01 01-06 03-29 06-02 10-04 11-01 12-08",
            "AT, 2025, 01-01 01-06 04-21 05-01 05-29 06-09 06-19 08-15 12-08 12-25 12-26",
            "CA, 2023, 01-02 04-07 05-22 07-03 09-04 10-02 10-09 11-13 12-25 12-26",
            "CA, 2020, 01-01 04-10 05-18 07-01 09-07 10-12 11-11 12-25 12-28",
            "AU, 2022, 01-03 01-26 04-15 04-18 04-25 09-22 12-26 12-27",
            "TARGET2, 2024, 01-01 03-29 04-01 05-01 12-25 12-26"})
    void keepsTheDaysThatWerePublished(String code, int year, String days) {
        HolidayCalendar calendar = HolidayCalendar.of(code);
        List<String> found = daysOf(year).mapToObj(LocalDate::ofEpochDay)
            .filter(day -> calendar.isHoliday(day.toEpochDay()) && day.getDayOfWeek().getValue() < 6)
            .map(day -> day.toString().substring(5))
            .toList();
        assertThat(String.join(" ", found)).isEqualTo(days);
    }

    @Test
    void movesTheKingsDayFromSunday() {
        HolidayCalendar calendar = HolidayCalendar.of("NL");
        assertThat(calendar.name(LocalDate.of(2025, 4, 26).toEpochDay())).hasValue("King's Day");
        assertThat(calendar.isHoliday(LocalDate.of(2025, 4, 27).toEpochDay())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void namesEveryHolidayAndItsSource(String code) {
        HolidayCalendar calendar = HolidayCalendar.of(code);
        assertThat(calendar.code()).isEqualTo(code);
        assertThat(calendar.source()).isNotBlank();
        assertThat(IntStream.rangeClosed(calendar.firstYear(), calendar.lastYear()).boxed()).allSatisfy(year -> {
            long count = daysOf(year).filter(calendar::isHoliday).count();
            assertThat(count).isBetween(4L, 18L);
            assertThat(daysOf(year).filter(day -> calendar.name(day).isPresent()).count()).isEqualTo(count);
        });
    }

    @Test
    void tellsBusinessDaysFromOthers() {
        HolidayCalendar calendar = HolidayCalendar.of("DE");
        assertThat(calendar.isBusinessDay(LocalDate.of(2025, 10, 2).toEpochDay())).isTrue();
        assertThat(calendar.isBusinessDay(LocalDate.of(2025, 10, 3).toEpochDay())).isFalse();
        assertThat(calendar.isBusinessDay(LocalDate.of(2025, 10, 4).toEpochDay())).isFalse();
        assertThat(calendar.isBusinessDay(LocalDate.of(1969, 12, 31).toEpochDay())).isTrue();
    }

    @Test
    void saysNothingBeyondItsYears() {
        HolidayCalendar calendar = HolidayCalendar.of("US");
        long before = LocalDate.of(calendar.firstYear() - 1, 12, 25).toEpochDay();
        long after = LocalDate.of(calendar.lastYear() + 1, 12, 25).toEpochDay();
        assertThat(List.of(before, after, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2))
            .noneMatch(calendar::covers)
            .noneMatch(calendar::isHoliday);
        assertThatThrownBy(() -> HolidayCalendar.of("XX")).isInstanceOf(IllegalArgumentException.class);
        assertThat(HolidayCalendar.version()).isPositive();
    }

    private static LongStream daysOf(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return LongStream.range(first.toEpochDay(), first.plusYears(1).toEpochDay());
    }
}
