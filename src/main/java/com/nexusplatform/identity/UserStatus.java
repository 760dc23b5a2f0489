package com.nexusplatform.identity;

/** Whether a user may sign in. */
public enum UserStatus {
    /** Signs in with the password. */
    ACTIVE,
    /** Kept because the record names them, but may no longer sign in. */
    DISABLED
}
