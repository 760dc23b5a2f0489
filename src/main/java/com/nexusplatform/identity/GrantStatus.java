package com.nexusplatform.identity;

/** Where a grant of roles stands. */
public enum GrantStatus {
    /** Waits for another administrator. */
    PROPOSED,
    /** Another administrator agreed, and the roles hold. */
    APPROVED,
    /** Will not hold. */
    WITHDRAWN
}
