package com.nexusplatform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Digests;

/**
 * One act as the trail keeps it.
 *
 * @param id            identity, given by the database
 * @param at            when it was recorded
 * @param act           name of the {@link Act}
 * @param actorId       identity of who did it, or null for the service itself
 * @param actor         user name of who did it
 * @param roles         roles that they held, in alphabetical order, separated by commas
 * @param objectType    kind of the object
 * @param objectId      the object
 * @param examinationId examination that it belongs to
 * @param before        canonical JSON of what held before
 * @param after         canonical JSON of what held afterwards
 * @param requestId     request in which it was done
 * @param sessionId     session of the caller
 * @param address       network address of the caller
 */
public record Event(long id, Instant at, String act, @Nullable UUID actorId, @Nullable String actor, String roles,
        String objectType, String objectId, @Nullable UUID examinationId, @Nullable String before,
        @Nullable String after, @Nullable String requestId, @Nullable UUID sessionId, @Nullable String address) {

    /** The hash before the first link. */
    static final String GENESIS = "0".repeat(64);

    static final String COLUMNS = """
            e.id, e.at, e.act, e.actor_id, e.actor, e.roles, e.object_type, e.object_id, e.examination_id, e.before, e.after,
            e.request_id, e.session_id, e.address""";

    static Event of(ResultSet row) throws SQLException {
        return new Event(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("act"), row.getObject("actor_id", UUID.class), row.getString("actor"),
                row.getString("roles"), row.getString("object_type"), row.getString("object_id"),
                row.getObject("examination_id", UUID.class), row.getString("before"), row.getString("after"),
                row.getString("request_id"), row.getObject("session_id", UUID.class), row.getString("address"));
    }

    /** The roles, one by one. */
    public List<String> roleNames() {
        return roles.isEmpty() ? List.of() : List.of(roles.split(",", -1));
    }

    /** Canonical JSON of every member; what is stored as JSON stands in it as it is stored. */
    String canonical() {
        StringBuilder out = new StringBuilder(512);
        member(out, '{', "act", act);
        member(out, ',', "actor", actor);
        member(out, ',', "actorId", text(actorId));
        member(out, ',', "address", address);
        out.append(",\"after\":").append(after);
        member(out, ',', "at", at.toString());
        out.append(",\"before\":").append(before);
        member(out, ',', "examinationId", text(examinationId));
        out.append(",\"id\":").append(id);
        member(out, ',', "objectId", objectId);
        member(out, ',', "objectType", objectType);
        member(out, ',', "requestId", requestId);
        member(out, ',', "roles", roleNames());
        member(out, ',', "sessionId", text(sessionId));
        return out.append('}').toString();
    }

    /** The text of a link: what is hashed, byte for byte in UTF-8. */
    String link(long sequence, String previousHash) {
        return "{\"event\":" + canonical() + ",\"previousHash\":" + CanonicalJson.write(previousHash)
                + ",\"sequence\":" + sequence + "}";
    }

    /** Hash of the link of this event. */
    String hash(long sequence, String previousHash) {
        return Digests.sha256(link(sequence, previousHash));
    }

    private static void member(StringBuilder out, char before, String name, @Nullable Object value) {
        out.append(before).append('"').append(name).append("\":").append(CanonicalJson.write(value));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
