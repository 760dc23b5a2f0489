package com.nexusplatform.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the service says about the backups of its database. */
class BackupAgeIT extends ServiceIT {

    private static final Instant LATER = Instant.parse("2099-06-01T00:00:00Z");

    @Autowired
    private JdbcClient database;

    @Test
    void growsFromTheFirstStartUntilThereIsABackup() {
        database.sql("delete from backup").update();
        Instant installed = database.sql("select min(installed_on)::timestamptz from flyway_schema_history")
            .query((row, number) -> row.getObject(1, OffsetDateTime.class))
            .single()
            .toInstant();
        BackupAge age = new BackupAge(database, Clock.fixed(LATER, ZoneOffset.UTC), new SimpleMeterRegistry());
        assertThat(age.seconds()).isNaN();
        age.look();
        assertThat(age.seconds()).isCloseTo(Duration.between(installed, LATER).toMillis() / 1000.0, within(0.01));

        note(LATER.minusSeconds(7200), "older.dump");
        note(LATER.minusSeconds(3600), "newer.dump");
        age.look();
        assertThat(age.seconds()).isEqualTo(3600.0);
        database.sql("delete from backup").update();
    }

    @Test
    void isServedInSeconds() {
        await("the age is read",
                () -> client().get("/metrics").expect(200).text().matches("(?s).*\nnexus_backup_age_seconds [0-9].*"));
    }

    private void note(Instant at, String file) {
        database.sql("insert into backup (finished_at, file, bytes, sha256) values (:at, :file, 1, repeat('0', 64))")
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("file", file)
            .update();
    }
}
