package com.nexusplatform.procedure.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Weights;

/**
 * A word or phrase that LED-7 looks for.
 *
 * @param language ISO 639 code, or {@code added} for one of the parameters
 * @param grade    grade of the weights
 * @param words    the phrase as it is written down
 * @param folded   the phrase as it is compared
 */
record Keyword(String language, String grade, String words, String folded) {

    private static final List<String> LINES = read();
    private static final Set<String> FOLDED = LINES.stream()
        .skip(1)
        .map(line -> read(line).folded)
        .collect(Collectors.toUnmodifiableSet());
    private static final String ADDED = "ADDED";
    private static final Weights WEIGHTS = Weights.of("LED-7");

    /** Languages of the dictionary. */
    static List<String> languages() {
        return LINES.stream().skip(1).map(line -> line.substring(0, 2)).distinct().toList();
    }

    /** Version of the dictionary. */
    static int version() {
        return Integer.parseInt(LINES.getFirst().substring("version ".length()));
    }

    /**
     * The keywords of the parameters {@code languages}, {@code add} and {@code without}: one for each folded phrase, the first one
     * written down; those added come first, with the grade of the dictionary where that is the stronger.
     */
    static List<Keyword> of(Parameters parameters) {
        Map<String, Keyword> dictionary = dictionary(parameters);
        parameters.texts("without").forEach(words -> dictionary.remove(FoldedText.of(words)));
        Map<String, Keyword> keywords = new LinkedHashMap<>();
        for (String words : parameters.texts("add")) {
            Keyword known = dictionary.get(FoldedText.of(words));
            keywords.putIfAbsent(FoldedText.of(words),
                    known != null && WEIGHTS.points(known.grade) > WEIGHTS.points(ADDED)
                            ? known
                            : new Keyword("added", ADDED, words, FoldedText.of(words)));
        }
        dictionary.forEach(keywords::putIfAbsent);
        return List.copyOf(keywords.values());
    }

    /** Whether the dictionary of any language has the words. */
    static boolean isInDictionary(String words) {
        return FOLDED.contains(FoldedText.of(words));
    }

    /** Those of the parameter {@code without} that the dictionary does not have. */
    static List<String> notInDictionary(Parameters parameters) {
        Map<String, Keyword> dictionary = dictionary(parameters);
        return parameters.texts("without")
            .stream()
            .filter(words -> !dictionary.containsKey(FoldedText.of(words)))
            .toList();
    }

    private static Map<String, Keyword> dictionary(Parameters parameters) {
        List<String> languages = parameters.texts("languages");
        Map<String, Keyword> dictionary = new LinkedHashMap<>();
        LINES.stream()
            .skip(1)
            .map(Keyword::read)
            .filter(keyword -> languages.contains(keyword.language))
            .forEach(keyword -> dictionary.putIfAbsent(keyword.folded, keyword));
        return dictionary;
    }

    private static Keyword read(String line) {
        String[] parts = line.split(" ", 3);
        return new Keyword(parts[0], parts[1], parts[2], FoldedText.of(parts[2]));
    }

    private static List<String> read() {
        try (InputStream file = Keyword.class.getResourceAsStream("keywords.txt")) {
            if (file == null) {
                throw new IllegalStateException("keywords.txt is not beside " + Keyword.class.getName());
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
