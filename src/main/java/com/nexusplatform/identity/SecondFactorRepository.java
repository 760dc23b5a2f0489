package com.nexusplatform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.vault.Place;
import com.nexusplatform.vault.SealedColumn;
import com.nexusplatform.vault.Vault;

/** The tables {@code second_factor} and {@code recovery_code}: seeds go in sealed. */
@Repository
class SecondFactorRepository {

    private static final String TABLE = "second_factor";
    private static final String SEED = "seed";

    private final JdbcClient database;
    private final Vault vault;

    SecondFactorRepository(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** The column of the seeds. */
    static SealedColumn column() {
        return new SealedColumn(TABLE, "user_id", SEED);
    }

    /** Keeps a seed until it is confirmed, in place of one that never was; false beside a confirmed one. */
    boolean begin(UUID userId, byte[] seed, Instant now) {
        return database.sql("""
                insert into second_factor as held (user_id, seed, begun_at, last_step, failures)
                values (:user, :seed, :now, -1, 0)
                on conflict (user_id) do update set seed = :seed, begun_at = :now, last_step = -1
                where held.confirmed_at is null
                """)
            .param("user", userId)
            .param(SEED, vault.seal(seed, place(userId)))
            .param("now", at(now))
            .update() == 1;
    }

    /** Lets nobody change the user, or sign in as it, until the transaction ends. */
    void lockOwner(UUID userId) {
        database.sql("select id from app_user where id = :user for update").param("user", userId).query().singleRow();
    }

    /** The factor of a user, which nobody else changes until the transaction ends. */
    Optional<Held> lock(UUID userId) {
        return database.sql("select * from second_factor where user_id = :user for update")
            .param("user", userId)
            .query(this::held)
            .optional();
    }

    /** Whether a user has a confirmed one. */
    boolean isEnrolled(UUID userId) {
        return database
            .sql("select exists (select from second_factor where user_id = :user and confirmed_at is not null)")
            .param("user", userId)
            .query(Boolean.class)
            .single();
    }

    /** Confirms the seed, and keeps the hashes of its recovery codes. */
    void confirm(UUID userId, Instant now, List<String> recoveryCodes) {
        database.sql("update second_factor set confirmed_at = :now where user_id = :user")
            .param("now", at(now))
            .param("user", userId)
            .update();
        for (String code : recoveryCodes) {
            database.sql("insert into recovery_code (user_id, code_hash) values (:user, :hash)")
                .param("user", userId)
                .param("hash", RecoveryCodes.hash(code))
                .update();
        }
    }

    /** Notes that the code of a step was taken; wrong ones before it are forgotten. */
    void taken(UUID userId, long step) {
        database
            .sql("update second_factor set last_step = :step, failures = 0, held_until = null where user_id = :user")
            .param("step", step)
            .param("user", userId)
            .update();
    }

    /** Notes one more wrong code, and until when the next is not even looked at. */
    void failed(UUID userId, int failures, @Nullable Instant heldUntil) {
        database.sql("update second_factor set failures = :failures, held_until = :until where user_id = :user")
            .param("failures", failures)
            .param("until", heldUntil == null ? null : at(heldUntil))
            .param("user", userId)
            .update();
    }

    /** Spends a recovery code; false for one that is not the user's or was spent before. */
    boolean spend(UUID userId, String recoveryCode, Instant now) {
        return database.sql("""
                update recovery_code set spent_at = :now
                where user_id = :user and code_hash = :hash and spent_at is null
                """)
            .param("now", at(now))
            .param("user", userId)
            .param("hash", RecoveryCodes.hash(recoveryCode))
            .update() == 1;
    }

    /** How many recovery codes are left. */
    int recoveryCodesLeft(UUID userId) {
        return database.sql("select count(*) from recovery_code where user_id = :user and spent_at is null")
            .param("user", userId)
            .query(Integer.class)
            .single();
    }

    /** Forgets the factor of a user with its recovery codes; a change of the password that did not know of it comes to nothing. */
    void remove(UUID userId) {
        database.sql("update app_user set version = version + 1 where id = :user").param("user", userId).update();
        database.sql("delete from second_factor where user_id = :user").param("user", userId).update();
    }

    private Held held(ResultSet row, int number) throws SQLException {
        UUID userId = row.getObject("user_id", UUID.class);
        OffsetDateTime heldUntil = row.getObject("held_until", OffsetDateTime.class);
        return new Held(vault.openBytes(row.getString(SEED), place(userId)),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getObject("confirmed_at") != null, row.getLong("last_step"), row.getInt("failures"),
                heldUntil == null ? null : heldUntil.toInstant());
    }

    private static Place place(UUID userId) {
        return new Place(TABLE, SEED, userId.toString());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A factor as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one transaction, and is never compared
    record Held(byte[] seed, Instant begunAt, boolean confirmed, long lastStep, int failures,
            @Nullable Instant heldUntil) {}
}
