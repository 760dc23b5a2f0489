package com.nexusplatform.platform;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** The problem that stands for a bare status code, as frameworks and servers answer with. */
public final class StatusProblem {

    private StatusProblem() {}

    /** The problem for a status of 400 or more; its own status may be a more general one. */
    public static ProblemException of(int status) {
        return switch (status) {
            case 401 -> new ProblemException(ProblemType.SIGN_IN_REQUIRED, "Sign in with POST /api/v1/auth/login.");
            case 403 -> new ProblemException(ProblemType.NOT_ALLOWED, "None of your roles includes this act.");
            case 404 -> new ProblemException(ProblemType.NOT_FOUND,
                    "Nothing is at this path. The paths are listed in the API description.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED,
                    "Use one of the methods that the API description names.");
            case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE,
                    "Ask for application/json, or leave the Accept header out.");
            case 408 -> new ProblemException(ProblemType.TOO_SLOW, "Send it again over a faster connection.");
            case 412 -> new ProblemException(ProblemType.STALE, "It changed meanwhile. Read it again, then repeat.");
            case 413 -> new ProblemException(ProblemType.TOO_LARGE,
                    "Send less, or ask the operator to raise NEXUS_UPLOAD_LIMIT.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the media type that the API description names.");
            case 429 -> new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Try again in a few seconds.");
            case 501, 505 -> new ProblemException(ProblemType.BAD_REQUEST,
                    "The service does not know this method, transfer coding or version of HTTP. Use HTTP/1.1 as usual.");
            case 503 -> new ProblemException(ProblemType.UNAVAILABLE, "Try again in a few seconds.");
            default -> status < 500
                    ? new ProblemException(ProblemType.BAD_REQUEST, "Compare the request with the API description.")
                    : new ProblemException(ProblemType.INTERNAL,
                            "The act was not done. Tell the operator the request id.");
        };
    }
}
