package com.nexusplatform.analysis;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.procedure.Outcome;

/** Rows of the table {@code result}. */
@Repository
class ResultRepository {

    private final JdbcClient database;

    ResultRepository(JdbcClient database) {
        this.database = database;
    }

    void insert(UUID runId, List<Performed> performed) {
        for (int i = 0; i < performed.size(); i++) {
            insert(runId, i, performed.get(i));
        }
    }

    private void insert(UUID runId, int ordinal, Performed performed) {
        boolean applicable = performed.outcome() instanceof Outcome.Applicable;
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
            .param("parameters", performed.step().parametersJson())
            .param("status", applicable ? "APPLICABLE" : "NOT_APPLICABLE")
            .param("reason", performed.outcome() instanceof Outcome.NotApplicable not ? not.reason() : null)
            .param("statistics", StoredJson.write(performed.figures()))
            .param("alerts", performed.alerts().size())
            .param("hash", performed.resultHash())
            .param("elapsed", performed.elapsed().toMillis())
            .update();
    }

    /** The results of a run in the order of its plan. */
    List<Result> of(UUID runId) {
        return database.sql("select * from result where run_id = :run order by ordinal")
            .param("run", runId)
            .query(new DataClassRowMapper<>(Result.class))
            .list();
    }
}
