package com.nexusplatform.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.RegularLook;

/**
 * The age of the last backup that was checked; of the schema, where there never was one, so that a service without backups is
 * noticed too. Read in the background, so that a scrape never waits for the database.
 */
@Component
class BackupAge extends RegularLook {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final Clock clock;
    private volatile @Nullable Instant last;

    BackupAge(JdbcClient database, Clock clock, MeterRegistry registry) {
        super("backup-age", INTERVAL);
        this.database = database;
        this.clock = clock;
        TimeGauge.builder("nexus.backup.age", this, TimeUnit.SECONDS, BackupAge::seconds)
            .description("Age of the last backup that was checked; of the schema, where there never was one")
            .register(registry);
    }

    @Override
    protected void read() {
        last = database.sql("""
                select coalesce((select max(finished_at) from backup),
                                (select min(installed_on)::timestamptz from flyway_schema_history))
                """).query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant()).single();
    }

    /** The age in seconds; not a number until it was read once. */
    double seconds() {
        Instant then = last;
        return then == null ? Double.NaN : Math.max(0, Duration.between(then, clock.instant()).toMillis() / 1000.0);
    }
}
