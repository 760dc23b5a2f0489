package com.nexusplatform.analysis;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the table {@code result}. */
@Repository
class ResultRepository {

    private final JdbcClient database;
    private final RunEnvelopes envelopes;
    private final FreeWords words;

    ResultRepository(JdbcClient database, RunEnvelopes envelopes, FreeWords words) {
        this.database = database;
        this.envelopes = envelopes;
        this.words = words;
    }

    void insert(UUID runId, List<Performed> performed) {
        RunEnvelope envelope = envelopes.ensure(runId);
        for (int i = 0; i < performed.size(); i++) {
            insert(runId, i, performed.get(i), envelope);
        }
    }

    private void insert(UUID runId, int ordinal, Performed performed, RunEnvelope envelope) {
        String reason = performed.inapplicable();
        database.sql("""
                insert into result (run_id, ordinal, procedure, version, parameters, status, reason, statistics,
                                    alert_count, result_hash, elapsed_ms)
                values (:run, :ordinal, :procedure, :version, cast(:parameters as json), :status, :reason,
                        cast(:statistics as json), :alerts, :hash, :elapsed)
                """)
            .param("run", runId)
            .param("ordinal", ordinal)
            .param("procedure", performed.declaration().code())
            .param("version", performed.declaration().version())
            .param("parameters",
                    envelope.seal("result", "parameters", place(runId, ordinal), performed.step(), words)
                        .parametersJson())
            .param("status", reason == null ? "APPLICABLE" : "NOT_APPLICABLE")
            .param("reason",
                    reason == null ? null : envelope.seal("result", "reason", place(runId, ordinal), reason))
            .param("statistics", envelope.sealJson("result", "statistics", place(runId, ordinal),
                    StoredJson.write(performed.figures())))
            .param("alerts", performed.alerts().size())
            .param("hash", performed.resultHash())
            .param("elapsed", performed.elapsed().toMillis())
            .update();
    }

    /** The results of a run in the order of its plan. */
    List<Result> of(UUID runId) {
        RunEnvelope envelope = envelopes.of(runId);
        return database.sql("select * from result where run_id = :run order by ordinal")
            .param("run", runId)
            .query(new DataClassRowMapper<>(Result.class))
            .list()
            .stream()
            .map(stored -> opened(stored, runId, envelope))
            .toList();
    }

    private static Result opened(Result stored, UUID runId, RunEnvelope envelope) {
        String place = place(runId, stored.ordinal());
        String reason = stored.reason() == null ? null : envelope.open("result", "reason", place, stored.reason());
        return stored.with(envelope.open("result", "parameters", place, stored.step()).parametersJson(), reason,
                envelope.openJson("result", "statistics", place, stored.statistics()));
    }

    private static String place(UUID runId, int ordinal) {
        return runId + "/" + ordinal;
    }
}
