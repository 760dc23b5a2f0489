package com.nexusplatform.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.nexusplatform.audit.TrailFixtures.Replica;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Sixteen writers on three replicas write one chain. */
class ThreeChainersIT {

    private static final int WRITERS = 16;
    private static final int EACH = 250;

    @Test
    void neitherForksNorLeavesAGap() throws Exception {
        String url = TrailFixtures.database("trail_writers");
        List<HikariDataSource> pools = new ArrayList<>();
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            HikariDataSource pool = pool(url);
            pools.add(pool);
            replicas.add(Replica.over(pool, TrailFixtures.settings("batch", "64", "checkpoint-events", "500")));
        }
        replicas.forEach(replica -> replica.chainer().start());
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Replica replica = replicas.get(writer % 3);
                int own = writer;
                all.add(writers.submit(() -> write(replica, own)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            Replica any = replicas.getFirst();
            int committed = WRITERS * EACH - WRITERS * EACH / 10;
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> any.chain().head().sequence() == committed);
            Verdict verdict = any.reader().verify(null);
            assertThat(verdict.breach()).isNull();
            assertThat(verdict.links()).isEqualTo(committed);
            assertThat(verdict.pending()).isZero();
            assertThat(verdict.checkpoints()).isPositive();
            assertThat(any.database().queryForObject("select count(*) from audit_event", Long.class))
                .isEqualTo(committed);
        } finally {
            replicas.forEach(replica -> replica.chainer().stop());
            pools.forEach(HikariDataSource::close);
        }
    }

    /** Every tenth act is taken back, and its event with it. */
    private static void write(Replica replica, int writer) {
        for (int i = 0; i < EACH; i++) {
            int number = i;
            replica.transaction().executeWithoutResult(status -> {
                replica.trail()
                    .record(Entry.ofService(Act.RUN_STARTED, "run-" + writer + "-" + number)
                        .after(Map.of("attempt", number)));
                if (number % 10 == 9) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(TestServers.get().username());
        config.setPassword(TestServers.get().password());
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
