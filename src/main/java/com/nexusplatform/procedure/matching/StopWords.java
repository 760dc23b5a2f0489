package com.nexusplatform.procedure.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that say nothing about who a party is, such as legal forms: data with a version. */
public final class StopWords {

    private static final String FILE = "stop-words.txt";
    private static final String VERSION_WORD = "version ";
    private static final List<String> LINES = lines();
    private static final int VERSION = LINES.stream()
        .filter(line -> line.startsWith(VERSION_WORD))
        .mapToInt(line -> Integer.parseInt(line.substring(VERSION_WORD.length())))
        .findFirst()
        .orElseThrow();
    private static final Map<String, Set<String>> SECTIONS = sections();

    private StopWords() {}

    /** Version of all lists together. */
    public static int version() {
        return VERSION;
    }

    /** The words of a section, {@code NAME} or {@code ADDRESS}. */
    static Set<String> of(String section) {
        return SECTIONS.getOrDefault(section, Set.of());
    }

    private static Map<String, Set<String>> sections() {
        Map<String, Set<String>> sections = new HashMap<>();
        Set<String> current = new HashSet<>();
        for (String line : LINES) {
            if (line.startsWith("[")) {
                current = new HashSet<>();
                sections.put(line.substring(1, line.length() - 1), current);
            } else if (!line.startsWith(VERSION_WORD)) {
                current.addAll(List.of(line.split(" ", -1)));
            }
        }
        return Map.copyOf(sections);
    }

    private static List<String> lines() {
        try (InputStream file = StopWords.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not beside " + StopWords.class.getName());
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
