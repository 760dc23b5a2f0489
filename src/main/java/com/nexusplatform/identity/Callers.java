package com.nexusplatform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Presence;
import com.nexusplatform.shared.Role;

/**
 * Who is calling. A token only names its session; user, roles and end of the session come from the database and are believed
 * for one second, so that every replica refuses an ended session within that time and Redis is not needed for it. What a caller
 * still has to do is never remembered: having done it on one replica, the caller is let in by every other at once.
 */
@Service
public class Callers implements Presence {

    private static final long BELIEVED_MILLIS = 1000;
    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient database;
    private final AccessTokens accessTokens;
    private final Clock clock;
    private final Set<Role> demandedBySetting;
    private final ConcurrentHashMap<UUID, Known> known = new ConcurrentHashMap<>();

    Callers(JdbcClient database, AccessTokens accessTokens, Clock clock, IdentityProperties properties) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.clock = clock;
        this.demandedBySetting = properties.secondFactorRoles();
    }

    /** The caller that an access token speaks for; empty when the token or its session is not valid any more. */
    public Optional<SignedIn> recognise(String accessToken) {
        return accessTokens.sessionOf(accessToken).flatMap(this::ofSession);
    }

    @Override
    public Optional<Actor> of(UUID sessionId) {
        return ofSession(sessionId)
            .filter(caller -> !caller.mustChangePassword() && !caller.mustEnrolSecondFactor())
            .map(SignedIn::actor);
    }

    void forget(UUID sessionId) {
        known.remove(sessionId);
    }

    void forgetAll() {
        known.clear();
    }

    private Optional<SignedIn> ofSession(UUID sessionId) {
        Instant now = clock.instant();
        Known remembered = known.get(sessionId);
        if (remembered != null && remembered.isBelievedAt(now)) {
            return Optional.of(remembered.caller());
        }
        Optional<SignedIn> read = read(sessionId, now);
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        read.filter(caller -> !caller.mustChangePassword() && !caller.mustEnrolSecondFactor())
            .ifPresentOrElse(caller -> known.put(sessionId, new Known(caller, now)), () -> known.remove(sessionId));
        return read;
    }

    private Optional<SignedIn> read(UUID sessionId, Instant now) {
        return database.sql("""
                select s.id, u.id as user_id, u.username, u.must_change_password,
                       (select string_agg(r.role, ',') from user_role r where r.user_id = u.id) as roles,
                       (select string_agg(d.role, ',') from second_factor_demand d) as demanded,
                       exists (select from second_factor f
                               where f.user_id = u.id and f.confirmed_at is not null) as second_factor
                from user_session s join app_user u on u.id = s.user_id
                where s.id = :id and s.ended_at is null and s.expires_at > :now and u.status = 'ACTIVE'
                """)
            .param("id", sessionId)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(this::caller)
            .optional();
    }

    private SignedIn caller(ResultSet row, int number) throws SQLException {
        Set<Role> roles = roles(row.getString("roles"));
        Set<Role> demanded = EnumSet.noneOf(Role.class);
        demanded.addAll(demandedBySetting);
        demanded.addAll(roles(row.getString("demanded")));
        boolean mustEnrol = !row.getBoolean("second_factor") && roles.stream().anyMatch(demanded::contains);
        Actor actor = new Actor(row.getObject("user_id", UUID.class), row.getString("username"), roles);
        return new SignedIn(actor, row.getObject("id", UUID.class), row.getBoolean("must_change_password"), mustEnrol);
    }

    private static Set<Role> roles(@Nullable String names) {
        return names == null
                ? Set.of()
                : Stream.of(names.split(",", -1)).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** A caller and when the database said so. */
    private record Known(SignedIn caller, Instant since) {

        boolean isBelievedAt(Instant now) {
            // a clock that went backwards must not prolong it
            return !now.isBefore(since) && now.isBefore(since.plusMillis(BELIEVED_MILLIS));
        }
    }
}
