package com.nexusplatform.fuzz;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import com.nexusplatform.local.TestServers;

/** All that the service keeps, as one digest a table; without what a refusal may well leave behind: trail, sessions, rates. */
final class Tables implements Fuzzing.State, AutoCloseable {

    private static final String NAMES = """
            select c.oid::regclass::text from pg_class c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and c.relname !~ '^(audit_|scheduled_tasks|user_session|refresh_token|flyway_|backup|idempoten|rate_|sign_in)'
            """;
    /** Columns where a refusal leaves a wrong code counted, as it must: five of them, and the next waits. */
    private static final Map<String, String> COUNTS = Map.of("second_factor", "failures,held_until");
    private static final String AT_WORK = """
            select (select count(*) from run where status in ('QUEUED', 'RUNNING'))
                 + (select count(*) from dataset where status in ('RECEIVED', 'LOADING'))
            """;

    private final Connection database;

    Tables(TestServers servers) throws SQLException {
        database = DriverManager.getConnection(servers.databaseUrl(), servers.username(), servers.password());
    }

    @Override
    public Map<String, String> digest() {
        Map<String, String> digests = new TreeMap<>();
        read(names().stream()
            .map(name -> "select '%s', count(*) || ' ' || coalesce(sum(hashtextextended(%s, 0)), 0) from %s t"
                .formatted(name, COUNTS.containsKey(name)
                        ? "(to_jsonb(t) - '{%s}'::text[])::text".formatted(COUNTS.get(name))
                        : "t::text", name))
            .collect(Collectors.joining(" union all ")), row -> digests.put(row.getString(1), row.getString(2)));
        return digests;
    }

    /** Waits until loads and runs that were accepted before have ended. */
    @Override
    public void settle() {
        Awaitility.await("loads and runs end").pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(2)).until(() -> {
            long[] left = new long[1];
            read(AT_WORK, row -> left[0] = row.getLong(1));
            return left[0] == 0;
        });
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        read(NAMES, row -> names.add(row.getString(1)));
        return names;
    }

    private void read(String sql, Row row) {
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                row.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Takes one row. */
    private interface Row {

        void read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
