package com.nexusplatform.sampling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;

/** Rows of the tables {@code sample} and {@code sample_item}. */
@Repository
class SampleRepository {

    private final JdbcClient database;
    private final Trail trail;

    SampleRepository(JdbcClient database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** Keeps a sample with its rows; throws {@link org.springframework.dao.DuplicateKeyException} when its place is taken. */
    @Transactional
    public void insert(Sample sample, List<SampleItem> items, UUID examinationId, Actor actor) {
        trail.record(Entry.of(Act.SAMPLE_DRAWN, actor, sample.id())
            .in(examinationId)
            .after(Map.of("run", sample.runId().toString(), "method", sample.method(), "seed", sample.seed(), "drawn",
                    sample.drawn())));
        Sample.Money money = sample.money();
        database.sql("""
                insert into sample (id, run_id, ordinal, method, confidence, tolerable, expected, currency, negative,
                                    interval_minor, population_rows, population_minor, planned_size, drawn_rows,
                                    certain_rows, seed, statement, created_at, created_by)
                values (:id, :run, :ordinal, :method, :confidence, :tolerable, :expected, :currency, :negative,
                        :interval, :rows, :value, :planned, :drawn, :certain, :seed, :statement, :createdAt, :createdBy)
                """)
            .param("id", sample.id())
            .param("run", sample.runId())
            .param("ordinal", sample.ordinal())
            .param("method", sample.method().name())
            .param("confidence", sample.confidence())
            .param("tolerable", sample.tolerable(), Types.NUMERIC)
            .param("expected", sample.expected(), Types.NUMERIC)
            .param("currency", money == null ? null : money.currency(), Types.VARCHAR)
            .param("negative", money == null ? null : money.negative(), Types.BOOLEAN)
            .param("interval", money == null ? null : money.interval(), Types.BIGINT)
            .param("rows", sample.rows())
            .param("value", money == null ? null : money.value(), Types.BIGINT)
            .param("planned", sample.planned())
            .param("drawn", sample.drawn())
            .param("certain", sample.certain())
            .param("seed", sample.seed())
            .param("statement", sample.statement())
            .param("createdAt", sample.createdAt().atOffset(ZoneOffset.UTC))
            .param("createdBy", sample.createdBy())
            .update();
        database.sql("""
                insert into sample_item (sample_id, row_no, certain, book_minor)
                select :id, row_no, certain, book from unnest(:rowNos, :certain, :books) as item (row_no, certain, book)
                """)
            .param("id", sample.id())
            .param("rowNos", items.stream().map(SampleItem::rowNo).toArray(Integer[]::new))
            .param("certain", items.stream().map(SampleItem::certain).toArray(Boolean[]::new))
            .param("books", items.stream().map(SampleItem::book).toArray(Long[]::new))
            .update();
    }

    /** The greatest ordinal of a sample of the run, 0 when there is none. */
    int count(UUID runId) {
        return database.sql("select coalesce(max(ordinal), 0) from sample where run_id = :run")
            .param("run", runId)
            .query(Integer.class)
            .single();
    }

    Optional<Sample> find(UUID id) {
        return database.sql("select * from sample where id = :id")
            .param("id", id)
            .query(SampleRepository::sample)
            .optional();
    }

    /** Samples of a run after a place, in their order. */
    List<Sample> ofRun(UUID runId, long after, int limit) {
        return database
            .sql("select * from sample where run_id = :run and ordinal > :after order by ordinal limit :limit")
            .param("run", runId)
            .param("after", after)
            .param("limit", limit)
            .query(SampleRepository::sample)
            .list();
    }

    /** Rows of a sample after a number, in the order of their numbers. */
    List<SampleItem> items(UUID id, long after, int limit) {
        return database.sql("""
                select row_no, certain, book_minor from sample_item where sample_id = :id and row_no > :after
                order by row_no limit :limit
                """)
            .param("id", id)
            .param("after", after)
            .param("limit", limit)
            .query((row, number) -> item(row))
            .list();
    }

    static SampleItem item(ResultSet row) throws SQLException {
        return new SampleItem(row.getInt("row_no"), row.getBoolean("certain"), row.getObject("book_minor", Long.class));
    }

    private static Sample sample(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        Sample.Money money = currency == null
                ? null
                : new Sample.Money(currency, row.getBoolean("negative"), row.getLong("interval_minor"),
                        row.getLong("population_minor"));
        return new Sample(row.getObject("id", UUID.class), row.getObject("run_id", UUID.class), row.getInt("ordinal"),
                SampleMethod.valueOf(row.getString("method")), row.getBigDecimal("confidence"),
                row.getBigDecimal("tolerable"), row.getBigDecimal("expected"), money, row.getInt("population_rows"),
                row.getInt("planned_size"), row.getInt("drawn_rows"), row.getInt("certain_rows"), row.getString("seed"),
                row.getString("statement"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"));
    }
}
