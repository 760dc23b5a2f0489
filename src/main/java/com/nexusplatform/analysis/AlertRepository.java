package com.nexusplatform.analysis;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the tables {@code alert} and {@code disposition}. */
@Repository
class AlertRepository {

    private static final int EXAMPLES = 20;

    private static final String SUMMARY = """
            select a.id, a.run_id, r.procedure, r.version, a.points, a.state, a.row_nos[1\\:20] as first_rows,
                   cardinality(a.row_nos) as row_count, a.explanation ->> 'sentence' as sentence,
                   (select d.outcome from disposition d where d.alert_id = a.id order by d.id desc limit 1) as outcome
            from alert a join result r on r.run_id = a.run_id and r.ordinal = a.result_ordinal
            """;

    private final JdbcClient database;

    AlertRepository(JdbcClient database) {
        this.database = database;
    }

    /**
     * What is needed to judge or show one alert.
     *
     * @param runId         run that raised it
     * @param resultOrdinal place of its procedure in the plan
     * @param rows          all of its row numbers
     * @param explanation   the arithmetic, a JSON object
     */
    record Found(UUID runId, int resultOrdinal, int[] rows, String explanation) {}

    /** Alerts of a run after the one given, in their order; of one procedure or in one state where it is given. */
    List<AlertSummary> page(UUID runId, @Nullable String procedure, @Nullable AlertState state, long after, int limit) {
        String sql = SUMMARY + " where a.run_id = :run and a.id > :after";
        if (procedure != null) {
            List<Integer> places = database
                .sql("select ordinal from result where run_id = :run and procedure = :procedure")
                .param("run", runId)
                .param("procedure", procedure)
                .query((row, number) -> row.getInt(1))
                .list();
            if (places.isEmpty()) {
                return List.of();
            }
            sql += " and a.result_ordinal in (" + String.join(",", places.stream().map(String::valueOf).toList()) + ")";
        }
        if (state != null) {
            sql += " and a.state = '" + state.name() + "'";
        }
        return database.sql(sql + " order by a.id limit :limit")
            .param("run", runId)
            .param("after", after)
            .param("limit", limit)
            .query(AlertRepository::summary)
            .list();
    }

    Optional<AlertSummary> summary(long id) {
        return database.sql(SUMMARY + " where a.id = :id").param("id", id).query(AlertRepository::summary).optional();
    }

    Optional<Found> find(long id) {
        return database.sql("select run_id, result_ordinal, row_nos, explanation from alert where id = :id")
            .param("id", id)
            .query((row, number) -> new Found(row.getObject("run_id", UUID.class), row.getInt("result_ordinal"),
                    numbers(row.getArray("row_nos")).stream().mapToInt(Integer::intValue).toArray(),
                    row.getString("explanation")))
            .optional();
    }

    /** The alerts given, in order, by the run that raised them. */
    Map<UUID, List<Long>> byRun(Collection<Long> ids) {
        Map<UUID, List<Long>> alerts = new HashMap<>();
        database.sql("select run_id, id from alert where id = any(:ids) order by id")
            .param("ids", ids.toArray(Long[]::new))
            .query(row -> {
                alerts.computeIfAbsent(row.getObject("run_id", UUID.class), run -> new ArrayList<>())
                    .add(row.getLong("id"));
            });
        return alerts;
    }

    /** Holds alerts until the end of the transaction, in one order so that two holders never wait for each other. */
    List<Long> hold(Collection<Long> ids) {
        return database.sql("select id from alert where id = any(:ids) order by id for no key update")
            .param("ids", ids.toArray(Long[]::new))
            .query((row, number) -> row.getLong(1))
            .list();
    }

    List<Disposition> dispositions(long alertId) {
        return database
            .sql("select outcome, reason, made_by, made_at from disposition where alert_id = :alert order by id")
            .param("alert", alertId)
            .query((row, number) -> new Disposition(DispositionOutcome.valueOf(row.getString("outcome")),
                    row.getString("reason"), row.getString("made_by"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant()))
            .list();
    }

    /** Adds one judgement to each of the alerts. */
    void dispose(Collection<Long> ids, Disposition disposition) {
        database.sql("""
                insert into disposition (alert_id, outcome, reason, made_by, made_at)
                select id, :outcome, :reason, :by, :at from unnest(:ids) as id
                """)
            .param("ids", ids.toArray(Long[]::new))
            .param("outcome", disposition.outcome().name())
            .param("reason", disposition.reason())
            .param("by", disposition.by())
            .param("at", disposition.at().atOffset(ZoneOffset.UTC))
            .update();
        database.sql("update alert set state = 'DISPOSITIONED' where id = any(:ids) and state = 'OPEN'")
            .param("ids", ids.toArray(Long[]::new))
            .update();
    }

    /** All alerts of a result by their rows, with the judgement that holds. */
    KnownAlerts known(UUID runId, int resultOrdinal) {
        KnownAlerts known = new KnownAlerts();
        database.sql("""
                select a.row_nos, d.outcome from alert a
                left join lateral (select outcome from disposition where alert_id = a.id order by id desc limit 1) d
                    on a.state = 'DISPOSITIONED'
                where a.run_id = :run and a.result_ordinal = :ordinal order by a.id
                """).param("run", runId).param("ordinal", resultOrdinal).query(row -> {
            String outcome = row.getString("outcome");
            known.add(numbers(row.getArray("row_nos")).stream().mapToInt(Integer::intValue).toArray(),
                    outcome == null ? null : DispositionOutcome.valueOf(outcome));
        });
        return known;
    }

    /** Alerts that only one of two results has, by their rows, and alerts of the same rows that say something else. */
    List<Difference> compare(String procedure, Comparison.Place original, Comparison.Place reperformed) {
        List<Difference> found = new ArrayList<>();
        only(original, reperformed, false)
            .ifPresent(only -> found.add(new Difference("alertsOnlyInOriginal", procedure, only.count(), 0,
                    only.examples())));
        only(reperformed, original, false)
            .ifPresent(only -> found.add(new Difference("alertsOnlyInReperformed", procedure, 0, only.count(),
                    only.examples())));
        only(reperformed, original, true)
            .ifPresent(changed -> found.add(new Difference("alertsChanged", procedure, changed.count(), changed.count(),
                    changed.examples())));
        return found;
    }

    /**
     * Alerts of one result that another lacks.
     *
     * @param count    their number
     * @param examples the first of them
     */
    private record Only(long count, List<Difference.Example> examples) {}

    private Optional<Only> only(Comparison.Place here, Comparison.Place there, boolean sameRows) {
        String lacking = sameRows ? """
                exists (select from other b where b.row_nos = a.row_nos)
                and not exists (select from other b where b.row_nos = a.row_nos and b.points = a.points
                                                      and b.explanation::jsonb = a.explanation::jsonb)
                """ : "not exists (select from other b where b.row_nos = a.row_nos)";
        long[] count = new long[1];
        List<Difference.Example> examples = database
            .sql("with other as (select row_nos, points, explanation from alert where run_id = :there and "
                    + "result_ordinal = :thereAt) select a.row_nos[1\\:20] as first_rows, a.points, a.explanation ->> "
                    + "'sentence' as sentence, count(*) over () as count from alert a where a.run_id = :here and "
                    + "a.result_ordinal = :hereAt and " + lacking + " order by a.id limit " + EXAMPLES)
            .param("here", here.runId())
            .param("hereAt", here.ordinal())
            .param("there", there.runId())
            .param("thereAt", there.ordinal())
            .query((row, number) -> {
                count[0] = row.getLong("count");
                return new Difference.Example(numbers(row.getArray("first_rows")), row.getInt("points"),
                        row.getString("sentence"));
            })
            .list();
        return examples.isEmpty() ? Optional.empty() : Optional.of(new Only(count[0], examples));
    }

    private static AlertSummary summary(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new AlertSummary(row.getLong("id"), row.getObject("run_id", UUID.class), row.getString("procedure"),
                row.getInt("version"), row.getInt("points"), AlertState.valueOf(row.getString("state")),
                numbers(row.getArray("first_rows")), row.getInt("row_count"), row.getString("sentence"),
                outcome == null ? null : DispositionOutcome.valueOf(outcome));
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }
}
