package com.nexusplatform.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.vault.Place;
import com.nexusplatform.vault.SealedColumn;
import com.nexusplatform.vault.Vault;

/** Keys and the first answers to them, as PostgreSQL keeps them. */
@Repository
class FirstAnswerRepository {

    static final String FINGERPRINT = "fingerprint";
    static final String ANSWER = "answer";
    private static final String TABLE = "idempotency_key";

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;
    private final IdempotencyProperties properties;

    FirstAnswerRepository(JdbcClient database, Vault vault, Clock clock, IdempotencyProperties properties) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
        this.properties = properties;
    }

    static SealedColumn column(String name) {
        return new SealedColumn(TABLE, "id", name);
    }

    Optional<KeptKey> find(KeyedRequest request) {
        return database.sql("""
                select id, fingerprint, location, answer, kept_at from idempotency_key
                where user_id = :user and key = :key and expires_at > :now
                """)
            .param("user", request.actor().userId())
            .param("key", request.key())
            .param("now", at(clock.instant()))
            .query(this::kept)
            .optional();
    }

    /**
     * Writes the key of a request, within the transaction of the caller if there is one.
     *
     * @return the row, or nothing when another request was first
     */
    Optional<UUID> claim(KeyedRequest request, @Nullable String location, @Nullable FirstAnswer answer) {
        Instant now = clock.instant();
        UUID id = Identifiers.next(now.toEpochMilli());
        return database.sql("""
                insert into idempotency_key (id, user_id, key, fingerprint, location, answer, kept_at, expires_at)
                values (:id, :user, :key, :fingerprint, :location, :answer, :now, :expires)
                on conflict (user_id, key) do update
                set id = excluded.id, fingerprint = excluded.fingerprint, location = excluded.location,
                    answer = excluded.answer, kept_at = excluded.kept_at, expires_at = excluded.expires_at
                where idempotency_key.expires_at <= :now
                returning id
                """)
            .param("id", id)
            .param("user", request.actor().userId())
            .param("key", request.key())
            .param(FINGERPRINT, vault.seal(request.fingerprint(), place(FINGERPRINT, id)))
            .param("location", location)
            .param(ANSWER, answer == null ? null : sealed(answer, id))
            .param("now", at(now))
            .param("expires", at(now.plus(properties.keptFor())))
            .query(UUID.class)
            .optional();
    }

    /** Adds the answer to a key that was claimed. */
    void answer(UUID id, FirstAnswer answer) {
        database.sql("update idempotency_key set answer = :answer where id = :id")
            .param(ANSWER, sealed(answer, id))
            .param("id", id)
            .update();
    }

    /** Removes what is no longer kept. */
    void clean() {
        database.sql("delete from idempotency_key where expires_at <= :now").param("now", at(clock.instant())).update();
    }

    private String sealed(FirstAnswer answer, UUID id) {
        return vault.seal(answer.toJson(), place(ANSWER, id));
    }

    private KeptKey kept(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String answer = row.getString(ANSWER);
        return new KeptKey(vault.open(row.getString(FINGERPRINT), place(FINGERPRINT, id)), row.getString("location"),
                answer == null ? null : FirstAnswer.fromJson(vault.open(answer, place(ANSWER, id))),
                row.getObject("kept_at", OffsetDateTime.class).toInstant());
    }

    private static Place place(String column, UUID id) {
        return new Place(TABLE, column, id.toString());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
