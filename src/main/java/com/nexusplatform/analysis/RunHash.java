package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Digests;

/** The digests that make a run re-performable: of everything that goes in, and of everything that comes out. */
final class RunHash {

    /** Version of the engine: rises when the same procedures over the same columns could answer differently because of it. */
    static final int ENGINE = 1;

    private RunHash() {}

    /** SHA-256 over the content of the dataset, its mapping, the plan with every parameter, and the engine. */
    static String of(String contentSha256, String mappingSha256, Plan plan, int engine) {
        return Digests.sha256(CanonicalJson.write(Map.of("contentSha256", contentSha256, "mappingSha256", mappingSha256,
                "engine", engine, "plan",
                plan.steps()
                    .stream()
                    .map(step -> Map.of("procedure", step.reference(), "parameters", step.parameters()))
                    .toList())));
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
