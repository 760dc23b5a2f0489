package com.nexusplatform.shared;

import java.util.Set;
import java.util.UUID;

/**
 * The signed-in person on whose behalf an act happens. Controllers take it as a parameter.
 *
 * @param userId   identity of the user
 * @param username name that the user signs in with
 * @param roles    roles granted to the user
 */
public record Actor(UUID userId, String username, Set<Role> roles) {

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** Whether the user holds the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
