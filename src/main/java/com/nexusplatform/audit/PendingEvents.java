package com.nexusplatform.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Number and age of the events that are not in the chain yet. Read in the background, so that a scrape never waits for the database. */
@Component
class PendingEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PendingEvents.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("trail-pending").daemon().factory());
    private volatile double count;
    private volatile double seconds;
    private volatile @Nullable Future<?> looking;

    PendingEvents(JdbcClient database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        Gauge.builder("nexus.trail.pending", this, pending -> pending.count)
            .description("Events that are not in the chain yet")
            .register(registry);
        TimeGauge.builder("nexus.trail.pending.age", this, TimeUnit.SECONDS, pending -> pending.seconds)
            .description("Age of the oldest event that is not in the chain yet")
            .register(registry);
    }

    /** Reads both. */
    void look() {
        try {
            database.sql("select count(*), min(e.at) from audit_pending p join audit_event e on e.id = p.event_id")
                .query(row -> {
                    count = row.getLong(1);
                    OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                    seconds = oldest == null
                            ? 0
                            : Math.max(0, Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1000.0);
                });
        } catch (DataAccessException unreachable) {
            LOG.debug("the events that wait cannot be counted", unreachable);
        }
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
