package com.nexusplatform.examination;

import java.util.Set;

import com.nexusplatform.shared.Role;

/** What a member of an examination's team does there. */
public enum Duty {

    /** Plans the examination, names its team, proposes its moves. */
    LEAD,
    /** Works on its content. */
    EXAMINER,
    /** Approves what others prepared. */
    REVIEWER,
    /** Reads. */
    OBSERVER;

    /** Whether a user with these roles may hold the duty. */
    public boolean fits(Set<Role> roles) {
        return switch (this) {
            case LEAD -> roles.contains(Role.LEAD_EXAMINER);
            case EXAMINER -> roles.contains(Role.EXAMINER) || roles.contains(Role.LEAD_EXAMINER);
            case REVIEWER -> roles.contains(Role.REVIEWER);
            case OBSERVER -> !roles.isEmpty() && !roles.contains(Role.ADMINISTRATOR);
        };
    }

    /** Whether who holds it prepares the examination, and so may never approve it. */
    boolean prepares() {
        return this == LEAD || this == EXAMINER;
    }
}
