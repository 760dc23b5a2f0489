package com.nexusplatform.analysis;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what became of runs. An outcome is written whole in one transaction, and only by the attempt that the run belongs to. */
@Service
class RunArchive {

    private static final int COPY_BUFFER = 1 << 16;

    private final RunRepository runs;
    private final ResultRepository results;
    private final AlertRepository alerts;
    private final JdbcTemplate database;
    private final Clock clock;

    RunArchive(RunRepository runs, ResultRepository results, AlertRepository alerts, JdbcTemplate database,
            Clock clock) {
        this.runs = runs;
        this.results = results;
        this.alerts = alerts;
        this.database = database;
        this.clock = clock;
    }

    /** Takes up a run; empty when it is finished, or asked to stop before it began. */
    @Transactional
    public Optional<Run> begin(UUID runId) {
        Optional<Run> begun = runs.begin(runId, clock.instant());
        if (begun.isEmpty()) {
            runs.cancelRequested(runId, clock.instant());
        }
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
            runs.cancelRequested(run.id(), clock.instant());
            return Optional.of(RunStatus.CANCELLED);
        }
        String resultHash = RunHash.ofResults(performed);
        results.insert(run.id(), performed);
        database.execute((Connection connection) -> copy(connection, run.id(), performed));
        Run original = run.reperforms() == null ? null : runs.find(run.reperforms()).orElseThrow();
        runs.succeed(run.id(), resultHash, identical(original, run, resultHash), differences(original, run),
                clock.instant());
        return Optional.of(RunStatus.SUCCEEDED);
    }

    /** Writes the reason of a failure; false when the run is another attempt's by now. */
    @Transactional
    public boolean fail(Run run, String reason, @Nullable UUID errorId) {
        return runs.fail(run.id(), run.attempt(), reason, errorId, clock.instant());
    }

    /** Ends a run that was asked to stop. */
    @Transactional
    public void cancel(Run run) {
        runs.cancelRequested(run.id(), clock.instant());
    }

    private static int copy(Connection connection, UUID runId, List<Performed> performed) throws SQLException {
        try (PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), AlertRows.COPY,
                COPY_BUFFER)) {
            AlertRows.write(runId, performed, out);
        } catch (IOException broken) {
            throw new SQLException("alerts could not be copied", broken);
        }
        return 0;
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
