package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.ledger.Masking;

/**
 * What a reader sees of the {@link FreeWords} of plans, where the plans have them and where procedures repeat them. A word is
 * found where it stands by itself, as the plan spells it.
 */
final class MaskedWords {

    /** Members of figures that are the procedure's own, and no words. */
    private static final int OWN_FIGURES = 1;
    /** Members of an explanation that are the procedure's own: its parts, and the names in them. */
    private static final int OWN_PARTS = 2;

    private final FreeWords words;
    private final Masking masking;
    private final Map<String, String> marks = new HashMap<>();
    /** So that none is shown by half. */
    private final List<String> longestFirst;

    MaskedWords(FreeWords words, Masking masking, Collection<Plan> plans) {
        this.words = words;
        this.masking = masking;
        if (masking.hides()) {
            plans.forEach(plan -> words.of(plan).forEach(word -> marks.put(word, masking.value(word))));
        }
        longestFirst = marks.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    /** A run as the reader sees it. */
    Run run(Run run) {
        String differences = run.differences();
        return longestFirst.isEmpty()
                ? run
                : run.with(run.plan().with((ordinal, step) -> step(step)),
                        differences == null ? null : json(differences, OWN_FIGURES));
    }

    /** A result as the reader sees it. */
    Result result(Result result) {
        String reason = result.reason();
        return longestFirst.isEmpty()
                ? result
                : result.with(step(result.step()).parametersJson(), reason == null ? null : text(reason),
                        json(result.statistics(), OWN_FIGURES));
    }

    /** An alert in a list as the reader sees it. */
    AlertSummary alert(AlertSummary alert) {
        return longestFirst.isEmpty() ? alert : alert.saying(text(alert.sentence()));
    }

    /** The arithmetic of an alert as the reader sees it. */
    String explanation(String json) {
        return longestFirst.isEmpty() ? json : json(json, OWN_PARTS);
    }

    /** What was tried as the reader sees it. */
    WhatIf whatIf(WhatIf tried) {
        return longestFirst.isEmpty()
                ? tried
                : tried.with(tried.trials()
                    .stream()
                    .map(trial -> trial.with(trial.reason() == null ? null : text(trial.reason()),
                            json(trial.statistics(), OWN_FIGURES)))
                    .toList());
    }

    private Plan.Step step(Plan.Step step) {
        return words.changed(step, (parameter, place, word) -> masking.value(word));
    }

    private String json(String json, int own) {
        return StoredJson.write(Objects.requireNonNull(shown(StoredJson.read(json), own)));
    }

    private @Nullable Object shown(@Nullable Object value, int own) {
        return switch (value) {
            case String text -> text(text);
            case List<?> items -> {
                List<@Nullable Object> shown = new ArrayList<>();
                items.forEach(item -> shown.add(shown(item, own)));
                yield shown;
            }
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                StoredJson.object(members)
                    .forEach((name, member) -> shown.put(own > 0 ? name : text(name), shown(member, own - 1)));
                yield shown;
            }
            case null, default -> value;
        };
    }

    private String text(String text) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            String word = wordAt(text, at);
            shown.append(word == null ? text.charAt(at) : marks.get(word));
            at += word == null ? 1 : word.length();
        }
        return shown.toString();
    }

    private @Nullable String wordAt(String text, int at) {
        if (at > 0 && Character.isLetterOrDigit(text.codePointBefore(at))) {
            return null;
        }
        for (String word : longestFirst) {
            int end = at + word.length();
            if (text.startsWith(word, at)
                    && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))) {
                return word;
            }
        }
        return null;
    }
}
