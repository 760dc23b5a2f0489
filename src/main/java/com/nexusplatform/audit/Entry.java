package com.nexusplatform.audit;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Digests;

/**
 * What an act has to say of itself, to be recorded.
 *
 * @param act           what was done
 * @param actor         by whom; null for the service itself, or a person it does not know
 * @param objectId      to which object
 * @param examinationId in which examination, where it is in one
 * @param before        what held before, in values of canonical JSON; null where nothing did
 * @param after         what holds now; null where nothing does
 */
public record Entry(Act act, @Nullable Actor actor, String objectId, @Nullable UUID examinationId,
        @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {

    /** An act of a person. */
    public static Entry of(Act act, Actor actor, Object objectId) {
        return new Entry(act, actor, objectId.toString(), null, null, null);
    }

    /** An act of the service itself. */
    public static Entry ofService(Act act, Object objectId) {
        return new Entry(act, null, objectId.toString(), null, null, null);
    }

    /** The same, within an examination. */
    public Entry in(UUID examination) {
        return new Entry(act, actor, objectId, examination, before, after);
    }

    /** The same, with what held before. */
    public Entry before(Map<String, ?> values) {
        return new Entry(act, actor, objectId, examinationId, values, after);
    }

    /** The same, with what holds now. */
    public Entry after(Map<String, ?> values) {
        return new Entry(act, actor, objectId, examinationId, before, values);
    }

    /** A value that must not stand in the trail, as one that can be compared with it: {@code sha256:} and its digest. */
    public static String hashed(@Nullable String sensitive) {
        return sensitive == null ? "" : "sha256:" + Digests.sha256(sensitive);
    }
}
