package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.CanonicalJson;

/** Compares a run with the one that it repeats: what went in, what each procedure said, and what only one of them selected. */
final class Comparison {

    /** Alerts of one result and the same result of another run. */
    @FunctionalInterface
    interface AlertSource {

        /** Alerts that differ between the results at two places, as differences of the procedure named. */
        List<Difference> compare(String procedure, Place original, Place reperformed);
    }

    /**
     * A result's place.
     *
     * @param runId   run
     * @param ordinal place in the plan
     */
    record Place(UUID runId, int ordinal) {}

    private static final int MOST_FOR_A_PROCEDURE = 100;

    private final List<Difference> found = new ArrayList<>();

    private Comparison() {}

    /** Every difference, inputs first, then procedure by procedure. */
    static List<Difference> of(Run original, List<Result> originalResults, Run reperformed,
            List<Result> reperformedResults, AlertSource alerts) {
        Comparison comparison = new Comparison();
        comparison.inputs(original, reperformed);
        Map<String, Integer> there = places(original.plan());
        Map<String, Integer> here = places(reperformed.plan());
        Set<String> labels = new LinkedHashSet<>(there.keySet());
        labels.addAll(here.keySet());
        for (String label : labels) {
            Integer thereAt = there.get(label);
            Integer hereAt = here.get(label);
            if (thereAt == null || hereAt == null) {
                comparison.values("procedure", label, reference(original, thereAt), reference(reperformed, hereAt));
                continue;
            }
            comparison.plans(label, original.plan().steps().get(thereAt), reperformed.plan().steps().get(hereAt));
            if (original.resultHash() == null) {
                continue;
            }
            Result before = originalResults.get(thereAt);
            Result after = reperformedResults.get(hereAt);
            if (!before.resultHash().equals(after.resultHash())) {
                comparison.results(label, before, after);
                comparison.found.addAll(alerts.compare(label, new Place(original.id(), thereAt),
                        new Place(reperformed.id(), hereAt)));
            }
        }
        return comparison.found;
    }

    private void inputs(Run original, Run reperformed) {
        values("datasetId", null, original.datasetId().toString(), reperformed.datasetId().toString());
        Inputs before = original.inputs();
        Inputs after = reperformed.inputs();
        values("contentSha256", null, before.contentSha256(), after.contentSha256());
        values("mappingSha256", null, before.mappingSha256(), after.mappingSha256());
        values("masters", null, before.mastersByKind(), after.mastersByKind());
        values("engine", null, before.engine(), after.engine());
        values("weights", null, before.weights(), after.weights());
        values("order", null, String.join(" ", original.plan().labels()),
                String.join(" ", reperformed.plan().labels()));
        values("runStatus", null, original.status().name(), RunStatus.SUCCEEDED.name());
    }

    private void plans(String label, Plan.Step before, Plan.Step after) {
        values("version", label, before.version(), after.version());
        values("parameters", label, before.parameters(), after.parameters());
    }

    private void results(String label, Result before, Result after) {
        int already = found.size();
        values("status", label, before.status(), after.status());
        values("reason", label, before.reason(), after.reason());
        values("statistics", label, StoredJson.read(before.statistics()), StoredJson.read(after.statistics()));
        values("alertCount", label, before.alertCount(), after.alertCount());
        if (found.size() - already > MOST_FOR_A_PROCEDURE) {
            found.subList(already + MOST_FOR_A_PROCEDURE, found.size()).clear();
        }
    }

    /** Goes down into objects and into lists of one length, so that the difference is named where it is. */
    private void values(String what, @Nullable String label, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> && after instanceof Map<?, ?>) {
            Map<String, Object> there = StoredJson.object(before);
            Map<String, Object> here = StoredJson.object(after);
            Set<String> names = new LinkedHashSet<>(there.keySet());
            names.addAll(here.keySet());
            names.forEach(name -> values(what + "." + name, label, there.get(name), here.get(name)));
        } else if (before instanceof List<?> there && after instanceof List<?> here && there.size() == here.size()) {
            IntStream.range(0, there.size())
                .forEach(i -> values(what + "[" + i + "]", label, there.get(i), here.get(i)));
        } else if (!Objects.equals(before, after)
                && !CanonicalJson.write(before).equals(CanonicalJson.write(after))) {
            found.add(Difference.of(what, label, before, after));
        }
    }

    private static Map<String, Integer> places(Plan plan) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> labels = plan.labels();
        IntStream.range(0, labels.size()).forEach(i -> places.put(labels.get(i), i));
        return places;
    }

    private static @Nullable String reference(Run run, @Nullable Integer place) {
        return place == null ? null : run.plan().steps().get(place).reference();
    }
}
