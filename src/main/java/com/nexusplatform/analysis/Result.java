package com.nexusplatform.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What one procedure said in one run.
 *
 * @param ordinal    place in the plan, from 0
 * @param procedure  code
 * @param version    version of the procedure
 * @param parameters every parameter, a JSON object
 * @param status     {@code APPLICABLE} or {@code NOT_APPLICABLE}
 * @param reason     why it is not applicable
 * @param statistics figures, a JSON object: the statistics, or the facts behind the reason
 * @param alertCount number of alerts
 * @param resultHash digest of the answer
 * @param elapsedMs  milliseconds that it took
 */
public record Result(int ordinal, String procedure, int version, String parameters, String status,
        @Nullable String reason, String statistics, int alertCount, String resultHash, long elapsedMs) {

    /** The step of the plan that it answers. */
    Plan.Step step() {
        return new Plan.Step(procedure, version, StoredJson.object(StoredJson.read(parameters)));
    }

    /** The same result with other texts. */
    Result with(String otherParameters, @Nullable String otherReason, String otherStatistics) {
        return new Result(ordinal, procedure, version, otherParameters, status, otherReason, otherStatistics,
                alertCount,
                resultHash, elapsedMs);
    }
}
