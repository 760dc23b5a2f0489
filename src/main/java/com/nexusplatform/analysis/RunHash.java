package com.nexusplatform.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Digests;

/** The digests that make a run re-performable: of everything that goes in, and of everything that comes out. */
final class RunHash {

    /** Version of the engine: rises when the same procedures over the same columns could answer differently because of it. */
    static final int ENGINE = 1;

    private RunHash() {}

    /**
     * SHA-256 over the canonical JSON of the inputs, as {@code docs/run-hash.md} describes it. What a run does not have is no
     * member at all, so that a run without masters keeps the form that it had before there were any.
     */
    static String of(Inputs inputs) {
        Map<String, Object> members = new HashMap<>();
        members.put("contentSha256", inputs.contentSha256());
        members.put("mappingSha256", inputs.mappingSha256());
        members.put("engine", inputs.engine());
        members.put("plan", inputs.plan()
            .steps()
            .stream()
            .map(step -> Map.of("procedure", step.reference(), "parameters", step.parameters()))
            .toList());
        if (inputs.weights() > 0) {
            members.put("weights", inputs.weights());
        }
        if (!inputs.masters().isEmpty()) {
            members.put("masters", inputs.masters()
                .stream()
                .collect(Collectors.toMap(master -> master.kind().name(), master -> Map.of("contentSha256",
                        master.contentSha256(), "mappingSha256", master.mappingSha256()))));
        }
        return Digests.sha256(CanonicalJson.write(members));
    }

    /** Seed of anything random in one procedure. */
    static long seed(String runHash, String reference) {
        String digest = Digests.sha256(CanonicalJson.write(Map.of("runHash", runHash, "procedure", reference)));
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }

    /** SHA-256 over the result hashes of the procedures in the order of the plan. */
    static String ofResults(List<Performed> performed) {
        return Digests.sha256(CanonicalJson.write(performed.stream()
            .map(each -> Map.of("procedure", each.declaration().reference(), "resultHash", each.resultHash()))
            .toList()));
    }
}
