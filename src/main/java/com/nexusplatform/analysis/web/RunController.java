package com.nexusplatform.analysis.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

import com.nexusplatform.analysis.RequestedProcedure;
import com.nexusplatform.analysis.Result;
import com.nexusplatform.analysis.Results;
import com.nexusplatform.analysis.Run;
import com.nexusplatform.analysis.RunWords;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/** Runs of procedures over datasets, and their results. */
@RestController
@RequestMapping("/api/v1")
class RunController {

    private final Runs runs;
    private final Results results;
    private final RunWords words;

    RunController(Runs runs, Results results, RunWords words) {
        this.runs = runs;
        this.results = results;
        this.words = words;
    }

    /** Queues a run. */
    @PostMapping("/datasets/{datasetId}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    ResponseEntity<RunView> start(@PathVariable UUID datasetId, @RequestBody(required = false) @Nullable Start body,
            Actor actor) {
        Start asked = body == null ? new Start(null, null) : body;
        List<RequestedProcedure> plan = Start.plan(asked.plan());
        return queued(runs.start(datasetId, plan == null ? List.of() : plan, Start.masters(asked.masters()), actor),
                actor);
    }

    /** Runs over a dataset, the newest first. */
    @GetMapping("/datasets/{datasetId}/runs")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<RunView> ofDataset(@PathVariable UUID datasetId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        return runs.ofDataset(datasetId, cursor, Page.limit(limit), actor).map(run -> shown(run, actor));
    }

    /** Runs of an examination, the newest first. */
    @GetMapping("/examinations/{examinationId}/runs")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<RunView> ofExamination(@PathVariable UUID examinationId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        return runs.ofExamination(examinationId, cursor, Page.limit(limit), actor).map(run -> shown(run, actor));
    }

    /** One run. */
    @GetMapping("/runs/{runId}")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    RunView read(@PathVariable UUID runId, Actor actor) {
        return shown(runs.read(runId, actor), actor);
    }

    /** Stops a run: 204 when it is stopped, 202 when it will be within moments. */
    @DeleteMapping("/runs/{runId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    ResponseEntity<Void> cancel(@PathVariable UUID runId, Actor actor) {
        return runs.cancel(runId, actor) ? ResponseEntity.noContent().build() : ResponseEntity.accepted().build();
    }

    /** Queues a run that repeats another; under other conditions only for those who may run procedures. */
    @PostMapping("/runs/{runId}/reperform")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    ResponseEntity<RunView> reperform(@PathVariable UUID runId,
            @RequestBody(required = false) @Nullable Reperform body, Actor actor) {
        Reperform conditions = body == null ? new Reperform(null, null, null) : body;
        return queued(runs.reperform(runId, Start.plan(conditions.plan()), conditions.datasetId(),
                Start.masters(conditions.masters()), actor), actor);
    }

    /** What each procedure said, in the order of the plan. */
    @GetMapping("/runs/{runId}/results")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<ResultView> results(@PathVariable UUID runId, Actor actor) {
        return new Page<>(results.ofRun(runId, actor).stream().map(ResultView::of).toList(), null);
    }

    private ResponseEntity<RunView> queued(Run run, Actor actor) {
        return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(shown(run, actor));
    }

    private RunView shown(Run run, Actor actor) {
        return RunView.of(words.shown(run, actor));
    }

    /**
     * What to run: the procedures in their order, none for every one that fits; and the second datasets by their kind, null for
     * none of that kind, left out for the one sealed last.
     */
    record Start(@Nullable List<@Nullable PlanItem> plan, @Nullable Map<DatasetKind, @Nullable UUID> masters) {

        static Map<DatasetKind, @Nullable UUID> masters(@Nullable Map<DatasetKind, @Nullable UUID> named) {
            return named == null ? Map.of() : named;
        }

        static @Nullable List<RequestedProcedure> plan(@Nullable List<@Nullable PlanItem> items) {
            return items == null ? null : items.stream().map(PlanItem::requested).toList();
        }
    }

    /** Other conditions under which to repeat a run; its own where they are left out. */
    record Reperform(@Nullable List<@Nullable PlanItem> plan, @Nullable UUID datasetId,
            @Nullable Map<DatasetKind, @Nullable UUID> masters) {}

    /** One procedure of a plan, with the parameters that differ from the defaults. */
    record PlanItem(@Nullable String procedure,
            @JsonDeserialize(using = ExactValues.class) @Nullable Map<String, @Nullable Object> parameters) {

        static RequestedProcedure requested(@Nullable PlanItem item) {
            String code = item == null ? null : item.procedure();
            if (item == null || code == null) {
                throw new ProblemException(ProblemType.PLAN_REFUSED,
                        "Every item of a plan names its procedure, as in {\"procedure\":\"DIG-2\"}.");
            }
            return new RequestedProcedure(code, item.parameters() == null ? Map.of() : item.parameters());
        }
    }

    /** What one procedure said; {@code elapsed} in milliseconds. */
    record ResultView(String procedure, int version, @JsonRawValue String parameters, String status,
            @Nullable String reason, @JsonRawValue String statistics, int alertCount, String resultHash,
            long elapsed) {

        static ResultView of(Result result) {
            return new ResultView(result.procedure(), result.version(), result.parameters(), result.status(),
                    result.reason(), result.statistics(), result.alertCount(), result.resultHash(),
                    result.elapsedMs());
        }
    }
}
