package com.nexusplatform.analysis;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.examination.Move;
import com.nexusplatform.examination.TransitionGuard;
import com.nexusplatform.procedure.Numerals;

/**
 * Lets an examination go to its review only when no run is under way and every alert was judged. Alerts of a re-performance
 * repeat those of the run that it proves, and need no judgement of their own.
 */
@Repository
class OpenAlerts implements TransitionGuard {

    private static final String UNFINISHED = """
            select count(*) from run where examination_id = :examination and status in ('QUEUED', 'RUNNING')
            """;

    private static final String OPEN = """
            select count(*) from alert a join run r on r.id = a.run_id
            where r.examination_id = :examination and r.reperforms is null and a.state = 'OPEN'
            """;

    private final JdbcClient database;

    OpenAlerts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<String> objection(UUID examinationId, Move move) {
        if (move != Move.SUBMIT) {
            return Optional.empty();
        }
        long unfinished = count(UNFINISHED, examinationId);
        if (unfinished > 0) {
            return Optional.of(Numerals.counted(unfinished, "run is", "runs are")
                    + " under way; wait until none is, or cancel.");
        }
        long open = count(OPEN, examinationId);
        return open == 0
                ? Optional.empty()
                : Optional.of(
                        Numerals.counted(open, "alert is", "alerts are") + " open; each needs a disposition first.");
    }

    private long count(String sql, UUID examinationId) {
        return database.sql(sql).param("examination", examinationId).query(Long.class).single();
    }
}
