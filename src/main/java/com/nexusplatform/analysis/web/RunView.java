package com.nexusplatform.analysis.web;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.analysis.Inputs;
import com.nexusplatform.analysis.Plan;
import com.nexusplatform.analysis.Run;
import com.nexusplatform.analysis.RunStatus;
import com.nexusplatform.columnar.DatasetKind;

/** A run as shown. */
record RunView(UUID id, UUID datasetId, UUID examinationId, RunStatus status, double progress, List<Plan.Step> plan,
        String contentSha256, String mappingSha256, Map<DatasetKind, MasterView> masters, int engine, int weights,
        String runHash, @Nullable String resultHash,
        Instant createdAt, String createdBy, @Nullable Instant startedAt, @Nullable Instant finishedAt,
        @Nullable Failure failure, @Nullable Reperformed reperforms, @Nullable Boolean identical,
        @JsonRawValue @Nullable String differences) {

    /** A second dataset of a run. */
    record MasterView(UUID datasetId, String contentSha256, String mappingSha256) {}

    /** Why a run failed. */
    record Failure(String reason, @Nullable UUID errorId) {}

    /** The run that was repeated. */
    record Reperformed(UUID runId) {}

    static RunView of(Run run) {
        Inputs inputs = run.inputs();
        return new RunView(run.id(), run.datasetId(), run.examinationId(), run.status(), run.progress(),
                run.plan().steps(), inputs.contentSha256(), inputs.mappingSha256(), masters(inputs), inputs.engine(),
                inputs.weights(), run.runHash(),
                run.resultHash(), run.createdAt(), run.createdBy(), run.startedAt(), run.finishedAt(),
                run.failure() == null ? null : new Failure(run.failure(), run.errorId()),
                run.reperforms() == null ? null : new Reperformed(run.reperforms()), run.identical(),
                run.differences());
    }

    private static Map<DatasetKind, MasterView> masters(Inputs inputs) {
        Map<DatasetKind, MasterView> masters = new EnumMap<>(DatasetKind.class);
        inputs.masters()
            .forEach(master -> masters.put(master.kind(), new MasterView(master.datasetId(), master.contentSha256(),
                    master.mappingSha256())));
        return masters;
    }
}
