package com.nexusplatform.procedure.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.calendar.HolidayCalendar;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** LED-3 on hand-made moments. */
class UnusualTimesTests {

    private final UnusualTimes procedure = new UnusualTimes();

    @ParameterizedTest
    @CsvSource({"2025-01-11T12:00:00Z, WEEKEND, ONE", "2025-01-10T20:00:00Z, AFTER_HOURS, ONE",
            "2025-01-10T05:59:59Z, AFTER_HOURS, ONE", "2025-01-01T12:00:00Z, HOLIDAY, ONE",
            "2025-01-12T23:00:00Z, 'WEEKEND and AFTER_HOURS', MORE"})
    void findsEachCriterion(String instant, String criteria, String grade) {
        assertThat(applied("UTC", instant, Map.of("holidays", List.of("2025-01-01"))).alerts()).singleElement()
            .satisfies(alert -> {
                assertThat(alert.points()).isEqualTo(procedure.declaration().weights().points(grade));
                assertThat(alert.rows()).containsExactly(101);
                assertThat(alert.explanation().verdict()).startsWith(criteria + " at ");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-01-10T19:59:59Z", "2025-01-10T06:00:00Z", "2025-01-13T12:00:00Z"})
    void letsBusinessHoursPass(String instant) {
        assertThat(applied("UTC", instant, Map.of()).alerts()).isEmpty();
    }

    @Test
    void readsTheClockOfTheZone() {
        String saturdayInTokyo = "2025-01-10T15:30:00Z";
        assertThat(applied("UTC", saturdayInTokyo, Map.of()).alerts()).isEmpty();
        assertThat(applied("Asia/Tokyo", saturdayInTokyo, Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().sentence())
                .contains("Saturday 2025-01-11 00:30, on a weekend day and outside business hours"));
        assertThat(applied("UTC", saturdayInTokyo, Map.of("timeZone", "Asia/Tokyo")).alerts()).hasSize(1);
    }

    @Test
    void judgesNoWeekendWithoutFreeDays() {
        assertThat(applied("UTC", "2025-01-11T12:00:00Z", Map.of("weekend", List.of())).statistics().toString())
            .contains("no day of the week is free");
    }

    @Test
    void judgesNoHoursWhereBusinessNeverRests() {
        Outcome.Applicable outcome = applied("UTC", "2025-01-10T03:00:00Z",
                Map.of("businessHoursFrom", "08:00", "businessHoursTo", "08:00"));
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics().toString()).contains("business never rests");
    }

    @Test
    void followsDaylightSaving() {
        assertThat(applied("Europe/Berlin", "2025-07-10T18:30:00Z", Map.of()).alerts()).hasSize(1);
        assertThat(applied("Europe/Berlin", "2025-01-10T18:30:00Z", Map.of()).alerts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"US, 2025-07-04T12:00:00Z, Independence Day", "TARGET2, 2025-04-18T12:00:00Z, Good Friday",
            "GB, 2022-01-03T12:00:00Z, New Year's Day (observed)"})
    void looksUpHolidaysOfTheCalendarChosen(String calendar, String instant, String name) {
        assertThat(applied("UTC", instant, Map.of()).alerts()).isEmpty();
        assertThat(applied("UTC", instant, Map.of("calendar", calendar)).alerts()).singleElement()
            .satisfies(alert -> {
                assertThat(alert.explanation().sentence()).endsWith(", on a holiday (" + name + ").");
                assertThat(alert.explanation().constants()).containsEntry("calendar",
                        calendar + " version " + HolidayCalendar.version());
                assertThat(alert.explanation().steps()).containsEntry("holiday", name);
            });
    }

    @Test
    void saysHowManyRowsTheCalendarDoesNotCover() {
        assertThat(applied("UTC", "1999-12-27T12:00:00Z", Map.of("calendar", "GB")).statistics())
            .containsEntry("rowsBeyondCalendar", 1)
            .containsEntry("calendar", "GB version " + HolidayCalendar.version());
    }

    @Test
    void explainsADocumentByItsStrongestRow() {
        long evening = Instant.parse("2025-01-11T19:00:00Z").getEpochSecond() * 1_000_000;
        long night = Instant.parse("2025-01-11T21:00:00Z").getEpochSecond() * 1_000_000;
        long[] micros = new long[40];
        Arrays.fill(micros, Instant.parse("2025-01-10T12:00:00Z").getEpochSecond() * 1_000_000);
        micros[10] = evening;
        micros[11] = night;
        ColumnarLedger ledger = ColumnarLedger.builder(40)
            .instants(Field.POSTED_AT, micros, true)
            .text(Field.DOCUMENT_NO, documents(40, 2))
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(11, 12);
            assertThat(alert.explanation().inputs()).containsEntry("row", 12)
                .containsEntry("local",
                        "2025-01-11 21:00");
            assertThat(alert.explanation().steps().get("criteria")).isEqualTo(List.of("WEEKEND", "AFTER_HOURS"));
        });
    }

    @Test
    void judgesDatesByTheDayAlone() {
        LocalDate[] days = new LocalDate[20];
        Arrays.fill(days, LocalDate.of(2025, 1, 10));
        days[3] = LocalDate.of(2025, 1, 11);
        ColumnarLedger ledger = ColumnarLedger.builder(20)
            .zone(ZoneId.of("America/New_York"))
            .days(Field.POSTED_AT, days)
            .build();
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of());
        assertThat(outcome.alerts()).singleElement().satisfies(alert -> assertThat(alert.rows()).containsExactly(4));
        assertThat(outcome.statistics().get("criteria")).asString().contains("dates without a time of day");
    }

    @Test
    void bringsTheLinesOfADocumentTogether() {
        ColumnarLedger ledger = ColumnarLedger.builder(40)
            .days(Field.POSTED_AT, days(40, 3))
            .text(Field.DOCUMENT_NO, documents(40, 2))
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).extracting(Alert::rows)
            .containsExactly(new int[]{1, 2}, new int[]{3});
    }

    @Test
    void saysNothingWhereTheInstitutionWorksOnWeekends() {
        ColumnarLedger ledger = ColumnarLedger.builder(20).days(Field.POSTED_AT, days(20, 3)).build();
        assertThat(Performing.perform(procedure, ledger)).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                outcome -> assertThat(outcome.reason()).contains("3 of 20 dated rows meet it",
                        "such times are ordinary here"));
        assertThat(Performing.perform(procedure, ColumnarLedger.builder(1).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @ParameterizedTest
    @CsvSource({"timeZone, Mars/Olympus", "businessHoursFrom, six",
            "businessHoursTo, 25:00"})
    void refusesAParameterThatItCannotRead(String parameter, String value) {
        refuses(parameter, value);
    }

    @Test
    void refusesAHolidayThatIsNoDay() {
        refuses("holidays", List.of("2025-12-25", "2025-02-30"));
        refuses("weekend", List.of("Saturday"));
    }

    private void refuses(String parameter, Object value) {
        assertThatThrownBy(() -> Parameters.of(procedure.declaration(), Map.of(parameter, value)))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("LED-3: " + parameter + " must be");
    }

    @Test
    void takesTheDayOfEffectWhereNothingElseIsMapped() {
        LocalDate[] days = days(20, 1);
        ColumnarLedger ledger = ColumnarLedger.builder(20)
            .dates(Field.EFFECTIVE_ON, Arrays.stream(days).mapToInt(day -> (int) day.toEpochDay()).toArray())
            .build();
        Outcome.Applicable said = Performing.applied(procedure, ledger, Map.of());
        assertThat(said.statistics()).containsEntry("moment", "effectiveOn");
        assertThat(said.statistics().get("criteria").toString())
            .contains("effectiveOn gives dates without a time of day");
        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1);
            assertThat(alert.explanation().sentence()).startsWith("Row 1 of the entry of 1 row is dated Saturday ");
        });
    }

    @Test
    void prefersTheColumnWithATimeOfDay() {
        long night = Instant.parse("2025-01-10T23:00:00Z").getEpochSecond() * 1_000_000;
        long noon = Instant.parse("2025-01-10T12:00:00Z").getEpochSecond() * 1_000_000;
        long[] entered = new long[20];
        Arrays.fill(entered, noon);
        entered[7] = night;
        ColumnarLedger ledger = ColumnarLedger.builder(20)
            .days(Field.POSTED_AT, days(20, 0))
            .instants(Field.ENTERED_AT, entered, true)
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).hasSize(1);
        assertThat(Performing.applied(procedure, ledger, Map.of("moment", "postedAt")).alerts()).isEmpty();
    }

    private Outcome.Applicable applied(String zone, String instant, Map<String, ?> parameters) {
        List<String> instants = new ArrayList<>(Collections.nCopies(100, "2025-01-10T12:00:00Z"));
        instants.add(instant);
        long[] micros = instants.stream().mapToLong(at -> Instant.parse(at).getEpochSecond() * 1_000_000).toArray();
        if ("Asia/Tokyo".equals(zone) || parameters.containsKey("timeZone")) {
            Arrays.fill(micros, 0, 100, Instant.parse("2025-01-10T03:00:00Z").getEpochSecond() * 1_000_000);
        }
        ColumnarLedger ledger = ColumnarLedger.builder(micros.length)
            .zone(ZoneId.of(zone))
            .instants(Field.POSTED_AT, micros, true)
            .build();
        return Performing.applied(procedure, ledger, parameters);
    }

    private static LocalDate[] days(int rows, int onSaturday) {
        LocalDate[] days = new LocalDate[rows];
        for (int i = 0; i < rows; i++) {
            days[i] = LocalDate.of(2025, 1, i < onSaturday ? 11 : 10);
        }
        return days;
    }

    private static String[] documents(int rows, int lines) {
        String[] documents = new String[rows];
        for (int i = 0; i < rows; i++) {
            documents[i] = "D" + i / lines;
        }
        return documents;
    }
}
