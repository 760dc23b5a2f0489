package com.nexusplatform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.shared.Role;

/** The table {@code role_grant}. */
@Repository
class GrantRepository {

    private static final String SELECT = """
            select g.id, u.username, array_to_string(g.roles, ',') as roles, g.status, p.username as proposed_by,
                   g.proposed_at, d.username as decided_by, g.decided_at
            from role_grant g join app_user u on u.id = g.user_id join app_user p on p.id = g.proposed_by
                 left join app_user d on d.id = g.decided_by
            """;

    private final JdbcClient database;

    GrantRepository(JdbcClient database) {
        this.database = database;
    }

    /** How many users have the role ADMINISTRATOR; the disabled too, or disabling one would make the other decide alone. */
    int administrators() {
        return database.sql("select count(*) from user_role where role = 'ADMINISTRATOR'")
            .query(Integer.class)
            .single();
    }

    /** Whether a grant for that user waits. */
    boolean isWaitingFor(UUID userId) {
        return database
            .sql("select exists (select from role_grant where user_id = :user and status = 'PROPOSED')")
            .param("user", userId)
            .query(Boolean.class)
            .single();
    }

    void propose(UUID id, UUID userId, Set<Role> roles, UUID proposer, Instant now) {
        database.sql("""
                insert into role_grant (id, user_id, roles, status, proposed_by, proposed_at)
                values (:id, :user, string_to_array(:roles, ','), 'PROPOSED', :proposer, :now)
                """)
            .param("id", id)
            .param("user", userId)
            .param("roles", roles.stream().map(Role::name).sorted().collect(Collectors.joining(",")))
            .param("proposer", proposer)
            .param("now", at(now))
            .update();
    }

    /** Decides a grant that waits; false for one that does not. */
    boolean decide(UUID id, GrantStatus decision, UUID decider, Instant now) {
        return database.sql("""
                update role_grant set status = :decision, decided_by = :decider, decided_at = :now
                where id = :id and status = 'PROPOSED'
                """)
            .param("decision", decision.name())
            .param("decider", decider)
            .param("now", at(now))
            .param("id", id)
            .update() == 1;
    }

    Optional<GrantFacts> find(UUID id) {
        return database.sql(SELECT + "where g.id = :id").param("id", id).query(GrantRepository::facts).optional();
    }

    /** Grants older than the one given, the newest first. */
    List<GrantFacts> page(@Nullable UUID before, int limit) {
        return database
            .sql(SELECT + "where cast(:before as uuid) is null or g.id < :before order by g.id desc limit :limit")
            .param("before", before)
            .param("limit", limit)
            .query(GrantRepository::facts)
            .list();
    }

    private static GrantFacts facts(ResultSet row, int number) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new GrantFacts(row.getObject("id", UUID.class), row.getString("username"),
                Stream.of(row.getString("roles").split(",", -1)).map(Role::valueOf).collect(Collectors.toSet()),
                GrantStatus.valueOf(row.getString("status")), row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(), row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
