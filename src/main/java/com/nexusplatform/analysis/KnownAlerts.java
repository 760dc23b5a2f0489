package com.nexusplatform.analysis;

import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;

/** The alerts of one result, each known by its rows and grade, with what became of them: what trials are held against. */
final class KnownAlerts {

    private static final int SHOWN = 20;

    /**
     * By what an alert is known: two of one result may ask about the same rows for other reasons.
     *
     * @param rows  its rows; a buffer is equal to another by what it holds
     * @param grade its grade, empty where its procedure knows none
     */
    private record Key(IntBuffer rows, String grade) {}

    private final Map<Key, Optional<DispositionOutcome>> outcomes = new HashMap<>();
    private final Map<DispositionOutcome, Integer> dispositioned = new EnumMap<>(DispositionOutcome.class);
    private final BitSet rows = new BitSet();
    private int hits;

    /** The grade of an alert among the steps of its explanation; empty where there is none. */
    static String grade(Map<String, Object> steps) {
        return Objects.toString(steps.get("grade"), "");
    }

    /** Adds an alert of a grade with the judgement that holds, if there is one. */
    void add(int[] rowNos, String grade, @Nullable DispositionOutcome outcome) {
        hits++;
        outcomes.putIfAbsent(new Key(IntBuffer.wrap(rowNos), grade), Optional.ofNullable(outcome));
        if (outcome != null) {
            dispositioned.merge(outcome, 1, Integer::sum);
        }
        for (int rowNo : rowNos) {
            rows.set(rowNo);
        }
    }

    /** What they say of the value that they were raised under. */
    WhatIf.Own under(Object value) {
        int judged = dispositioned.values().stream().mapToInt(Integer::intValue).sum();
        return new WhatIf.Own(value, hits, rows.cardinality(), dispositioned, hits - judged);
    }

    /** What an outcome under another value says beside them. */
    Trial beside(Object value, Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotApplicable(String reason, Map<String, Object> facts) ->
                trial(value, "NOT_APPLICABLE", reason, facts, List.of());
            case Outcome.Applicable(Map<String, Object> statistics, List<Alert> alerts) ->
                trial(value, "APPLICABLE", null, statistics, alerts);
        };
    }

    private Trial trial(Object value, String status, @Nullable String reason, Map<String, Object> figures,
            List<Alert> alerts) {
        Map<DispositionOutcome, Integer> judged = new EnumMap<>(DispositionOutcome.class);
        Set<Key> found = new HashSet<>();
        BitSet touched = new BitSet();
        int open = 0;
        int added = 0;
        for (Alert alert : alerts) {
            Key key = new Key(IntBuffer.wrap(alert.rows()), grade(alert.explanation().steps()));
            found.add(key);
            Optional<DispositionOutcome> known = outcomes.get(key);
            if (known == null) {
                added++;
            } else if (known.isEmpty()) {
                open++;
            } else {
                judged.merge(known.get(), 1, Integer::sum);
            }
            for (int rowNo : alert.rows()) {
                touched.set(rowNo);
            }
        }
        return new Trial(value, status, reason, StoredJson.write(figures), alerts.size(), touched.cardinality(), judged,
                open, added, missed(found), without(touched, rows), without(rows, touched));
    }

    private Map<DispositionOutcome, Integer> missed(Set<Key> found) {
        Map<DispositionOutcome, Integer> missed = new EnumMap<>(DispositionOutcome.class);
        outcomes.forEach((key, outcome) -> {
            if (!found.contains(key)) {
                outcome.ifPresent(judged -> missed.merge(judged, 1, Integer::sum));
            }
        });
        return missed;
    }

    private static Trial.Rows without(BitSet some, BitSet others) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(others);
        IntStream first = rest.stream().limit(SHOWN);
        return new Trial.Rows(rest.cardinality(), first.boxed().toList());
    }
}
