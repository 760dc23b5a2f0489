package com.nexusplatform.platform.idempotency;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

import com.nexusplatform.shared.Actor;

/** A request with an idempotency key, while it is being worked on by its one thread. */
final class KeyedRequest {

    static final String ATTRIBUTE = KeyedRequest.class.getName();

    private final Actor actor;
    private final String key;
    private final String fingerprint;
    private @Nullable UUID claim;

    KeyedRequest(Actor actor, String key, String fingerprint) {
        this.actor = actor;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** The one that the present thread works on. */
    static @Nullable KeyedRequest present() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null
                ? null
                : (KeyedRequest) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    }

    Actor actor() {
        return actor;
    }

    String key() {
        return key;
    }

    String fingerprint() {
        return fingerprint;
    }

    /** Row of its key, once an act of this request has written it. */
    @Nullable
    UUID claim() {
        return claim;
    }

    void claimed(@Nullable UUID row) {
        claim = row;
    }
}
