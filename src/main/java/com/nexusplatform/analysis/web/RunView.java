package com.nexusplatform.analysis.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.analysis.Plan;
import com.nexusplatform.analysis.Run;
import com.nexusplatform.analysis.RunStatus;

/** A run as shown. */
record RunView(UUID id, UUID datasetId, UUID examinationId, RunStatus status, double progress, List<Plan.Step> plan,
        String contentSha256, String mappingSha256, int engine, String runHash, @Nullable String resultHash,
        Instant createdAt, String createdBy, @Nullable Instant startedAt, @Nullable Instant finishedAt,
        @Nullable Failure failure, @Nullable Reperformed reperforms, @Nullable Boolean identical,
        @JsonRawValue @Nullable String differences) {

    /** Why a run failed. */
    record Failure(String reason, @Nullable UUID errorId) {}

    /** The run that was repeated. */
    record Reperformed(UUID runId) {}

    static RunView of(Run run) {
        return new RunView(run.id(), run.datasetId(), run.examinationId(), run.status(), run.progress(),
                run.plan().steps(), run.contentSha256(), run.mappingSha256(), run.engine(), run.runHash(),
                run.resultHash(), run.createdAt(), run.createdBy(), run.startedAt(), run.finishedAt(),
                run.failure() == null ? null : new Failure(run.failure(), run.errorId()),
                run.reperforms() == null ? null : new Reperformed(run.reperforms()), run.identical(),
                run.differences());
    }
}
