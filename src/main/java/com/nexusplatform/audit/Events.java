package com.nexusplatform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.Role;

/**
 * Events of the trail as people may see them: auditors all; members of a team those of their examinations, while a role
 * of theirs fits their duty; administrators those of users and sessions, which hold no content.
 */
@Service
public class Events {

    private final JdbcClient database;
    private final Readership readership;

    Events(JdbcClient database, Readership readership) {
        this.database = database;
        this.readership = readership;
    }

    /** An event with its place in the chain, null while it waits for one. */
    public record Placed(Event event, @Nullable Long sequence, @Nullable String hash) {}

    /**
     * What to look for; null for anything.
     *
     * @param examinationId events of this examination
     * @param actor         events of this user name
     * @param act           events of this act
     * @param objectId      events of this object
     */
    public record Filter(@Nullable UUID examinationId, @Nullable String actor, @Nullable Act act,
            @Nullable String objectId) {}

    /**
     * Events that the actor may see, the newest first.
     *
     * @throws ProblemException NOT_FOUND for an examination that does not exist for the actor, BAD_CURSOR
     */
    public Page<Placed> list(Filter filter, @Nullable String cursor, int limit, Actor actor) {
        List<String> conditions = new ArrayList<>(List.of("e.id < :before"));
        Set<UUID> own = actor.is(Role.AUDITOR) ? Set.of() : readership.examinationsOf(actor);
        if (!actor.is(Role.AUDITOR)) {
            if (filter.examinationId() != null && !own.contains(filter.examinationId())) {
                throw ProblemException.notFound("examination");
            }
            conditions.add(actor.is(Role.ADMINISTRATOR)
                    ? "(e.examination_id = any(:own) or e.object_type = 'USER')"
                    : "e.examination_id = any(:own)");
        }
        condition(conditions, filter.examinationId(), "e.examination_id = :examination");
        condition(conditions, filter.actor(), "e.actor = :actor");
        condition(conditions, filter.act(), "e.act = :act");
        condition(conditions, filter.objectId(), "e.object_id = :object");
        List<Placed> read = database.sql("select " + Event.COLUMNS + ", l.sequence, l.hash from audit_event e"
                + " left join audit_link l on l.event_id = e.id where " + String.join(" and ", conditions)
                + " order by e.id desc limit :limit")
            .param("before", cursor == null ? Long.MAX_VALUE : Cursor.decodeNumber(cursor))
            .param("own", own.toArray(UUID[]::new))
            .param("examination", filter.examinationId())
            .param("actor", filter.actor())
            .param("act", filter.act() == null ? null : filter.act().name())
            .param("object", filter.objectId())
            .param("limit", limit + 1)
            .query(Events::placed)
            .list();
        return Page.of(read, limit, placed -> Long.toString(placed.event().id()));
    }

    private static void condition(List<String> conditions, @Nullable Object value, String condition) {
        if (value != null) {
            conditions.add(condition);
        }
    }

    private static Placed placed(ResultSet row, int number) throws SQLException {
        return new Placed(Event.of(row), row.getObject("sequence", Long.class), row.getString("hash"));
    }
}
