package com.nexusplatform.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that goes into a run and may change what comes out of it.
 *
 * @param contentSha256 digest of the dataset's canonical rows
 * @param mappingSha256 digest of the dataset's mapping
 * @param plan          procedures with every parameter
 * @param masters       second datasets, at most one of a kind, in the order of the kinds
 * @param engine        version of the engine
 * @param weights       version of the points of alerts; 0 for a run from before they had one
 */
public record Inputs(String contentSha256, String mappingSha256, Plan plan, List<Master> masters, int engine,
        int weights) {

    public Inputs {
        masters = masters.stream().sorted(Comparator.comparing(Master::kind)).toList();
    }

    /** The same inputs for one procedure of the plan alone. */
    Inputs limitedTo(Plan.Step step) {
        return with(new Plan(List.of(step)));
    }

    /** The same inputs with another spelling of the plan. */
    Inputs with(Plan other) {
        return new Inputs(contentSha256, mappingSha256, other, masters, engine, weights);
    }

    /** The masters as stored. */
    String mastersJson() {
        return StoredJson.write(masters);
    }

    /** The masters that {@link #mastersJson} wrote. */
    static List<Master> masters(String json) {
        return List.of(StoredJson.read(json, Master[].class));
    }

    /** Dataset and digests of each master by its kind. */
    Map<String, Object> mastersByKind() {
        Map<String, Object> byKind = new TreeMap<>();
        masters.forEach(master -> byKind.put(master.kind().name(), Map.of("datasetId", master.datasetId().toString(),
                "contentSha256", master.contentSha256(), "mappingSha256", master.mappingSha256())));
        return byKind;
    }
}
