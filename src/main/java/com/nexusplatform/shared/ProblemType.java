package com.nexusplatform.shared;

/** The whole error vocabulary of the API: slug (anchor in {@code docs/problems.md}), HTTP status and title. */
public enum ProblemType {

    BAD_REQUEST("bad-request", 400, "The request cannot be read"),
    VALIDATION_FAILED("validation-failed", 400, "Some values are not acceptable"),
    BAD_CURSOR("bad-cursor", 400, "The cursor is not one that this list gave out"),
    SIGN_IN_REQUIRED("sign-in-required", 401, "Sign in first"),
    SIGN_IN_REFUSED("sign-in-refused", 401, "User name or password is wrong"),
    SECOND_FACTOR_REQUIRED("second-factor-required", 401, "The code of your second factor is needed"),
    TOKEN_REFUSED("token-refused", 401, "The token is not valid or no longer valid"),
    NOT_ALLOWED("not-allowed", 403, "Your role or duty does not include this act"),
    PASSWORD_CHANGE_REQUIRED("password-change-required", 403, "Change your password first"),
    SECOND_FACTOR_DEMANDED("second-factor-demanded", 403, "Enrol a second factor first"),
    NOT_FOUND("not-found", 404, "There is no such object"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource does not know this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in the form asked for"),
    TOO_SLOW("too-slow", 408, "The request took too long to arrive"),
    CONFLICT("conflict", 409, "The act does not fit the present state"),
    IN_PROGRESS("in-progress", 409, "The same request is being worked on"),
    ILLEGAL_TRANSITION("illegal-transition", 409, "The life cycle does not allow this move"),
    SEAL_BROKEN("seal-broken", 409, "A stored value does not open"),
    TOTALS_DISAGREE("totals-disagree", 409, "The control totals do not agree"),
    STALE("stale", 412, "The object changed since you read it"),
    TOO_LARGE("too-large", 413, "The content is larger than the configured limit"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
    FILE_REFUSED("file-refused", 422, "The file cannot be examined as it is"),
    MAPPING_REFUSED("mapping-refused", 422, "The mapping does not fit the file"),
    FORMAT_AMBIGUOUS("format-ambiguous", 422, "The way values are written cannot be proven from the file"),
    PLAN_REFUSED("plan-refused", 422, "The plan of procedures cannot be run"),
    SAMPLE_REFUSED("sample-refused", 422, "The sample cannot be drawn as planned"),
    KEY_REUSED("key-reused", 422, "The idempotency key belongs to another request"),
    PRECONDITION_REQUIRED("precondition-required", 428, "Say which version you change with If-Match"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL("internal", 500, "Something went wrong on our side"),
    UNAVAILABLE("unavailable", 503, "The service cannot do this right now"),
    MEMORY_EXCEEDED("memory-exceeded", 503, "The dataset does not fit the configured memory");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** Last part of the problem's type URI. */
    public String slug() {
        return slug;
    }

    /** HTTP status code of the answer. */
    public int status() {
        return status;
    }

    /** Short summary, the same for every occurrence. */
    public String title() {
        return title;
    }
}
