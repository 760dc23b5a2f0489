package com.nexusplatform.identity.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.nexusplatform.identity.SessionFacts;
import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.Page;

/** A session; {@code current} marks the one that asks. */
record SessionView(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String address, String client,
        boolean current) {

    /** All of a user, in one page. */
    static Page<SessionView> page(List<SessionFacts> sessions, SignedIn caller) {
        return new Page<>(sessions.stream().map(session -> of(session, caller)).toList(), null);
    }

    private static SessionView of(SessionFacts session, SignedIn caller) {
        return new SessionView(session.id(), session.createdAt(), session.lastUsedAt(), session.expiresAt(),
                session.address(), session.client(), session.id().equals(caller.sessionId()));
    }
}
