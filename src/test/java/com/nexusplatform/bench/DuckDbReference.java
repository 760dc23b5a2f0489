package com.nexusplatform.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.nexusplatform.procedure.journal.DescriptionKeywords;

/**
 * The question of each procedure in DuckDB's SQL, over generated transactions and masters in its own tables. Where SQL cannot ask
 * the whole question, it asks the nearest part of it: never more than the procedure does, and ANO-2 not at all.
 */
final class DuckDbReference {

    private DuckDbReference() {}

    /** Fills the tables t, vendors and employees from the files that {@link GeneratedTransactions} wrote. */
    static void load(Statement statement, String file) throws SQLException {
        String quoted = file.replace("'", "''");
        statement.execute("create table t as select row_number() over () as row_no, ref, account, counterparty,"
                + " cast(round(amount * 100) as bigint) as cents, currency, posted_at, channel, narrative, counter_account,"
                + " created_by, approved_by, value_date from read_csv('" + quoted
                + "', types = {'amount': 'decimal(18,2)', 'posted_at': 'timestamp', 'value_date': 'date'})");
        for (String master : new String[]{"vendors", "employees"}) {
            statement.execute("create table " + master + " as select * from read_csv('" + quoted + '.' + master
                    + "', delim = ',', types = {'opened': 'date'})");
        }
    }

    /** The questions by code. */
    static Map<String, String> questions() {
        Map<String, String> sql = new LinkedHashMap<>();
        sql.put("DIG-1", "select left(cast(cents as varchar), 1) d, count(*) from t where cents > 0 group by d");
        sql.put("DIG-2",
                "select left(rpad(cast(cents as varchar), 2, '0'), 2) d, count(*) from t where cents > 0 group by d");
        sql.put("DIG-3", "select substr(rpad(cast(cents as varchar), 2, '0'), 2, 1) d, count(*) from t where cents > 0"
                + " group by d");
        sql.put("DIG-4", "select left(rpad(cast(cents as varchar), 2, '0'), 2) d, sum(cents) s, count(*) from t"
                + " where cents > 0 group by d order by s desc");
        sql.put("DIG-5", "select cents % 100 d, currency, sign(cents) s, count(*), min(cents), max(cents) from t"
                + " where cents >= 1000 or cents <= 0 group by all");
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
        sql.put("LED-3",
                "select ref, list(row_no), max(k) most, max(abs(cents)) amount from (select row_no, ref, cents,"
                        + " cast(dayofweek(posted_at) in (0, 6) as int) + cast(hour(posted_at) >= 20 or hour(posted_at) < 6 as int) k"
                        + " from t) where k > 0 group by ref order by most desc, amount desc, min(row_no) limit 5000");
        sql.put("LED-4",
                "select row_no from t where cast(day(posted_at) <= 3 or day(posted_at + interval 3 day) <= 3 as int)"
                        + " + cast(length(trim(narrative)) < 5 as int) + cast(cents % 100000 = 0 as int) >= 2");
        sql.put("LED-5", "with p as (select account a, counterparty b, count(*) n from t group by all),"
                + " u as (select account a, count(*) n from t group by a), v as (select counterparty b, count(*) n from t group by b)"
                + " select a, b from p join u using (a) join v using (b) where p.n < 3 and p.n < 0.05 * u.n and p.n < 0.05 * v.n"
                + " union all select a, null from u where n <= 3");
        sql.put("LED-6",
                "select row_no from t join (select upper(trim(created_by)) who, count(*) n from t group by who) p"
                        + " on upper(trim(created_by)) = who where upper(trim(created_by)) = upper(trim(approved_by)) or n < 3");
        sql.put("LED-7", "with h as (select row_no, regexp_extract(strip_accents(lower(narrative)), '\\b(" + keywords()
                + ")\\b', 1) word from t), u as (select word, count(*) n from h where word <> '' group by word)"
                + " select row_no from h join u using (word) where n <= 0.05 * (select count(*) from h)");
        launderingQuestions(sql);
        sql.put("ANO-1", "with l as (select row_no, counterparty, ln(cents) x from t where cents > 0),"
                + " m as (select counterparty, median(x) m from l group by counterparty having count(*) >= 10),"
                + " d as (select l.*, m.m, abs(x - m.m) a from l join m using (counterparty)),"
                + " s as (select counterparty, median(a) mad from d group by counterparty)"
                + " select row_no from d join s using (counterparty) where mad > 0 and 0.6745 * a / mad > 3.5");
        sql.put("SMP-1", "with b as (select currency, sum(cents) value from t where cents > 0 group by currency),"
                + " c as (select row_no, currency, cents, sum(cents) over (partition by currency order by row_no) upto from t"
                + " where cents > 0), i as (select currency, value / ceil(2.9957 * value / 20000000) step from b)"
                + " select row_no from c join i using (currency) where cents >= step"
                + " or floor(upto / step) <> floor((upto - cents) / step)");
        sql.put("SMP-2",
                "select row_no from (select row_no from t order by hash(row_no, 1), row_no limit 59) order by row_no");
        sql.put("SMP-3",
                "with a as (select currency, cents, sign(cents) * (1 + floor(log10(greatest(abs(cents), 1)))) s,"
                        + " date_diff('day', cast(posted_at as date), (select max(cast(posted_at as date)) from t)) age from t)"
                        + " select 's', currency, s, count(*), sum(cents) from a group by currency, s union all"
                        + " select 'a', currency, case when age is null then -1 when age > 90 then 4 when age > 60 then 3"
                        + " when age > 30 then 2 else 1 end b, count(*), sum(cents) from a group by currency, b");
        return sql;
    }

    private static void launderingQuestions(Map<String, String> sql) {
        sql.put("AML-1",
                "select coalesce(counter_account, account) party, currency, cast(posted_at as date) d, list(row_no) from t"
                        + " where channel = 'CASH'"
                        + " and cents > 0 and cents < 1000000 group by all having count(*) >= 2 and sum(cents) > 1000000");
        sql.put("AML-2", "with l as (select *, lag(posted_at) over w previous, count(*) over w n from t"
                + " window w as (partition by account, currency order by posted_at, row_no)),"
                + " g as (select * from l where posted_at - previous >= interval 90 days and n > 10)"
                + " select g.row_no from g join t using (account, currency) where t.posted_at < g.posted_at"
                + " group by g.row_no, g.cents having g.cents >= quantile_cont(t.cents, 0.95)");
        sql.put("AML-3", "with s as (select account, currency, posted_at, cents from t union all"
                + " select counter_account, currency, posted_at, cents from t),"
                + " d as (select account, currency, cast(posted_at as date) d, count(*) c, sum(cents) s from s group by all),"
                + " p as (select *, count(*) over w n, avg(c) over w mc, stddev_samp(c) over w sc, avg(s) over w ms,"
                + " stddev_samp(s) over w ss from d window w as (partition by account, currency order by d rows between"
                + " unbounded preceding and 1 preceding)) select account, d from p where n >= 20"
                + " and (c >= mc + 3 * sc or s >= ms + 3 * ss)");
        sql.put("AML-4", "select i.row_no, o.row_no from t i join t o on i.counter_account = o.account"
                + " and i.currency = o.currency and o.posted_at >= i.posted_at"
                + " and o.posted_at < i.posted_at + interval 24 hours"
                + " and o.cents <= i.cents and o.cents * 100 >= i.cents * 81 where i.account <> i.counter_account");
        sql.put("AML-5", "with w as (select *, count(distinct account) over (partition by counter_account, currency"
                + " order by posted_at range between interval 24 hours preceding and current row) fan_in,"
                + " count(distinct counter_account) over (partition by account, currency order by posted_at"
                + " range between interval 24 hours preceding and current row) fan_out from t)"
                + " select row_no from w where fan_in >= 5 or fan_out >= 5");
        sql.put("AML-6", "select a.row_no, b.row_no, c.row_no from t a join t b on a.counter_account = b.account"
                + " and a.currency = b.currency and b.posted_at >= a.posted_at and b.posted_at < a.posted_at + interval 30 days"
                + " and b.cents <= a.cents and b.cents * 10 >= a.cents * 9 join t c on b.counter_account = c.account"
                + " and c.counter_account = a.account and b.currency = c.currency and c.posted_at >= b.posted_at"
                + " and c.posted_at < a.posted_at + interval 30 days and c.cents <= b.cents and c.cents * 10 >= b.cents * 9");
    }

    private static void payments(Map<String, String> sql) {
        sql.put("PAY-1",
                "select counterparty, currency, cents, ltrim(regexp_replace(upper(ref), '[^0-9A-Z]', '', 'g'), '0') k,"
                        + " list(row_no) from t where cents > 0 group by all having count(*) > 1");
        sql.put("PAY-2",
                "select a.row_no, b.row_no from t a join t b on a.counterparty = b.counterparty and a.cents = b.cents"
                        + " and a.currency = b.currency"
                        + " and a.row_no < b.row_no and abs(date_diff('day', a.posted_at, b.posted_at)) <= 3"
                        + " where levenshtein(a.ref, b.ref) between 1 and 2");
        sql.put("PAY-3", "with b as (select l, currency, created_by, approved_by, counterparty, cents < 100 * l below"
                + " from t, (values (1000), (5000)) limits(l) where cents >= 90 * l and cents < 110 * l)"
                + " select l, currency, created_by, approved_by, counterparty, count(*) filter (below) n, count(*) from b"
                + " group by grouping sets ((l, currency), (l, currency, created_by), (l, currency, approved_by),"
                + " (l, currency, counterparty)) having count(*) >= 7");
        sql.put("PAY-4",
                "select l, counterparty, d, n, s from (select l, counterparty, currency, cast(posted_at as date) as d,"
                        + " count(*) over w n, sum(cents) over w s from t, (values (1000), (5000)) limits(l)"
                        + " where cents > 0 and cents < 100 * l window w as (partition by l, counterparty, currency order by"
                        + " cast(posted_at as date) range between current row and interval 3 days following))"
                        + " where n >= 2 and s >= 100 * l");
        sql.put("PAY-6",
                "select v.vendor_id, e.employee_id, t.row_no from vendors v join employees e on v.iban = e.iban"
                        + " or right(regexp_replace(v.phone, '[^0-9]', '', 'g'), 9) = right(regexp_replace(e.phone, '[^0-9]', '', 'g'), 9)"
                        + " or jaro_winkler_similarity(v.name, e.name, 0.92) >= 0.92 join t on t.counterparty = v.vendor_id"
                        + " where t.cents > 0");
        sql.put("PAY-7", unknownVendors());
        sql.put("PAY-5",
                "select counterparty, currency, n, m[1] largest, m[2] runner_up, row_no from (select counterparty, currency,"
                        + " count(*) n, max(cents, 2) m, arg_max(row_no, cents) row_no from t where cents > 0"
                        + " group by counterparty, currency) where n >= 3 and (m[1] >= 10 * m[2] or n >= 5 and m[1] >= 3 * m[2])"
                        + " order by m[1] / m[2] desc, row_no limit 5000");
    }

    /** Vendors unknown, blocked or new; and those that bill as ones do that do not exist: run-on numbers, round amounts, strangers. */
    private static String unknownVendors() {
        return "with p as (select row_no, counterparty c, cents, currency, cast(posted_at as date) d,"
                + " regexp_extract(ref, '^(.*?)[0-9]{1,15}[^0-9]*$', 1) around,"
                + " try_cast(regexp_extract(ref, '([0-9]{1,15})[^0-9]*$', 1) as bigint) n from t where cents > 0),"
                + " level as (select currency, quantile_disc(cents, 0.9) least from p group by currency),"
                + " v as (select c, count(*) k, count(*) filter (cents % 10000 = 0) round, count(distinct cents) different,"
                + " count(distinct around) arounds from p group by c),"
                + " s as (select c, d, n - lag(n) over w step, d < lag(d) over w back from p join v using (c)"
                + " where k between 4 and 60 and arounds = 1 window w as (partition by c order by n, d)),"
                + " run as (select c from s group by c having count(*) filter (step between 1 and 2) >= 0.8 * (count(*) - 1)"
                + " and count(*) filter (back) <= 0.2 * (count(*) - 1) and 2 * count(distinct d) > count(*))"
                + " select row_no from p left join vendors on c = vendor_id where vendor_id is null or status = 'blocked'"
                + " or date_diff('day', opened, d) between -30 and 30"
                + " union all select row_no from p join run using (c)"
                + " union all select row_no from p join v using (c) where k between 4 and 60 and round >= 0.8 * k and different >= 3"
                + " union all select row_no from p join v using (c) join level using (currency) where k <= 2 and cents >= least";
    }

    /** The dictionary of LED-7 as one alternative, the longest phrases first. */
    private static String keywords() {
        try (InputStream file = DescriptionKeywords.class.getResourceAsStream("keywords.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("version"))
                .map(line -> line.split(" ", 3)[2].replace("'", "''"))
                .sorted((one, other) -> other.length() - one.length())
                .collect(Collectors.joining("|"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
