package com.nexusplatform.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The age of the last backup that was checked; of the schema, where there never was one, so that a service without backups is
 * noticed too. Read in the background, so that a scrape never waits for the database.
 */
@Component
class BackupAge implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupAge.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("backup-age").daemon().factory());
    private volatile @Nullable Instant last;
    private volatile @Nullable Future<?> looking;

    BackupAge(JdbcClient database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        TimeGauge.builder("nexus.backup.age", this, TimeUnit.SECONDS, BackupAge::seconds)
            .description("Age of the last backup that was checked; of the schema, where there never was one")
            .register(registry);
    }

    /** Reads when the last backup was made. */
    void look() {
        try {
            last = database.sql("""
                    select coalesce((select max(finished_at) from backup),
                                    (select min(installed_on)::timestamptz from flyway_schema_history))
                    """).query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant()).single();
        } catch (DataAccessException unreachable) {
            LOG.debug("the age of the last backup cannot be read", unreachable);
        }
    }

    /** The age in seconds; not a number until it was read once. */
    double seconds() {
        Instant then = last;
        return then == null ? Double.NaN : Math.max(0, Duration.between(then, clock.instant()).toMillis() / 1000.0);
    }

    @Override
    public void start() {
        looking = timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        looking = null;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
