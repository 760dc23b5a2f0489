package com.nexusplatform.analysis;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One execution of a plan over a sealed dataset.
 *
 * @param id            identity
 * @param examinationId examination of the dataset
 * @param datasetId     dataset
 * @param status        state
 * @param progress      share that is done, 0 to 1
 * @param inputs        everything that goes in
 * @param runHash       digest of the inputs
 * @param resultHash    digest of everything that came out, once it succeeded
 * @param attempt       times that it was begun
 * @param failure       why it failed
 * @param errorId       name of the failure in the log, where the reason alone cannot explain it
 * @param reperforms    run that this one repeats
 * @param identical     whether it repeated it bit for bit, once it succeeded
 * @param differences   JSON array of the differences to the run that it repeats
 * @param createdAt     when it was asked for
 * @param createdBy     by whom
 * @param startedAt     when the present attempt began
 * @param finishedAt    when it ended
 */
public record Run(UUID id, UUID examinationId, UUID datasetId, RunStatus status, double progress, Inputs inputs,
        String runHash, @Nullable String resultHash, int attempt, @Nullable String failure, @Nullable UUID errorId,
        @Nullable UUID reperforms, @Nullable Boolean identical,
        @Nullable String differences, Instant createdAt, String createdBy, @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The same run with another spelling of its plan and its differences. */
    Run with(Plan otherPlan, @Nullable String otherDifferences) {
        return new Run(id, examinationId, datasetId, status, progress, inputs.with(otherPlan), runHash, resultHash,
                attempt, failure,
                errorId, reperforms, identical, otherDifferences, createdAt, createdBy, startedAt, finishedAt);
    }

    /** Procedures with every parameter. */
    public Plan plan() {
        return inputs.plan();
    }
}
