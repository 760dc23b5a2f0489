package com.nexusplatform.procedure.sampling;

import java.util.Arrays;
import java.util.Map;

import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;

/** What the procedures of this family have in common: their confidence, and lists of drawn rows. */
final class Sampled {

    private static final String CONFIDENCE = "confidence";
    private static final String LIMIT = "maximumListed";

    private Sampled() {}

    /** The parameter of the confidence. */
    static Parameter confidence() {
        return Parameter.decimal(CONFIDENCE, "0.95", "0.5", "0.9999",
                "probability with which the sample finds what is not tolerable",
                "AICPA: 5 % risk of incorrect acceptance");
    }

    /** The parameter that limits the row numbers listed. */
    static Parameter limit() {
        return Parameter.integer(LIMIT, 1_000, 0, 100_000,
                "most row numbers in each list; all that were drawn are counted", "NEXUS");
    }

    /** Puts the row numbers of indices among the figures, the first of them where there are too many. */
    static void rowNos(Map<String, Object> figures, String name, int[] indices, Parameters parameters) {
        figures.put(name, Arrays.stream(indices)
            .sorted()
            .distinct()
            .limit(parameters.integer(LIMIT))
            .mapToObj(index -> index + 1)
            .toList());
    }
}
