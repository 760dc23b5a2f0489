package com.nexusplatform.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.RegularLook;

/** Number and age of the events that are not in the chain yet. Read in the background, so that a scrape never waits for the database. */
@Component
class PendingEvents extends RegularLook {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Clock clock;
    private volatile double count;
    private volatile double seconds;

    PendingEvents(JdbcClient database, Clock clock, MeterRegistry registry) {
        super("trail-pending", INTERVAL);
        this.database = database;
        this.clock = clock;
        Gauge.builder("nexus.trail.pending", this, pending -> pending.count)
            .description("Events that are not in the chain yet")
            .register(registry);
        TimeGauge.builder("nexus.trail.pending.age", this, TimeUnit.SECONDS, pending -> pending.seconds)
            .description("Age of the oldest event that is not in the chain yet")
            .register(registry);
    }

    @Override
    protected void read() {
        database.sql("select count(*), min(e.at) from audit_pending p join audit_event e on e.id = p.event_id")
            .query(row -> {
                count = row.getLong(1);
                OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                seconds = oldest == null
                        ? 0
                        : Math.max(0, Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1000.0);
            });
    }
}
