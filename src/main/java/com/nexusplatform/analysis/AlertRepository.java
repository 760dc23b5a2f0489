package com.nexusplatform.analysis;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.shared.CanonicalJson;

/** Rows of the tables {@code alert} and {@code disposition}. */
@Repository
class AlertRepository {

    private static final int EXAMPLES = 20;
    private static final int COPY_BUFFER = 1 << 16;
    private static final int FETCHED = 200;

    private static final String SUMMARY = """
            select a.id, a.run_id, r.procedure, r.version, a.points, a.state, a.row_nos[1\\:20] as first_rows,
                   cardinality(a.row_nos) as row_count, a.result_ordinal, a.ordinal, a.explanation,
                   (select d.outcome from disposition d where d.alert_id = a.id order by d.id desc limit 1) as outcome
            from alert a join result r on r.run_id = a.run_id and r.ordinal = a.result_ordinal
            """;

    private static final String EXAMPLE = """
            select a.row_nos[1\\:20] as first_rows, a.points, a.run_id, a.result_ordinal, a.ordinal, a.explanation
            """;

    private static final String KNOWN = """
            select a.id, a.row_nos, a.run_id, a.result_ordinal, a.ordinal, a.explanation, d.outcome from alert a
            left join lateral (select outcome from disposition where alert_id = a.id order by id desc limit 1) d
                on a.state = 'DISPOSITIONED'
            where a.run_id = :run and a.result_ordinal = :ordinal and a.id > :after order by a.id limit\s""" + FETCHED;

    private final JdbcTemplate template;
    private final JdbcClient database;
    private final RunEnvelopes envelopes;

    AlertRepository(JdbcTemplate template, RunEnvelopes envelopes) {
        this.template = template;
        database = JdbcClient.create(template);
        this.envelopes = envelopes;
    }

    /**
     * What is needed to judge one alert.
     *
     * @param runId         run that raised it
     * @param resultOrdinal place of its procedure in the plan
     * @param rows          all of its row numbers
     */
    record Found(UUID runId, int resultOrdinal, int[] rows) {}

    /** Writes the alerts of a run, by COPY. */
    void insert(UUID runId, List<Performed> performed) {
        RunEnvelope envelope = envelopes.ensure(runId);
        template.execute((Connection connection) -> {
            try (PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), AlertRows.COPY,
                    COPY_BUFFER)) {
                AlertRows.write(runId, envelope, performed, out);
            } catch (IOException broken) {
                throw new SQLException("alerts could not be copied", broken);
            }
            return 0;
        });
    }

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
            .query(summaries(envelopes.of(runId)))
            .list();
    }

    Optional<AlertSummary> summary(long id) {
        return runOf(id).flatMap(runId -> database.sql(SUMMARY + " where a.id = :id")
            .param("id", id)
            .query(summaries(envelopes.of(runId)))
            .optional());
    }

    Optional<Found> find(long id) {
        return database.sql("select run_id, result_ordinal, row_nos from alert where id = :id")
            .param("id", id)
            .query((row, number) -> new Found(row.getObject("run_id", UUID.class), row.getInt("result_ordinal"),
                    numbers(row.getArray("row_nos")).stream().mapToInt(Integer::intValue).toArray()))
            .optional();
    }

    /** The arithmetic of an alert, a JSON object. */
    String explanation(long id, UUID runId) {
        RunEnvelope envelope = envelopes.of(runId);
        return database.sql("select run_id, result_ordinal, ordinal, explanation from alert where id = :id")
            .param("id", id)
            .query((row, number) -> explanation(row, envelope))
            .single();
    }

    /** The alerts given, in order, by the run that raised them. */
    Map<UUID, List<Long>> byRun(Collection<Long> ids) {
        Map<UUID, List<Long>> alerts = new TreeMap<>();
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

    /** Number of judgements of an alert. */
    int judgements(long alertId) {
        return database.sql("select count(*) from disposition where alert_id = :alert")
            .param("alert", alertId)
            .query(Integer.class)
            .single();
    }

    List<Disposition> dispositions(long alertId, UUID runId) {
        RunEnvelope envelope = envelopes.of(runId);
        return database
            .sql("select outcome, reason, made_by, made_at from disposition where alert_id = :alert order by id")
            .param("alert", alertId)
            .query((row, number) -> new Disposition(DispositionOutcome.valueOf(row.getString("outcome")),
                    row.getString("reason"), row.getString("made_by"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant()))
            .list()
            .stream()
            .map(stored -> stored.because(
                    envelope.open("disposition", "reason", place(alertId, stored), stored.reason())))
            .toList();
    }

    /** Adds one judgement to each of the alerts of a run. */
    void dispose(UUID runId, Collection<Long> ids, Disposition disposition) {
        RunEnvelope envelope = envelopes.ensure(runId);
        database.sql("""
                insert into disposition (alert_id, outcome, reason, made_by, made_at)
                select id, :outcome, reason, :by, :at from unnest(:ids, :reasons) as judged (id, reason)
                """)
            .param("ids", ids.toArray(Long[]::new))
            .param("outcome", disposition.outcome().name())
            .param("reasons",
                    ids.stream()
                        .map(id -> envelope.seal("disposition", "reason", place(id, disposition), disposition.reason()))
                        .toArray(String[]::new))
            .param("by", disposition.by())
            .param("at", disposition.at().atOffset(ZoneOffset.UTC))
            .update();
        database.sql("update alert set state = 'DISPOSITIONED' where id = any(:ids) and state = 'OPEN'")
            .param("ids", ids.toArray(Long[]::new))
            .update();
    }

    /** All alerts of a result by their rows and grade, with the judgement that holds; opened a few at a time. */
    KnownAlerts known(UUID runId, int resultOrdinal) {
        RunEnvelope envelope = envelopes.of(runId);
        KnownAlerts known = new KnownAlerts();
        List<Long> few;
        long after = 0;
        do {
            few = database.sql(KNOWN)
                .param("run", runId)
                .param("ordinal", resultOrdinal)
                .param("after", after)
                .query((row, number) -> {
                    String outcome = row.getString("outcome");
                    known.add(numbers(row.getArray("row_nos")).stream().mapToInt(Integer::intValue).toArray(),
                            KnownAlerts.grade(steps(explanation(row, envelope))),
                            outcome == null ? null : DispositionOutcome.valueOf(outcome));
                    return row.getLong("id");
                })
                .list();
            after = few.isEmpty() ? after : few.getLast();
        } while (few.size() == FETCHED);
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
        return sameRows ? changed(here, there) : lacking(here, there);
    }

    private Optional<Only> lacking(Comparison.Place here, Comparison.Place there) {
        RunEnvelope envelope = envelopes.of(here.runId());
        long[] count = new long[1];
        List<Difference.Example> examples = database
            .sql(EXAMPLE + """
                    , count(*) over () as count from alert a where a.run_id = :here and a.result_ordinal = :hereAt
                    and not exists (select from alert b where b.run_id = :there and b.result_ordinal = :thereAt
                                    and b.row_nos = a.row_nos) order by a.id limit\s""" + EXAMPLES)
            .param("here", here.runId())
            .param("hereAt", here.ordinal())
            .param("there", there.runId())
            .param("thereAt", there.ordinal())
            .query((row, number) -> {
                count[0] = row.getLong("count");
                return example(row, explanation(row, envelope));
            })
            .list();
        return examples.isEmpty() ? Optional.empty() : Optional.of(new Only(count[0], examples));
    }

    /** Alerts beside those of the same rows, a few at a time: what they say is compared once it is opened. */
    private Optional<Only> changed(Comparison.Place here, Comparison.Place there) {
        RunEnvelope ours = envelopes.of(here.runId());
        RunEnvelope theirs = envelopes.of(there.runId());
        Differing differing = new Differing();
        JdbcTemplate few = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        few.setFetchSize(FETCHED);
        JdbcClient.create(few)
            .sql(EXAMPLE + """
                    , a.id, b.points as other_points, b.ordinal as other_ordinal, b.explanation as other_explanation
                    from alert a join alert b on b.row_nos = a.row_nos
                    where a.run_id = :here and a.result_ordinal = :hereAt and b.run_id = :there
                      and b.result_ordinal = :thereAt order by a.id
                    """)
            .param("here", here.runId())
            .param("hereAt", here.ordinal())
            .param("there", there.runId())
            .param("thereAt", there.ordinal())
            .query(row -> {
                String explanation = explanation(row, ours);
                String other = theirs.openJson("alert", "explanation",
                        AlertRows.place(there.runId(), there.ordinal(), row.getInt("other_ordinal")),
                        row.getString("other_explanation"));
                differing.see(row.getLong("id"), row.getInt("points") == row.getInt("other_points")
                        && canonical(explanation).equals(canonical(other)), example(row, explanation));
            });
        differing.end();
        return differing.examples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Only(differing.count, differing.examples));
    }

    /** Alerts that say something else than all others of the same rows; the pairs of one alert come one after the other. */
    private static final class Differing {

        private final List<Difference.Example> examples = new ArrayList<>();
        private long count;
        private long alert;
        private Difference.@Nullable Example open;

        private void see(long id, boolean same, Difference.Example example) {
            if (id != alert) {
                end();
                alert = id;
                open = example;
            }
            if (same) {
                open = null;
            }
        }

        private void end() {
            if (open != null) {
                count++;
                if (examples.size() < EXAMPLES) {
                    examples.add(open);
                }
            }
            open = null;
        }
    }

    private Optional<UUID> runOf(long id) {
        return database.sql("select run_id from alert where id = :id").param("id", id).query(UUID.class).optional();
    }

    private static RowMapper<AlertSummary> summaries(RunEnvelope envelope) {
        return (row, number) -> {
            String outcome = row.getString("outcome");
            return new AlertSummary(row.getLong("id"), row.getObject("run_id", UUID.class), row.getString("procedure"),
                    row.getInt("version"), row.getInt("points"), AlertState.valueOf(row.getString("state")),
                    numbers(row.getArray("first_rows")), row.getInt("row_count"),
                    sentence(explanation(row, envelope)),
                    outcome == null ? null : DispositionOutcome.valueOf(outcome));
        };
    }

    private static Difference.Example example(ResultSet row, String explanation) throws SQLException {
        return new Difference.Example(numbers(row.getArray("first_rows")), row.getInt("points"), sentence(explanation));
    }

    private static String explanation(ResultSet row, RunEnvelope envelope) throws SQLException {
        return envelope.openJson("alert", "explanation",
                AlertRows.place(row.getObject("run_id", UUID.class), row.getInt("result_ordinal"),
                        row.getInt("ordinal")),
                row.getString("explanation"));
    }

    private static String canonical(String json) {
        return CanonicalJson.write(StoredJson.read(json));
    }

    private static String sentence(String explanation) {
        return Objects.toString(StoredJson.object(StoredJson.read(explanation)).get("sentence"));
    }

    private static Map<String, Object> steps(String explanation) {
        return StoredJson.object(StoredJson.object(StoredJson.read(explanation)).get("steps"));
    }

    /** Whose judgement it is and when it was made, so that one is not taken for another. */
    private static String place(long alertId, Disposition disposition) {
        return alertId + "/" + disposition.outcome() + "/" + disposition.by() + "/" + disposition.at();
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }
}
