package com.nexusplatform.analysis;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.examination.Move;
import com.nexusplatform.examination.TransitionGuard;
import com.nexusplatform.procedure.Numerals;

/**
 * Lets an examination go to its review, and be issued, only when every alert was judged; and to its review only when no run is
 * under way. Alerts of a re-performance from the same to the same repeat those of the run that it proves, and need no judgement of
 * their own; under other conditions, or of a run that was stopped, they are alerts like any others.
 */
@Repository
class OpenAlerts implements TransitionGuard {

    private static final String UNFINISHED = """
            select count(*) from run where examination_id = :examination and status in ('QUEUED', 'RUNNING')
            """;

    private static final String OPEN = """
            select count(*) from alert a join run r on r.id = a.run_id
            where r.examination_id = :examination and a.state = 'OPEN'
              and not exists (select from run o where o.id = r.reperforms
                                                  and (o.run_hash, o.result_hash) = (r.run_hash, r.result_hash))
            """;

    private final JdbcClient database;

    OpenAlerts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<String> objection(UUID examinationId, Move move) {
        return switch (move) {
            case SUBMIT -> unfinished(examinationId).or(() -> open(examinationId, "each needs a disposition first."));
            case ISSUE ->
                open(examinationId, "each needs a disposition first. Return the examination to FIELDWORK for it.");
            default -> Optional.empty();
        };
    }

    private Optional<String> unfinished(UUID examinationId) {
        long unfinished = count(UNFINISHED, examinationId);
        return unfinished == 0
                ? Optional.empty()
                : Optional.of(Numerals.counted(unfinished, "run is", "runs are")
                        + " under way; wait until none is, or cancel.");
    }

    private Optional<String> open(UUID examinationId, String mend) {
        long open = count(OPEN, examinationId);
        return open == 0
                ? Optional.empty()
                : Optional.of(Numerals.counted(open, "alert is", "alerts are") + " open; " + mend);
    }

    private long count(String sql, UUID examinationId) {
        return database.sql(sql).param("examination", examinationId).query(Long.class).single();
    }
}
