package com.nexusplatform.analysis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the table {@code run}. */
@Repository
class RunRepository {

    private final JdbcClient database;
    private final RunEnvelopes envelopes;
    private final FreeWords words;

    RunRepository(JdbcClient database, RunEnvelopes envelopes, FreeWords words) {
        this.database = database;
        this.envelopes = envelopes;
        this.words = words;
    }

    void insert(Run run) {
        RunEnvelope envelope = envelopes.ensureOfDataset(run.datasetId());
        Plan sealed = run.plan()
            .with((ordinal, step) -> envelope.seal("run", "plan", run.id() + "/" + ordinal, step, words));
        database.sql("""
                insert into run (id, examination_id, dataset_id, status, plan, content_sha256, mapping_sha256, masters,
                                 engine, weights, run_hash, reperforms, created_at, created_by)
                values (:id, :examination, :dataset, 'QUEUED', cast(:plan as json), :content, :mapping,
                        cast(:masters as json), :engine, :weights, :runHash, :reperforms, :createdAt, :createdBy)
                """)
            .param("id", run.id())
            .param("examination", run.examinationId())
            .param("dataset", run.datasetId())
            .param("plan", sealed.json())
            .param("content", run.inputs().contentSha256())
            .param("mapping", run.inputs().mappingSha256())
            .param("masters", run.inputs().mastersJson())
            .param("engine", run.inputs().engine())
            .param("weights", run.inputs().weights())
            .param("runHash", run.runHash())
            .param("reperforms", run.reperforms(), Types.OTHER)
            .param("createdAt", at(run.createdAt()))
            .param("createdBy", run.createdBy())
            .update();
    }

    Optional<Run> find(UUID id) {
        return database.sql("select * from run where id = :id")
            .param("id", id)
            .query(RunRepository::run)
            .optional()
            .map(this::opened);
    }

    /** The newest runs of an examination first, those before the one given. */
    List<Run> ofExamination(UUID examinationId, @Nullable UUID before, int limit) {
        return page("examination_id", examinationId, before, limit);
    }

    /** The newest runs of a dataset first, those before the one given. */
    List<Run> ofDataset(UUID datasetId, @Nullable UUID before, int limit) {
        return page("dataset_id", datasetId, before, limit);
    }

    private List<Run> page(String column, UUID owner, @Nullable UUID before, int limit) {
        UUID from = before == null ? new UUID(-1, -1) : before;
        return database
            .sql("select * from run where " + column + " = :owner and id < :from order by id desc limit :limit")
            .param("owner", owner)
            .param("from", from)
            .param("limit", limit)
            .query(RunRepository::run)
            .list()
            .stream()
            .map(this::opened)
            .toList();
    }

    List<RunProgress> progress(Collection<UUID> ids) {
        return database.sql("select id, status, progress from run where id = any(:ids)")
            .param("ids", ids.toArray(UUID[]::new))
            .query((row, number) -> new RunProgress(row.getObject("id", UUID.class),
                    RunStatus.valueOf(row.getString("status")), row.getDouble("progress")))
            .list();
    }

    Optional<Instant> oldestQueued() {
        return database.sql("select created_at from run where status = 'QUEUED' order by created_at limit 1")
            .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .optional();
    }

    /** Takes up a run that is queued, or whose instance went away; empty when there is nothing to do. */
    Optional<Run> begin(UUID id, Instant now) {
        return database.sql("""
                update run set status = 'RUNNING', attempt = attempt + 1, progress = 0, started_at = :now
                where id = :id and status in ('QUEUED', 'RUNNING') and not cancel_requested returning *
                """)
            .param("id", id)
            .param("now", at(now))
            .query(RunRepository::run)
            .optional()
            .map(this::opened);
    }

    /** Notes the progress; says whether it shall stop, empty when the run is no longer this attempt's. */
    Optional<Boolean> note(UUID id, int attempt, double progress) {
        return database.sql("""
                update run set progress = :progress where id = :id and attempt = :attempt and status = 'RUNNING'
                returning cancel_requested
                """)
            .param("id", id)
            .param("attempt", attempt)
            .param("progress", progress)
            .query(Boolean.class)
            .optional();
    }

    /** Holds the row of an attempt until the end of the transaction; says whether it shall stop, empty when it is not its own. */
    Optional<Boolean> hold(UUID id, int attempt) {
        return database.sql("""
                select cancel_requested from run where id = :id and attempt = :attempt and status = 'RUNNING' for update
                """).param("id", id).param("attempt", attempt).query(Boolean.class).optional();
    }

    void succeed(Run run, String resultHash, @Nullable Boolean identical, @Nullable String differences, Instant now) {
        database.sql("""
                update run set status = 'SUCCEEDED', progress = 1, result_hash = :hash, identical = :identical,
                               differences = cast(:differences as json), finished_at = :now
                where id = :id
                """)
            .param("id", run.id())
            .param("hash", resultHash)
            .param("identical", identical, Types.BOOLEAN)
            .param("differences",
                    differences == null
                            ? null
                            : envelopes.ensure(run.id())
                                .sealJson("run", "differences", run.id().toString(), differences),
                    Types.VARCHAR)
            .param("now", at(now))
            .update();
    }

    boolean fail(UUID id, int attempt, String reason, @Nullable UUID errorId, Instant now) {
        return database.sql("""
                update run set status = 'FAILED', failure = :reason, error_id = :error, finished_at = :now
                where id = :id and attempt = :attempt and status = 'RUNNING'
                """)
            .param("id", id)
            .param("attempt", attempt)
            .param("reason", reason)
            .param("error", errorId, Types.OTHER)
            .param("now", at(now))
            .update() == 1;
    }

    /** Asks a run at work to stop. */
    boolean requestCancel(UUID id) {
        return database.sql("update run set cancel_requested = true where id = :id and status = 'RUNNING'")
            .param("id", id)
            .update() == 1;
    }

    /** Ends a run that nobody works on. */
    boolean cancelQueued(UUID id, Instant now) {
        return database.sql("""
                update run set status = 'CANCELLED', cancel_requested = true, finished_at = :now
                where id = :id and status = 'QUEUED'
                """).param("id", id).param("now", at(now)).update() == 1;
    }

    /** Ends a run that was asked to stop. */
    boolean cancelRequested(UUID id, Instant now) {
        return database.sql("""
                update run set status = 'CANCELLED', finished_at = :now
                where id = :id and status in ('QUEUED', 'RUNNING') and cancel_requested
                """).param("id", id).param("now", at(now)).update() == 1;
    }

    /** The words of the plan opened, and the differences, which quote alerts; none are left when the data key was destroyed. */
    private Run opened(Run stored) {
        if (stored.differences() == null && !stored.plan().isSealed()) {
            return stored;
        }
        RunEnvelope envelope = envelopes.ofDataset(stored.datasetId());
        Plan plan = stored.plan()
            .with((ordinal, step) -> envelope.open("run", "plan", stored.id() + "/" + ordinal, step));
        String sealed = stored.differences();
        return stored.with(plan, sealed == null || envelope.isDestroyed(sealed)
                ? null
                : envelope.openJson("run", "differences", stored.id().toString(), sealed));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(row.getObject("id", UUID.class), row.getObject("examination_id", UUID.class),
                row.getObject("dataset_id", UUID.class), RunStatus.valueOf(row.getString("status")),
                row.getDouble("progress"), inputs(row), row.getString("run_hash"), row.getString("result_hash"),
                row.getInt("attempt"), row.getString("failure"),
                row.getObject("error_id", UUID.class), row.getObject("reperforms", UUID.class),
                row.getObject("identical", Boolean.class), row.getString("differences"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"),
                instant(row, "started_at"), instant(row, "finished_at"));
    }

    private static Inputs inputs(ResultSet row) throws SQLException {
        return new Inputs(row.getString("content_sha256"), row.getString("mapping_sha256"),
                Plan.parse(row.getString("plan")), Inputs.masters(row.getString("masters")), row.getInt("engine"),
                row.getInt("weights"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
