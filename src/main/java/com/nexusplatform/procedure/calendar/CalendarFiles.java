package com.nexusplatform.procedure.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The calendars as they are written down: {@code calendars.txt} names them, one file each holds source, years and rules. */
final class CalendarFiles {

    private final int version;
    private final List<String> codes;

    CalendarFiles() {
        List<String> lines = lines("calendars.txt");
        version = Integer.parseInt(after("version ", lines.getFirst()));
        codes = List.of(lines.get(1).split(" ", -1));
    }

    /**
     * Content of one file.
     *
     * @param source    laws that rule the days
     * @param firstYear first year for which the rules were compared with them
     * @param lastYear  last year
     * @param rules     the holidays
     */
    record Content(String source, int firstYear, int lastYear, List<HolidayRule> rules) {}

    int version() {
        return version;
    }

    List<String> codes() {
        return codes;
    }

    Content content(String code) {
        List<String> lines = lines(code + ".txt");
        int[] years = Arrays.stream(after("years ", lines.get(1)).split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        return new Content(after("source ", lines.getFirst()), years[0], years[1],
                lines.stream().skip(2).map(HolidayRule::read).toList());
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw new IllegalStateException("a calendar has a line that begins with " + word);
        }
        return line.substring(word.length());
    }

    private static List<String> lines(String name) {
        try (InputStream file = CalendarFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not beside " + CalendarFiles.class.getName());
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
