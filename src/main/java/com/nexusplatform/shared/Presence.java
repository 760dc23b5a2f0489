package com.nexusplatform.shared;

import java.util.Optional;
import java.util.UUID;

/**
 * Says whether somebody is still signed in, for what goes on after their request was let in; answered by the module that knows
 * sessions.
 */
public interface Presence {

    /**
     * Who a session belongs to, and with which roles, as of the last second; nobody when it is over, when the user is disabled, or
     * when they must do something else first.
     */
    Optional<Actor> of(UUID sessionId);
}
