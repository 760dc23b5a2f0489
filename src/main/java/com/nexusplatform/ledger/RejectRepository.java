package com.nexusplatform.ledger;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code dataset_reject}. */
@Repository
class RejectRepository {

    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    RejectRepository(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** Rejects of a dataset in the order of the file, from after a number. */
    List<Reject> after(UUID datasetId, long after, int limit) {
        Envelope envelope = envelopes.of(datasetId);
        return jdbc.sql("""
                select reject_no, line, column_name, value, reason from dataset_reject
                where dataset_id = :id and reject_no > :after order by reject_no limit :limit""")
            .param("id", datasetId)
            .param("after", after)
            .param("limit", limit)
            .query((row, n) -> new Reject(row.getLong(1), row.getLong(2), row.getString(3),
                    value(row.getLong(1), row.getString(4), envelope), row.getString(5)))
            .list();
    }

    private static @Nullable String value(long number, @Nullable String stored, Envelope envelope) {
        return stored == null ? null : envelope.openReject(number, stored);
    }
}
