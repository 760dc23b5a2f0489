package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;

/** Keeps what became of runs. An outcome is written whole in one transaction, and only by the attempt that the run belongs to. */
@Service
class RunArchive {

    private final RunRepository runs;
    private final ResultRepository results;
    private final AlertRepository alerts;
    private final Trail trail;

    RunArchive(RunRepository runs, ResultRepository results, AlertRepository alerts, Trail trail) {
        this.runs = runs;
        this.results = results;
        this.alerts = alerts;
        this.trail = trail;
    }

    /** Takes up a run; empty when it is finished, or asked to stop before it began. */
    @Transactional
    public Optional<Run> begin(UUID runId) {
        Optional<Run> begun = runs.begin(runId, trail.now());
        begun.ifPresentOrElse(run -> record(Act.RUN_STARTED, run, Map.of("attempt", run.attempt())),
                () -> runs.find(runId).ifPresent(this::cancel));
        return begun;
    }

    /** Notes the progress of an attempt and answers with a cause to stop it. */
    public Optional<RunWatch.Cause> note(Run run, double progress) {
        return runs.note(run.id(), run.attempt(), progress)
            .map(cancel -> cancel ? Optional.of(RunWatch.Cause.CANCELLED) : Optional.<RunWatch.Cause>empty())
            .orElse(Optional.of(RunWatch.Cause.TAKEN_OVER));
    }

    /** Writes results, alerts and final state; answers how the run ended, empty when another attempt took it over. */
    @Transactional
    public Optional<RunStatus> succeed(Run run, List<Performed> performed) {
        Optional<Boolean> cancel = runs.hold(run.id(), run.attempt());
        if (cancel.isEmpty()) {
            return Optional.empty();
        }
        if (cancel.get()) {
            cancel(run);
            return Optional.of(RunStatus.CANCELLED);
        }
        String resultHash = RunHash.ofResults(performed);
        results.insert(run.id(), performed);
        alerts.insert(run.id(), performed);
        Run original = run.reperforms() == null ? null : runs.find(run.reperforms()).orElseThrow();
        runs.succeed(run, resultHash, identical(original, run, resultHash), differences(original, run),
                trail.now());
        record(Act.RUN_SUCCEEDED, run, Map.of("resultHash", resultHash));
        return Optional.of(RunStatus.SUCCEEDED);
    }

    /** Writes the reason of a failure; false when the run is another attempt's by now. */
    @Transactional
    public boolean fail(Run run, String reason, @Nullable UUID errorId) {
        boolean failed = runs.fail(run.id(), run.attempt(), reason, errorId, trail.now());
        if (failed) {
            record(Act.RUN_FAILED, run, Map.of("reason", Entry.hashed(reason)));
        }
        return failed;
    }

    /** Ends a run that was asked to stop. */
    @Transactional
    public void cancel(Run run) {
        if (runs.cancelRequested(run.id(), trail.now())) {
            record(Act.RUN_CANCELLED, run, Map.of());
        }
    }

    private void record(Act act, Run run, Map<String, ?> after) {
        trail.record(Entry.ofService(act, run.id()).in(run.examinationId()).after(after));
    }

    private static @Nullable Boolean identical(@Nullable Run original, Run run, String resultHash) {
        return original == null
                ? null
                : original.runHash().equals(run.runHash()) && resultHash.equals(original.resultHash());
    }

    private @Nullable String differences(@Nullable Run original, Run run) {
        return original == null
                ? null
                : StoredJson.write(Comparison.of(original, results.of(original.id()), run, results.of(run.id()),
                        alerts::compare));
    }
}
