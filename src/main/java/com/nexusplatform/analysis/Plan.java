package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.vault.SealingKey;

/**
 * The procedures of a run in the order of their results.
 *
 * @param steps at least one
 */
public record Plan(List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** What becomes of a text of a step. */
    @FunctionalInterface
    interface TextChange {

        /** The text to put for the one of a parameter, at a place in its list. */
        String of(String parameter, int place, String text);
    }

    /**
     * One procedure of a plan.
     *
     * @param procedure  code
     * @param version    version of the catalogue when the plan was made
     * @param parameters every parameter by name, given or default
     */
    public record Step(String procedure, int version, Map<String, Object> parameters) {

        /** Code and version, such as {@code DIG-2@1}. */
        public String reference() {
            return procedure + "@" + version;
        }

        /**
         * The same step with other texts.
         *
         * @param change the text of a place to be put there instead
         */
        Step with(TextChange change) {
            Map<String, Object> changed = new TreeMap<>();
            parameters.forEach((name, value) -> changed.put(name, switch (value) {
                case String text -> change.of(name, 0, text);
                case List<?> items -> {
                    List<Object> texts = new ArrayList<>();
                    for (Object item : items) {
                        texts.add(item instanceof String text ? change.of(name, texts.size(), text) : item);
                    }
                    yield List.copyOf(texts);
                }
                default -> value;
            }));
            return new Step(procedure, version, changed);
        }

        /** The parameters as one JSON object. */
        String parametersJson() {
            return CanonicalJson.write(parameters);
        }
    }

    /** A name for each step that is unique in the plan: the code, with {@code #2} and so on where it occurs again. */
    List<String> labels() {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>();
        for (Step step : steps) {
            int nth = seen.merge(step.procedure(), 1, Integer::sum);
            labels.add(nth == 1 ? step.procedure() : step.procedure() + "#" + nth);
        }
        return labels;
    }

    /** Whether some of its texts are sealed. */
    boolean isSealed() {
        return steps.stream()
            .flatMap(step -> step.parameters().values().stream())
            .flatMap(value -> value instanceof List<?> items ? items.stream() : Stream.of(value))
            .anyMatch(value -> value instanceof String text && SealingKey.isSealed(text));
    }

    /** The same plan with every step changed, which is given with its place. */
    Plan with(BiFunction<Integer, Step, Step> change) {
        return new Plan(IntStream.range(0, steps.size()).mapToObj(i -> change.apply(i, steps.get(i))).toList());
    }

    /** The plan as stored. */
    String json() {
        return CanonicalJson.write(steps.stream()
            .map(step -> Map.of("procedure", step.procedure(), "version", step.version(), "parameters",
                    step.parameters()))
            .toList());
    }

    /** The plan that {@link #json} wrote. */
    static Plan parse(String json) {
        List<Step> steps = new ArrayList<>();
        for (Object item : StoredJson.list(json)) {
            Map<String, Object> members = StoredJson.object(item);
            steps.add(new Step(member(members, "procedure").toString(),
                    Integer.parseInt(member(members, "version").toString()),
                    StoredJson.object(member(members, "parameters"))));
        }
        return new Plan(steps);
    }

    private static Object member(Map<String, Object> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }
}
