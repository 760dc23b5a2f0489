package com.nexusplatform.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** The service verifies its trail without being asked, and says what it found. */
class VerificationJobIT {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TrailFixtures.Replica replica;
    private VerificationRepository verifications;
    private Connection owner;
    private JdbcTemplate edits;

    @BeforeEach
    void writeATrail() throws SQLException {
        String url = TrailFixtures.database("trail_verified");
        TestServers servers = TestServers.get();
        replica = TrailFixtures.Replica.over(
                new DriverManagerDataSource(url, servers.username(), servers.password()), TrailFixtures.settings());
        verifications = new VerificationRepository(JdbcClient.create(replica.database()), replica.trail());
        owner = DriverManager.getConnection(url, servers.username(), servers.password());
        edits = new JdbcTemplate(new SingleConnectionDataSource(owner, true));
        edits.execute("set session_replication_role = replica"); // triggers and keys look away
        record(50);
    }

    @AfterEach
    void close() throws SQLException {
        owner.close();
    }

    @Test
    void verifiesAllAtFirstAndThenWhatWasAdded() {
        assertThat(run(NOON)).isEqualTo(
                new VerifiedTrail(NOON, true, replica.chain().head(), null));
        record(30);
        VerifiedTrail added = run(NOON.plusSeconds(600));
        assertThat(added).isEqualTo(new VerifiedTrail(NOON.plusSeconds(600), false, replica.chain().head(), null));
        assertThat(added.head().sequence()).isEqualTo(80);
        assertThat(run(NOON.plus(Duration.ofHours(23))).whole()).isFalse();
        assertThat(run(NOON.plus(Duration.ofHours(24))).whole()).isTrue();
        assertThat(gauge("nexus.trail.broken", NOON)).isZero();
        assertThat(gauge("nexus.trail.verified.sequence", NOON)).isEqualTo(80);
        assertThat(gauge("nexus.trail.verified.age", NOON.plus(Duration.ofHours(25)))).isEqualTo(3_600);
    }

    @Test
    void findsAChangeOfWhatWasAddedAndSaysSoOnceInTheTrail() {
        run(NOON);
        record(10);
        edits.update("update audit_event set actor = 'nobody' where id = (select event_id from audit_link where"
                + " sequence = 55)");
        for (int minute = 1; minute <= 3; minute++) {
            VerifiedTrail found = run(NOON.plusSeconds(minute * 60L));
            assertThat(found.breach()).isNotNull();
            assertThat(found.breach().sequence()).isEqualTo(55);
            assertThat(found.head().sequence()).isEqualTo(54);
            assertThat(found.whole()).isEqualTo(minute > 1);
        }
        assertThat(edits.queryForObject("select count(*) from audit_event where act = 'TRAIL_FOUND_BROKEN'",
                Long.class))
            .isEqualTo(1);
        assertThat(gauge("nexus.trail.broken", NOON)).isEqualTo(1);

        edits.update("update audit_event set actor = null where actor = 'nobody'");
        assertThat(run(NOON.plusSeconds(300)).breach()).isNull();
        assertThat(gauge("nexus.trail.broken", NOON)).isZero();
    }

    @Test
    void findsAChangeOfWhatWasVerifiedWhenItVerifiesAllAgain() {
        run(NOON);
        edits.update("update audit_event set object_id = 'other' where id = (select event_id from audit_link where"
                + " sequence = 7)");
        assertThat(run(NOON.plusSeconds(600)).breach()).isNull();
        VerifiedTrail found = run(NOON.plus(Duration.ofHours(25)));
        assertThat(found.breach()).isNotNull();
        assertThat(found.breach().sequence()).isEqualTo(7);
    }

    @Test
    void findsThatAnEndWasCutOffWhichWasVerifiedBefore() {
        run(NOON);
        edits.update("delete from audit_link where sequence > 40");
        edits.update("delete from audit_checkpoint");
        VerifiedTrail found = run(NOON.plusSeconds(600));
        assertThat(found.breach()).isNotNull();
        assertThat(found.breach().sequence()).isEqualTo(50);
    }

    private void record(int events) {
        replica.transaction().executeWithoutResult(status -> {
            for (int i = 0; i < events; i++) {
                replica.trail().record(Entry.ofService(Act.RUN_STARTED, "r" + i));
            }
        });
        replica.chainAll();
    }

    private VerificationJob job(Instant now) {
        return new VerificationJob(replica.reader(), verifications, TrailFixtures.settings(), at(now));
    }

    /** As the service does it, in whose context the repository opens the transaction. */
    private VerifiedTrail run(Instant now) {
        VerifiedTrail[] verified = new VerifiedTrail[1];
        replica.transaction().executeWithoutResult(status -> verified[0] = job(now).run());
        return verified[0];
    }

    private double gauge(String name, Instant now) {
        meters.clear();
        VerificationGauges gauges = new VerificationGauges(verifications, at(now), meters);
        gauges.look();
        return meters.get(name).gauge().value();
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
