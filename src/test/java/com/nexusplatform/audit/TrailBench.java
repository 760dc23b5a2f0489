package com.nexusplatform.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import com.nexusplatform.audit.TrailFixtures.Replica;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/**
 * What the trail costs: sixteen writers on three replicas change teams of examinations, statement by statement as the service does,
 * alternately without and with an event each, while the chain is made.
 */
final class TrailBench {

    private static final int WRITERS = 16;
    private static final double MOST_COST = 25;
    private static final double LEAST_EVENTS = 1_000;

    private final List<Replica> replicas;
    private final List<UUID> examinations = new ArrayList<>();
    private final List<UUID> users = new ArrayList<>();

    private TrailBench(List<Replica> replicas) {
        this.replicas = replicas;
        JdbcTemplate database = replicas.getFirst().database();
        for (int i = 0; i < WRITERS; i++) {
            UUID examination = UUID.randomUUID();
            UUID user = UUID.randomUUID();
            database.update("insert into app_user values (?, ?, 'Writer', 'x', 'ACTIVE', false, now(), 0)", user,
                    "writer" + i);
            database.update("insert into examination values (?, 0, 'Bench', 'Harbour', '2026-01-01', '2026-12-31',"
                    + " 'EUR', null, 'PLANNED', now(), 'bench')", examination);
            database.update("insert into examination_preparer values (?, ?)", examination, user);
            database.update("insert into examination_member values (?, ?, ?, 'Writer', 'LEAD')", examination, user,
                    "writer" + i);
            examinations.add(examination);
            users.add(user);
        }
    }

    /** Seconds of a round and number of rounds; prints each round and the cost. */
    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        String url = TrailFixtures.database("trail_bench");
        List<HikariDataSource> pools = new ArrayList<>();
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(TestServers.get().username());
            config.setPassword(TestServers.get().password());
            config.setMaximumPoolSize(8);
            pools.add(new HikariDataSource(config));
            replicas.add(Replica.over(pools.getLast(), TrailFixtures.settings()));
        }
        replicas.forEach(replica -> replica.chainer().start());
        boolean cheap = new TrailBench(replicas).run(Duration.ofSeconds(seconds), rounds);
        replicas.forEach(replica -> replica.chainer().stop());
        pools.forEach(HikariDataSource::close);
        System.exit(cheap ? 0 : 1);
    }

    private boolean run(Duration time, int rounds) throws Exception {
        round(time.dividedBy(2), true);
        round(time.dividedBy(2), false);
        double[] costs = new double[rounds];
        double[] with = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double plain = round(time, false);
            double trailed = round(time, true);
            long start = System.nanoTime();
            Replica any = replicas.getFirst();
            while (any.database().queryForObject("select count(*) from audit_pending", Long.class) > 0) {
                Thread.sleep(5);
            }
            costs[i] = 100 * (1 - trailed / plain);
            with[i] = trailed;
            System.out.printf(Locale.ROOT, "round %d: %.0f writes/s without, %.0f with the trail, cost %.1f %%;"
                    + " the last event was linked after %d ms%n", i + 1, plain, trailed, costs[i],
                    (System.nanoTime() - start) / 1_000_000);
        }
        Arrays.sort(costs);
        Arrays.sort(with);
        Verdict verdict = replicas.getFirst().reader().verify(null);
        System.out.printf(Locale.ROOT, "median: %.0f events/s, cost %.1f %%; %d links, %d checkpoints, %s%n",
                with[rounds / 2], costs[rounds / 2], verdict.links(), verdict.checkpoints(),
                verdict.valid() ? "whole" : verdict.breach());
        return verdict.valid() && costs[rounds / 2] <= MOST_COST && with[rounds / 2] >= LEAST_EVENTS;
    }

    /** Writes per second. */
    private double round(Duration time, boolean trailed) throws Exception {
        AtomicLong writes = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                all.add(writers.submit(() -> {
                    for (int n = 0; System.nanoTime() < end; n++) {
                        write(writer, n, trailed);
                        writes.incrementAndGet();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return writes.get() / (time.toMillis() / 1000.0);
    }

    private void write(int writer, int number, boolean trailed) {
        Replica replica = replicas.get(writer % 3);
        JdbcTemplate database = replica.database();
        UUID examination = examinations.get(writer);
        String name = "writer" + writer;
        String duty = number % 2 == 0 ? "EXAMINER" : "LEAD";
        replica.transaction().executeWithoutResult(status -> {
            database.queryForList("select * from examination where id = ?", examination);
            database.queryForList("select * from examination_member where examination_id = ?", examination);
            database.queryForList("select * from app_user where username = ?", name);
            database.queryForList("select role from user_role where user_id = ?", users.get(writer));
            database.queryForList("select * from examination_preparer where examination_id = ?", examination);
            database.update("update examination set version = version + 1 where id = ?", examination);
            database.update("update examination_member set duty = ? where examination_id = ? and user_id = ?", duty,
                    examination, users.get(writer));
            if (trailed) {
                replica.trail()
                    .record(Entry
                        .of(Act.TEAM_CHANGED, new Actor(users.get(writer), name, Set.of(Role.LEAD_EXAMINER)),
                                examination)
                        .in(examination)
                        .before(Map.of(name, "LEAD"))
                        .after(Map.of(name, duty)));
            }
        });
    }
}
