package com.nexusplatform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Secrets;

/**
 * Sessions: one per sign-in, each a family of refresh tokens of which one is unspent. Using a spent one again means that it was
 * copied, so it ends the family.
 */
@Service
public class Sessions {

    private final JdbcClient database;
    private final AccessTokens accessTokens;
    private final Callers callers;
    private final IdentityProperties properties;
    private final Trail trail;

    Sessions(JdbcClient database, AccessTokens accessTokens, Callers callers, IdentityProperties properties,
            Trail trail) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.callers = callers;
        this.properties = properties;
        this.trail = trail;
    }

    /** Opens a session for a user who has proven who they are, within the transaction of the caller. */
    Tokens open(UserFacts user, String address, String client) {
        Instant now = trail.now();
        UUID userId = user.id();
        UUID id = Identifiers.next(now.toEpochMilli());
        database.sql("""
                insert into user_session (id, user_id, created_at, last_used_at, expires_at, address, client)
                values (:id, :user, :now, :now, :expires, :address, :client)
                """)
            .param("id", id)
            .param("user", userId)
            .param("now", at(now))
            .param("expires", at(now.plus(properties.sessionLife())))
            .param("address", address)
            .param("client", client.substring(0, Math.min(client.length(), 200)))
            .update();
        trail.record(Entry.of(Act.SIGNED_IN, user.asActor(), user.username()).after(Map.of("session", id.toString())));
        return tokens(userId, id, now);
    }

    /**
     * Exchanges a refresh token for the next pair.
     *
     * @throws ProblemException TOKEN_REFUSED for one that is unknown, too old, spent or of an ended session
     */
    @Transactional(noRollbackFor = ProblemException.class)
    public Tokens refresh(String refreshToken) {
        Instant now = trail.now();
        String hash = Digests.sha256(refreshToken);
        Held held = database
            .sql("""
                    select s.id, s.user_id, u.username, t.spent_at is not null as spent,
                           s.ended_at is null and s.expires_at > :now and t.expires_at > :now and u.status = 'ACTIVE' as live
                    from refresh_token t join user_session s on s.id = t.session_id join app_user u on u.id = s.user_id
                    where t.token_hash = :hash for update of s, t
                    """)
            .param("now", at(now))
            .param("hash", hash)
            .query(Sessions::held)
            .optional()
            .orElseThrow(Sessions::refused);
        if (held.spent()) {
            end(held.sessionId(), "TOKEN_REUSED");
            trail.record(Entry.ofService(Act.TOKEN_REUSED, held.username())
                .after(Map.of("session", held.sessionId().toString())));
            throw refused();
        }
        if (!held.live()) {
            throw refused();
        }
        database.sql("update refresh_token set spent_at = :now where token_hash = :hash")
            .param("now", at(now))
            .param("hash", hash)
            .update();
        database.sql("update user_session set last_used_at = :now where id = :id")
            .param("now", at(now))
            .param("id", held.sessionId())
            .update();
        trail.record(Entry.of(Act.SESSION_RENEWED, new Actor(held.userId(), held.username(), Set.of()), held.username())
            .after(Map.of("session", held.sessionId().toString())));
        return tokens(held.userId(), held.sessionId(), now);
    }

    /**
     * Records a sign-in that was refused; of a name that nobody has, only its hash, since people mistake the field.
     *
     * @param source address, or the session that the password was asked for again in
     * @param wrong  what was wrong: password, code, or that the code was missing
     */
    @Transactional
    void refused(String username, boolean known, String source, String wrong) {
        trail.record(Entry.ofService(Act.SIGN_IN_REFUSED, known ? username : Entry.hashed(username))
            .after(Map.of("address", source, "known", known, "wrong", wrong)));
    }

    /** Records that the tries for a name from an address are slowed down. */
    @Transactional
    void slowed(String username, boolean known, String address, Duration pause) {
        trail.record(Entry.ofService(Act.SIGN_IN_SLOWED, known ? username : Entry.hashed(username))
            .after(Map.of("address", address, "seconds", pause.toSeconds())));
    }

    /** Ends the caller's own session. */
    @Transactional
    public void signOut(SignedIn caller) {
        end(caller.sessionId(), "SIGNED_OUT");
        trail.record(Entry.of(Act.SIGNED_OUT, caller.actor(), caller.actor().username())
            .after(Map.of("session", caller.sessionId().toString())));
    }

    /** The live sessions of a user, the newest first. */
    @Transactional(readOnly = true)
    public List<SessionFacts> list(UUID userId) {
        return database.sql("""
                select id, created_at, last_used_at, expires_at, address, client from user_session
                where user_id = :user and ended_at is null and expires_at > :now order by id desc limit 500
                """)
            .param("user", userId)
            .param("now", at(trail.now()))
            .query(Sessions::facts)
            .list();
    }

    /**
     * Ends one of the caller's sessions.
     *
     * @throws ProblemException NOT_FOUND when it is not the caller's
     */
    @Transactional
    public void end(UUID sessionId, SignedIn caller) {
        int owned = database
            .sql("select count(*) from user_session where id = :id and user_id = :user and ended_at is null")
            .param("id", sessionId)
            .param("user", caller.actor().userId())
            .query(Integer.class)
            .single();
        if (owned == 0) {
            throw ProblemException.notFound("session");
        }
        end(sessionId, "ENDED_BY_OWNER");
        trail.record(Entry.of(Act.SESSION_ENDED, caller.actor(), caller.actor().username())
            .after(Map.of("session", sessionId.toString())));
    }

    /** Records that the caller changed what proves who they are, and ends the caller's other sessions. */
    void accessChanged(SignedIn caller, Act act) {
        String reason = act == Act.PASSWORD_CHANGED ? "PASSWORD_CHANGED" : "SECOND_FACTOR_CHANGED";
        endAll(caller.actor().userId(), caller.sessionId(), reason);
        trail.record(Entry.of(act, caller.actor(), caller.actor().username()));
    }

    /** Records that an administrator took a lost second factor away; its owner signs in anew, and chooses a password. */
    void secondFactorReset(UserFacts user, Actor administrator) {
        database.sql("update app_user set must_change_password = true, version = version + 1 where id = :id")
            .param("id", user.id())
            .update();
        endAll(user.id(), null, "SECOND_FACTOR_CHANGED");
        trail.record(Entry.of(Act.SECOND_FACTOR_RESET, administrator, user.username()));
    }

    /** Ends all sessions of a user at an administrator's word. */
    @Transactional
    public void endAll(UserFacts user, Actor administrator) {
        int ended = endAll(user.id(), null, "ENDED_BY_ADMINISTRATOR");
        trail.record(Entry.of(Act.SESSIONS_ENDED, administrator, user.username()).after(Map.of("sessions", ended)));
    }

    /** Ends all sessions of a user whose roles changed: what was granted before is not carried on. */
    void rolesChanged(UUID userId) {
        endAll(userId, null, "ROLES_CHANGED");
    }

    /** Ends all sessions of a user who may no longer sign in. */
    void disabled(UUID userId) {
        endAll(userId, null, "USER_DISABLED");
    }

    /** Holds at once on this replica, and within a second on the others. */
    private int endAll(UUID userId, @Nullable UUID kept, String reason) {
        int ended = database.sql("""
                update user_session set ended_at = :now, end_reason = :reason
                where user_id = :user and id is distinct from cast(:kept as uuid) and ended_at is null
                """)
            .param("now", at(trail.now()))
            .param("reason", reason)
            .param("user", userId)
            .param("kept", kept)
            .update();
        callers.forgetAll();
        return ended;
    }

    private void end(UUID sessionId, String reason) {
        database
            .sql("update user_session set ended_at = :now, end_reason = :reason where id = :id and ended_at is null")
            .param("now", at(trail.now()))
            .param("reason", reason)
            .param("id", sessionId)
            .update();
        callers.forget(sessionId);
    }

    private Tokens tokens(UUID userId, UUID sessionId, Instant now) {
        String refreshToken = Secrets.random(32);
        database
            .sql("""
                    insert into refresh_token (token_hash, session_id, issued_at, expires_at) values (:hash, :session, :now, :expires)
                    """)
            .param("hash", Digests.sha256(refreshToken))
            .param("session", sessionId)
            .param("now", at(now))
            .param("expires", at(now.plus(properties.refreshTokenLife())))
            .update();
        return new Tokens(accessTokens.issue(userId, sessionId), properties.accessTokenLife(), refreshToken);
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.TOKEN_REFUSED,
                "The refresh token is not valid any more. Sign in again.");
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
                row.getString("username"),
                row.getBoolean("spent"),
                row.getBoolean("live"));
    }

    private static SessionFacts facts(ResultSet row, int number) throws SQLException {
        return new SessionFacts(row.getObject("id", UUID.class), instant(row, "created_at"),
                instant(row, "last_used_at"),
                instant(row, "expires_at"), row.getString("address"), row.getString("client"));
    }

    /** What a refresh token stands for. */
    private record Held(UUID sessionId, UUID userId, String username, boolean spent, boolean live) {}
}
