package com.nexusplatform.examination;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * One user's place on a team.
 *
 * @param username    name that the user signs in with
 * @param displayName name to show, as it was when the duty was given
 * @param duty        what the user does there
 */
@Embeddable
public record Membership(@Column(name = "username") String username,
        @Column(name = "display_name") String displayName,
        @Column(name = "duty") @Enumerated(EnumType.STRING) Duty duty) {}
