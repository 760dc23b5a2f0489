package com.nexusplatform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code audit_verification}: what the service found when it verified the trail. */
@Repository
class VerificationRepository {

    private final JdbcClient database;
    private final Trail trail;

    VerificationRepository(JdbcClient database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** Keeps a verification, and records in the trail what is wrong, if that is news. */
    @Transactional
    public void keep(VerifiedTrail verified, boolean news) {
        Verdict.Breach breach = verified.breach();
        add(verified, breach);
        if (breach != null && news) {
            Map<String, @Nullable Object> found = new LinkedHashMap<>();
            found.put("sequence", breach.sequence());
            found.put("eventId", breach.eventId());
            found.put("what", breach.what());
            trail.record(Entry.ofService(Act.TRAIL_FOUND_BROKEN, "chain").after(found));
        }
    }

    private void add(VerifiedTrail verified, Verdict.@Nullable Breach breach) {
        database.sql("""
                insert into audit_verification (at, whole, sequence, hash, broken_sequence, broken_event, broken)
                values (:at, :whole, :sequence, :hash, :brokenSequence, :brokenEvent, :broken)
                """)
            .param("at", verified.at().atOffset(ZoneOffset.UTC))
            .param("whole", verified.whole())
            .param("sequence", verified.head().sequence())
            .param("hash", verified.head().hash())
            .param("brokenSequence", breach == null ? null : breach.sequence())
            .param("brokenEvent", breach == null ? null : breach.eventId())
            .param("broken", breach == null ? null : breach.what())
            .update();
    }

    /** The last verification. */
    Optional<VerifiedTrail> last() {
        return one("order by id desc limit 1");
    }

    /** The last one that began at the first link. */
    Optional<VerifiedTrail> lastWhole() {
        return one("where whole order by id desc limit 1");
    }

    private Optional<VerifiedTrail> one(String which) {
        return database.sql("select * from audit_verification " + which)
            .query(VerificationRepository::verified)
            .optional();
    }

    private static VerifiedTrail verified(ResultSet row, int number) throws SQLException {
        return new VerifiedTrail(row.getObject("at", OffsetDateTime.class).toInstant(), row.getBoolean("whole"),
                new Head(row.getLong("sequence"), row.getString("hash")), breach(row));
    }

    private static Verdict.@Nullable Breach breach(ResultSet row) throws SQLException {
        String what = row.getString("broken");
        return what == null
                ? null
                : new Verdict.Breach(row.getObject("broken_sequence", Long.class),
                        row.getObject("broken_event", Long.class), what);
    }
}
