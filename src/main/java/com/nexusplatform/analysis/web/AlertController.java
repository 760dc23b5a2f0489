package com.nexusplatform.analysis.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.analysis.AlertDetail;
import com.nexusplatform.analysis.AlertState;
import com.nexusplatform.analysis.AlertSummary;
import com.nexusplatform.analysis.Alerts;
import com.nexusplatform.analysis.Disposition;
import com.nexusplatform.analysis.DispositionOutcome;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Precondition;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.Role;

/** Alerts and their dispositions. */
@RestController
@RequestMapping("/api/v1")
class AlertController {

    private final Alerts alerts;
    private final Runs runs;
    private final Trail trail;

    AlertController(Alerts alerts, Runs runs, Trail trail) {
        this.alerts = alerts;
        this.runs = runs;
        this.trail = trail;
    }

    /** Alerts of a run, most points first; of one procedure, in one state. */
    @GetMapping("/runs/{runId}/alerts")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<SummaryView> ofRun(@PathVariable UUID runId, @RequestParam(required = false) @Nullable String procedure,
            @RequestParam(required = false) @Nullable AlertState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        return alerts.ofRun(runId, procedure, state, cursor, Page.limit(limit), actor).map(SummaryView::of);
    }

    /** One alert with its arithmetic, first records and history. */
    @GetMapping("/alerts/{alertId}")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    ResponseEntity<DetailView> read(@PathVariable String alertId, Actor actor) {
        AlertDetail alert = alerts.read(number(alertId), actor);
        trail.note(Entry.of(Act.ALERT_READ, actor, alertId)
            .in(runs.read(alert.summary().runId(), actor).examinationId())
            .after(Map.of("rows", alert.records().stream().map(RecordView::rowNo).toList(), "masked", alert.masked())));
        return answer(alert);
    }

    /** Judges one alert; with If-Match, only while nobody judged it since it was read. */
    @PostMapping("/alerts/{alertId}/disposition")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    ResponseEntity<DetailView> dispose(@PathVariable String alertId, @RequestBody @Valid Dispose body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Actor actor) {
        return answer(alerts.dispose(number(alertId), outcome(body.outcome()), body.reason(), new Precondition(ifMatch),
                actor));
    }

    /** Judges many alerts in the same way: all of them or none. */
    @PostMapping("/alerts/dispositions")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER})
    Disposed disposeMany(@RequestBody @Valid DisposeMany body, Actor actor) {
        List<Long> ids = Objects.requireNonNull(body.alertIds()).stream().map(AlertController::number).toList();
        return new Disposed(alerts.dispose(ids, outcome(body.outcome()), body.reason(), actor));
    }

    private static ResponseEntity<DetailView> answer(AlertDetail alert) {
        return ResponseEntity.ok().eTag(Precondition.tag(alert.dispositions().size())).body(DetailView.of(alert));
    }

    private static DispositionOutcome outcome(@Nullable DispositionOutcome outcome) {
        return Objects.requireNonNull(outcome);
    }

    private static long number(@Nullable String alertId) {
        String given = Objects.requireNonNullElse(alertId, "");
        try {
            long number = Long.parseLong(given);
            if (String.valueOf(number).equals(given)) {
                return number;
            }
        } catch (NumberFormatException noSuchNumber) {
            throw ProblemException.notFound("alert");
        }
        throw ProblemException.notFound("alert"); // the number in another spelling
    }

    /** A judgement. */
    record Dispose(@NotNull DispositionOutcome outcome, @Nullable String reason) {}

    /** One judgement of many alerts. */
    record DisposeMany(@NotNull List<String> alertIds, @NotNull DispositionOutcome outcome,
            @Nullable String reason) {}

    /** How many alerts were judged. */
    record Disposed(int disposed) {}

    /** An alert in a list. */
    record SummaryView(String id, UUID runId, String procedure, int version, int points, AlertState state,
            List<Integer> rows, int rowCount, String sentence, @Nullable DispositionOutcome outcome) {

        static SummaryView of(AlertSummary alert) {
            return new SummaryView(String.valueOf(alert.id()), alert.runId(), alert.procedure(), alert.version(),
                    alert.points(), alert.state(), alert.rows(), alert.rowCount(), alert.sentence(), alert.outcome());
        }
    }

    /** An alert with everything. */
    record DetailView(String id, UUID runId, String procedure, int version, int resultNo, int points, AlertState state,
            @JsonRawValue String explanation, List<RecordView> records, int rowCount,
            @Nullable Disposition disposition, List<Disposition> dispositions) {

        static DetailView of(AlertDetail detail) {
            AlertSummary alert = detail.summary();
            List<Disposition> all = detail.dispositions();
            return new DetailView(String.valueOf(alert.id()), alert.runId(), alert.procedure(), alert.version(),
                    detail.resultNo(), alert.points(), alert.state(), detail.explanation(), detail.records(),
                    alert.rowCount(), all.isEmpty() ? null : all.getLast(), all);
        }
    }
}
