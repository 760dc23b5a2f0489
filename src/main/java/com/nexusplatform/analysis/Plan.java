package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nexusplatform.shared.CanonicalJson;

/**
 * The procedures of a run in the order of their results.
 *
 * @param steps at least one
 */
public record Plan(List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
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
