package com.nexusplatform.identity;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Role;

/**
 * A grant of roles that needs two administrators.
 *
 * @param id         identity
 * @param username   whose roles it is about
 * @param roles      all roles that the user is to have
 * @param status     where it stands
 * @param proposedBy name of the administrator who proposed it
 * @param proposedAt when
 * @param decidedBy  name of the administrator who approved or withdrew it; null while it waits
 * @param decidedAt  when; null while it waits
 */
public record GrantFacts(UUID id, String username, Set<Role> roles, GrantStatus status, String proposedBy,
        Instant proposedAt, @Nullable String decidedBy, @Nullable Instant decidedAt) {

    public GrantFacts {
        roles = new TreeSet<>(roles);
    }
}
