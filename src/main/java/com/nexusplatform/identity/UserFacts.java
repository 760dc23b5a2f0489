package com.nexusplatform.identity;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/**
 * What the service knows of a user, without anything secret.
 *
 * @param id                 identity
 * @param username           name to sign in with, in lower case
 * @param displayName        name to show
 * @param roles              roles granted, in the order of their declaration
 * @param status             whether the user may sign in
 * @param mustChangePassword whether anything but a change of password is refused
 * @param secondFactor       whether a code is asked for at sign-in
 * @param createdAt          when the user was added
 */
public record UserFacts(UUID id, String username, String displayName, Set<Role> roles, UserStatus status,
        boolean mustChangePassword, boolean secondFactor, Instant createdAt) {

    public UserFacts {
        roles = new TreeSet<>(roles);
    }

    /** The user as the one who acts. */
    Actor asActor() {
        return new Actor(id, username, roles);
    }
}
