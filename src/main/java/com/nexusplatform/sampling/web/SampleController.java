package com.nexusplatform.sampling.web;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.sampling.Evaluation;
import com.nexusplatform.sampling.InspectedItem;
import com.nexusplatform.sampling.InspectionOutcome;
import com.nexusplatform.sampling.Inspections;
import com.nexusplatform.sampling.RequestedInspection;
import com.nexusplatform.sampling.RequestedSample;
import com.nexusplatform.sampling.Sample;
import com.nexusplatform.sampling.Samples;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Role;

/** Samples of runs, their inspection and evaluation. */
@RestController
@RequestMapping("/api/v1")
class SampleController {

    private final Samples samples;
    private final Inspections inspections;
    private final Trail trail;

    SampleController(Samples samples, Inspections inspections, Trail trail) {
        this.samples = samples;
        this.inspections = inspections;
        this.trail = trail;
    }

    /** Draws a sample of the rows of a run; without a body, of those that no alert touched. */
    @PostMapping("/runs/{runId}/samples")
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    ResponseEntity<SampleView> draw(@PathVariable UUID runId,
            @RequestBody(required = false) @Nullable RequestedSample body, Actor actor) {
        RequestedSample asked = body == null
                ? new RequestedSample(null, null, null, null, null, null, null, null, null)
                : body;
        Sample sample = samples.draw(runId, asked, actor);
        return ResponseEntity.created(URI.create("/api/v1/samples/" + sample.id())).body(SampleView.of(sample));
    }

    /** Samples of a run in the order in which they were drawn. */
    @GetMapping("/runs/{runId}/samples")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<SampleView> ofRun(@PathVariable UUID runId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        return samples.ofRun(runId, cursor, Page.limit(limit), actor).map(SampleView::of);
    }

    /** One sample with its plan. */
    @GetMapping("/samples/{sampleId}")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    SampleView read(@PathVariable UUID sampleId, Actor actor) {
        return SampleView.of(samples.read(sampleId, actor));
    }

    /** Rows of a sample with their records and what was found of them. */
    @GetMapping("/samples/{sampleId}/items")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<ItemView> items(@PathVariable UUID sampleId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        Sample sample = samples.read(sampleId, actor);
        Page<InspectedItem> page = inspections.items(sampleId, cursor, Page.limit(limit), actor);
        trail.note(Entry.of(Act.SAMPLE_READ, actor, sampleId)
            .in(samples.examinationOf(sample, actor))
            .after(Map.of("rows", page.items().stream().map(item -> item.record().rowNo()).toList(), "masked",
                    page.items().stream().anyMatch(InspectedItem::masked))));
        return page.map(item -> ItemView.of(item, sample.money()));
    }

    /** Records what was found of rows of a sample: of all of them or none. */
    @PostMapping("/samples/{sampleId}/inspections")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    EvaluationView inspect(@PathVariable UUID sampleId, @RequestBody @Valid Found body, Actor actor) {
        List<RequestedInspection> found = Objects.requireNonNull(body.items())
            .stream()
            .map(FoundItem::requested)
            .toList();
        return EvaluationView.of(sampleId, inspections.record(sampleId, found, actor));
    }

    /** What the sample proves; nothing before every row is inspected. */
    @GetMapping("/samples/{sampleId}/evaluation")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    EvaluationView evaluate(@PathVariable UUID sampleId, Actor actor) {
        return EvaluationView.of(sampleId, inspections.evaluation(sampleId, actor));
    }

    /** What was found of some rows. */
    record Found(@NotNull List<@Valid @NotNull FoundItem> items) {}

    /** What was found of one row. */
    record FoundItem(@NotNull Integer rowNo, @NotNull InspectionOutcome outcome, @Nullable BigDecimal auditedAmount,
            @Nullable String note) {

        RequestedInspection requested() {
            return new RequestedInspection(rowNo, outcome, auditedAmount, note);
        }
    }

    /** What a sample proves; {@code figures} hold the arithmetic. */
    record EvaluationView(UUID sampleId, String status, int drawn, int inspected, int open, int errors,
            int samplesOfRun, @Nullable Boolean withinTolerable, String statement, Map<String, Object> figures,
            @Nullable String source) {

        static EvaluationView of(UUID sampleId, Evaluation evaluation) {
            Evaluation.Verdict verdict = evaluation.verdict();
            return new EvaluationView(sampleId, verdict == null ? "OPEN" : "COMPLETE", evaluation.drawn(),
                    evaluation.inspected(), evaluation.open(), evaluation.errors(), evaluation.samplesOfRun(),
                    verdict == null ? null : verdict.tolerated(), evaluation.statement(),
                    verdict == null ? Map.of() : verdict.figures(), verdict == null ? null : verdict.source());
        }
    }
}
