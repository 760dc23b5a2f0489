package com.nexusplatform.ledger.format;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Date patterns and what they read. */
class DatePatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"yyyy-MM-dd | 2025-02-28 | 2025-02-28T00:00",
            "dd/MM/yyyy | 3/4/2025 | 2025-04-03T00:00",
            "MM/dd/yyyy | 3/4/2025 | 2025-03-04T00:00", "dd.MM.yyyy | 29.02.2024 | 2024-02-29T00:00",
            "dd-MMM-yyyy | 14-Jan-2011 | 2011-01-14T00:00", "dd-MMM-yy | 20-Jun-13 | 2013-06-20T00:00",
            "dd-MMM-yy | 20-JUN-70 | 1970-06-20T00:00", "dd-MMM-yy | 20-jun-69 | 2069-06-20T00:00",
            "d MMM yyyy | 1 September 2025 | 2025-09-01T00:00", "d MMM yyyy | 1 Sept 2025 | 2025-09-01T00:00",
            "MMM d, yyyy | May 7, 2025 | 2025-05-07T00:00", "yyyyMMdd | 20251231 | 2025-12-31T00:00",
            "dd/MM/yy | 01/02/99 | 1999-02-01T00:00",
            "yyyy-MM-dd'T'HH:mm:ss | 2025-01-02T03:04:05 | 2025-01-02T03:04:05",
            "yyyy-MM-dd HH:mm | 2025-01-02 3:04 | 2025-01-02T03:04",
            "yyyy-MM-dd'T'HH:mm:ss.S | 2025-01-02T03:04:05.123456789 | 2025-01-02T03:04:05.123456",
            "yyyy-MM-dd[ HH:mm:ss] | 2025-01-02 | 2025-01-02T00:00",
            "yyyy-MM-dd[ HH:mm[:ss]] | 2025-01-02 03:04 | 2025-01-02T03:04",
            "MM/dd/yyyy hh:mm a | 1/2/2025 12:05 AM | 2025-01-02T00:05",
            "MM/dd/yyyy hh:mma | 1/2/2025 1:05pm | 2025-01-02T13:05"})
    void readsDatesAndTimes(String pattern, String text, LocalDateTime expected) {
        DateReading reading = new DateReading();
        assertThat(read(pattern, text, reading)).isEqualTo(DatePattern.Outcome.READ);
        assertThat(LocalDate.ofEpochDay(reading.epochDay())).isEqualTo(expected.toLocalDate());
        assertThat(reading.microsOfDay()).isEqualTo(expected.toLocalTime().toNanoOfDay() / 1000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Z | 0", "z | 0", "+02 | 7200", "+0530 | 19800", "-03:30 | -12600"})
    void readsOffsets(String text, int seconds) {
        DateReading reading = new DateReading();
        assertThat(read("yyyy-MM-dd'T'HH:mm:ssX", "2025-01-02T03:04:05" + text, reading))
            .isEqualTo(DatePattern.Outcome.READ);
        assertThat(reading.offsetSeconds).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dd/MM/yyyy | 31/02/2025", "dd/MM/yyyy | 00/01/2025",
            "MM/dd/yyyy | 13/01/2025",
            "yyyy-MM-dd | 2023-02-29", "yyyy-MM-dd | 1900-02-29", "yyyy-MM-dd HH:mm | 2025-01-01 24:00",
            "yyyy-MM-dd hh:mma | 2025-01-01 13:00PM"})
    void knowsDaysAndTimesThatNeverWere(String pattern, String text) {
        assertThat(read(pattern, text, new DateReading())).isEqualTo(DatePattern.Outcome.NO_SUCH_DAY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dd/MM/yyyy | 01-02-2025", "dd/MM/yyyy | 01/02/25", "dd/MM/yyyy | 01/02/2025x",
            "yyyy-MM-dd | n/a", "dd-MMM-yyyy | 01-Foo-2025", "dd-MMM-yyyy | 01-Janu-2025", "yyyyMMdd | 2025123",
            "yyyy-MM-dd | 2025-01-01T00:00:00",
            "yyyy-MM-dd'T'HH:mm:ssX | 2025-01-02T03:04:05", "yyyy-MM-dd HH:mm.S | 2025-01-02 03:04."})
    void knowsOtherForms(String pattern, String text) {
        assertThat(read(pattern, text, new DateReading())).isEqualTo(DatePattern.Outcome.OTHER_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/MM", "yyyy-MM-dd'T", "[yyyy-MM-dd", "yyyy-MM-dd]", "yyyy-QQ-dd", "yyyy年MM-dd", ""})
    void refusesWhatIsNoPattern(String pattern) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> DatePattern.of(pattern));
        assertThat(refusal.type()).isEqualTo(ProblemType.MAPPING_REFUSED);
        assertThat(refusal.detail()).contains("is not a date pattern");
    }

    @Test
    void countsDaysAsTheCalendarDoes() {
        DateReading reading = new DateReading();
        for (LocalDate day = LocalDate.of(1899, 12, 25); day.getYear() < 2105; day = day.plusDays(1)) {
            read("yyyy-MM-dd", day.toString(), reading);
            assertThat((long) reading.epochDay()).isEqualTo(day.toEpochDay());
        }
    }

    @Test
    void agreesWithTheLibraryOnRandomTimes() {
        Random random = new Random(7);
        DateReading reading = new DateReading();
        for (String pattern : new String[]{"dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "dd-MMM-yyyy HH:mm:ss",
                "yyyyMMddHHmmss"}) {
            DateTimeFormatter library = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            for (int i = 0; i < 2_000; i++) {
                LocalDateTime time = LocalDateTime.ofEpochSecond(random.nextLong(4_000_000_000L), 0, ZoneOffset.UTC);
                assertThat(read(pattern, library.format(time), reading)).isEqualTo(DatePattern.Outcome.READ);
                assertThat(reading.epochDay() * 86_400L + reading.microsOfDay() / 1_000_000)
                    .isEqualTo(time.toEpochSecond(ZoneOffset.UTC));
            }
        }
    }

    @Test
    void turnsLocalTimesIntoInstantsAsTheZoneDoes() {
        Random random = new Random(11);
        for (String zone : new String[]{"Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
                "UTC", "+05:30"}) {
            ZoneClock clock = new ZoneClock(ZoneId.of(zone));
            for (int i = 0; i < 5_000; i++) {
                LocalDateTime time = LocalDateTime.ofEpochSecond(random.nextLong(2_000_000_000L), 0, ZoneOffset.UTC);
                long expected = time.toEpochSecond(ZoneId.of(zone).getRules().getOffset(time)) * 1_000_000L;
                assertThat(
                        clock.instant((int) time.toLocalDate().toEpochDay(), time.toLocalTime().toNanoOfDay() / 1000))
                    .isEqualTo(expected);
            }
        }
    }

    private static DatePattern.Outcome read(String pattern, String text, DateReading reading) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DatePattern.of(pattern).read(bytes, 0, bytes.length, reading);
    }
}
