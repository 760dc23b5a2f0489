package com.nexusplatform.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Times the question of each procedure in DuckDB's SQL over the transactions of a CSV file, loaded into its own table first.
 * Prints {@code code milliseconds-with-one-thread milliseconds-with-all} lines, medians of three, for
 * {@code scripts/bench/analysis.sh}. Where SQL cannot ask the whole question, it asks the nearest part of it.
 */
final class DuckDbReference {

    private static final int REPEATS = 3;

    private DuckDbReference() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            statement.execute("create table t as select row_number() over () as row_no, ref, account, counterparty,"
                    + " cast(round(amount * 100) as bigint) as cents, posted_at, channel, narrative from read_csv('"
                    + arguments[0].replace("'", "''")
                    + "', types = {'amount': 'decimal(18,2)', 'posted_at': 'timestamp'})");
            masters(statement);
            System.out.printf(Locale.ROOT, "# duckdb loaded in %d ms%n", (System.nanoTime() - start) / 1_000_000);
            for (Map.Entry<String, String> question : questions().entrySet()) {
                statement.execute("set threads = 1");
                long one = median(statement, question.getValue());
                statement.execute("reset threads");
                System.out.printf(Locale.ROOT, "%s %d %d%n", question.getKey(), one,
                        median(statement, question.getValue()));
            }
        }
    }

    /** Masters with the proportions of {@code SampleMasters}. */
    private static void masters(Statement statement) throws SQLException {
        statement.execute("create table vendors as select counterparty id, 'Works ' || counterparty as name,"
                + " 'DE' || hash(counterparty) % 1000000007 as bank, if(hash(counterparty) % 97 = 5, 'blocked', 'active')"
                + " status, date '2020-01-01' + cast(hash(counterparty) % 1000 as integer) opened"
                + " from (select distinct counterparty from t) where hash(counterparty) % 50 <> 7");
        statement.execute("create table employees as select id, 'Person ' || id as name,"
                + " if(row_number() over (order by id) % 30 = 4, bank, 'XX' || id) bank from vendors order by id limit 300");
    }

    private static long median(Statement statement, String sql) throws SQLException {
        long[] millis = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    rows.getObject(1);
                }
            }
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        return millis[REPEATS / 2];
    }

    private static Map<String, String> questions() {
        Map<String, String> sql = new LinkedHashMap<>();
        sql.put("DIG-1", "select left(cast(cents as varchar), 1) d, count(*) from t where cents > 0 group by d");
        sql.put("DIG-2",
                "select left(rpad(cast(cents as varchar), 2, '0'), 2) d, count(*) from t where cents > 0 group by d");
        sql.put("DIG-3", "select substr(rpad(cast(cents as varchar), 2, '0'), 2, 1) d, count(*) from t where cents > 0"
                + " group by d");
        sql.put("DIG-4", "select left(rpad(cast(cents as varchar), 2, '0'), 2) d, sum(cents) s, count(*) from t"
                + " where cents > 0 group by d order by s desc");
        sql.put("DIG-5", "select cents % 100 d, count(*) from t where cents >= 1000 group by d");
        sql.put("DIG-6",
                "select cents, count(*) n from t group by cents having n >= 20 order by n desc, cents limit 20");
        payments(sql);
        sql.put("LED-1",
                "select p, n, previous from (select p, n, lag(n) over (partition by p order by n) previous from"
                        + " (select regexp_extract(ref, '^(.*?)([0-9]+)$', 1) p,"
                        + " cast(regexp_extract(ref, '^(.*?)([0-9]+)$', 2) as bigint) n from t)) where n - previous > 1 or n = previous");
        sql.put("LED-2",
                "select account, count(*) filter (cents % 100000 = 0 and cents >= 1000000) r, count(*) n from t"
                        + " group by account having r > 0");
        sql.put("LED-3", "select row_no from t where dayofweek(posted_at) in (0, 6) or hour(posted_at) >= 20"
                + " or hour(posted_at) < 6");
        sql.put("LED-4",
                "select row_no from t where cast(day(posted_at) <= 3 or day(posted_at + interval 3 day) <= 3 as int)"
                        + " + cast(length(trim(narrative)) < 5 as int) + cast(cents % 100000 = 0 as int) >= 2");
        sql.put("LED-5", "with p as (select account a, counterparty b, count(*) n from t group by all),"
                + " u as (select account a, count(*) n from t group by a), v as (select counterparty b, count(*) n from t group by b)"
                + " select a, b from p join u using (a) join v using (b) where p.n < 3 and p.n < 0.05 * u.n and p.n < 0.05 * v.n"
                + " union all select a, null from u where n <= 3");
        sql.put("LED-7",
                "select row_no from t where regexp_matches(narrative, '\\b(plug|override|gift|cash|suspense|reversal|write.off"
                        + "|manual adj|correction|adjustment|reclass|misc)\\b', 'i')");
        launderingQuestions(sql);
        sql.put("ANO-1", "with l as (select row_no, counterparty, ln(cents) x from t where cents > 0),"
                + " m as (select counterparty, median(x) m from l group by counterparty having count(*) >= 10),"
                + " d as (select l.*, m.m, abs(x - m.m) a from l join m using (counterparty)),"
                + " s as (select counterparty, median(a) mad from d group by counterparty)"
                + " select row_no from d join s using (counterparty) where mad > 0 and 0.6745 * a / mad > 3.5");
        sql.put("SMP-2", "select row_no from t using sample reservoir(59 rows) repeatable (1)");
        sql.put("SMP-3",
                "select sign(cents) * (1 + floor(log10(greatest(abs(cents), 1)))) s, count(*), sum(cents) from t"
                        + " group by s");
        return sql;
    }

    private static void launderingQuestions(Map<String, String> sql) {
        sql.put("AML-1", "select account, cast(posted_at as date) d, list(row_no) from t where channel = 'CASH'"
                + " and cents > 0 and cents < 1000000 group by all having count(*) >= 2 and sum(cents) > 1000000");
        sql.put("AML-2", "with l as (select *, lag(posted_at) over w previous, count(*) over w n from t"
                + " window w as (partition by account order by posted_at)),"
                + " g as (select * from l where posted_at - previous >= interval 90 days and n > 10)"
                + " select g.row_no from g join t using (account) where t.posted_at < g.posted_at"
                + " group by g.row_no, g.cents having g.cents >= quantile_cont(t.cents, 0.95)");
        sql.put("AML-3",
                "with d as (select account, cast(posted_at as date) d, count(*) c, sum(cents) s from t group by all),"
                        + " p as (select *, count(*) over w n, avg(c) over w mc, stddev_samp(c) over w sc, avg(s) over w ms,"
                        + " stddev_samp(s) over w ss from d window w as (partition by account order by d rows between unbounded"
                        + " preceding and 1 preceding)) select account, d from p where n >= 20 and (c >= mc + 3 * sc or s >= ms + 3 * ss)");
        sql.put("AML-4", "select i.row_no, o.row_no from t i join t o on i.counterparty = o.account"
                + " and o.posted_at >= i.posted_at and o.posted_at < i.posted_at + interval 24 hours"
                + " and o.cents <= i.cents and o.cents * 100 >= i.cents * 81");
        sql.put("AML-5", "select row_no from (select row_no, count(distinct account) over (partition by counterparty"
                + " order by posted_at range between interval 24 hours preceding and current row) n from t) where n >= 5");
    }

    private static void payments(Map<String, String> sql) {
        sql.put("PAY-1", "select counterparty, cents, ltrim(regexp_replace(upper(ref), '[^0-9A-Z]', '', 'g'), '0') k,"
                + " list(row_no) from t where cents > 0 group by all having count(*) > 1");
        sql.put("PAY-2",
                "select a.row_no, b.row_no from t a join t b on a.counterparty = b.counterparty and a.cents = b.cents"
                        + " and a.row_no < b.row_no and abs(date_diff('day', a.posted_at, b.posted_at)) <= 3"
                        + " where levenshtein(a.ref, b.ref) between 1 and 2");
        sql.put("PAY-3",
                "select l, count(*) filter (cents >= 90 * l and cents < 100 * l) below,"
                        + " count(*) filter (cents >= 100 * l and cents < 110 * l) above"
                        + " from t, (values (1000), (5000)) limits(l) group by l");
        sql.put("PAY-4", "select l, counterparty, d, n, s from (select l, counterparty, cast(posted_at as date) as d,"
                + " count(*) over w n, sum(cents) over w s from t, (values (1000), (5000)) limits(l)"
                + " where cents > 0 and cents < 100 * l window w as (partition by l, counterparty order by"
                + " cast(posted_at as date) range between current row and interval 3 days following))"
                + " where n >= 2 and s >= 100 * l");
        sql.put("PAY-6", "select v.id, e.id, t.row_no from vendors v join employees e on v.bank = e.bank or"
                + " v.name = e.name join t on t.counterparty = v.id");
        sql.put("PAY-7", "select t.row_no from t left join vendors v on t.counterparty = v.id where cents > 0 and"
                + " (v.id is null or v.status = 'blocked' or date_diff('day', v.opened, t.posted_at) between -30 and 30)");
        sql.put("PAY-5",
                "select counterparty, m[1] largest, m[2] runner_up from (select counterparty, max(cents, 2) m from t"
                        + " where cents > 0 group by counterparty) where len(m) = 2 and m[1] >= 10 * m[2]");
    }
}
