package com.nexusplatform.ledger;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code dataset_reject}. */
@Repository
class RejectRepository {

    private final JdbcClient jdbc;

    RejectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rejects of a dataset in the order of the file, from after a number. */
    List<Reject> after(UUID datasetId, long after, int limit) {
        return jdbc.sql("""
                select reject_no, line, column_name, value, reason from dataset_reject
                where dataset_id = :id and reject_no > :after order by reject_no limit :limit""")
            .param("id", datasetId)
            .param("after", after)
            .param("limit", limit)
            .query((row, n) -> new Reject(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4),
                    row.getString(5)))
            .list();
    }
}
