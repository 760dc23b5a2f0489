package com.nexusplatform.audit;

/** Everything that the trail tells of, and the kind of object that each act is done to. */
public enum Act {

    SIGNED_IN("USER"),
    SIGN_IN_REFUSED("USER"),
    SIGN_IN_SLOWED("USER"),
    SESSION_RENEWED("USER"),
    TOKEN_REUSED("USER"),
    SIGNED_OUT("USER"),
    SESSION_ENDED("USER"),
    SESSIONS_ENDED("USER"),
    PASSWORD_CHANGED("USER"),
    SECOND_FACTOR_BEGUN("USER"),
    SECOND_FACTOR_ENROLLED("USER"),
    SECOND_FACTOR_REMOVED("USER"),
    SECOND_FACTOR_RESET("USER"),
    RECOVERY_CODE_USED("USER"),
    SECOND_FACTOR_DEMANDED("USER"),
    USER_CREATED("USER"),
    USER_DISABLED("USER"),
    USER_ENABLED("USER"),
    GRANT_PROPOSED("USER"),
    GRANT_WITHDRAWN("USER"),
    ROLES_GRANTED("USER"),

    EXAMINATION_CREATED("EXAMINATION"),
    EXAMINATION_CHANGED("EXAMINATION"),
    TEAM_CHANGED("EXAMINATION"),
    EXAMINATION_MOVED("EXAMINATION"),

    DATASET_UPLOADED("DATASET"),
    DATASET_LOADED("DATASET"),
    DATASET_REJECTED("DATASET"),
    DATASET_SEALED("DATASET"),
    RECORDS_READ("DATASET"),
    REJECTS_READ("DATASET"),
    FILE_READ("DATASET"),

    RUN_QUEUED("RUN"),
    RUN_REPERFORMED("RUN"),
    RUN_STARTED("RUN"),
    RUN_SUCCEEDED("RUN"),
    RUN_FAILED("RUN"),
    RUN_CANCELLED("RUN"),
    RUN_CANCEL_REQUESTED("RUN"),
    VALUES_TRIED("RUN"),
    ALERT_READ("ALERT"),
    ALERT_DISPOSED("ALERT"),
    ALERTS_DISPOSED("RUN"),

    SAMPLE_DRAWN("SAMPLE"),
    SAMPLE_READ("SAMPLE"),
    SAMPLE_INSPECTED("SAMPLE"),

    KEYS_ROTATED("KEY"),

    TRAIL_EXPORTED("TRAIL"),
    TRAIL_FOUND_BROKEN("TRAIL");

    private final String objectType;

    Act(String objectType) {
        this.objectType = objectType;
    }

    /** Kind of the object that the act is done to. */
    public String objectType() {
        return objectType;
    }
}
