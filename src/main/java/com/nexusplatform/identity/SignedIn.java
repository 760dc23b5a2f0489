package com.nexusplatform.identity;

import java.util.UUID;

import com.nexusplatform.shared.Actor;

/**
 * A caller with a live session.
 *
 * @param actor                  the person
 * @param sessionId              the session that the access token belongs to
 * @param mustChangePassword     whether anything but a change of password is refused
 * @param mustEnrolSecondFactor  whether, after that, anything but enrolling a second factor is refused
 */
public record SignedIn(Actor actor, UUID sessionId, boolean mustChangePassword, boolean mustEnrolSecondFactor) {}
