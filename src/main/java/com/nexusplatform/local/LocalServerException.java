package com.nexusplatform.local;

import org.jspecify.annotations.Nullable;

/** The embedded servers cannot be used; the message says why and what to do. */
class LocalServerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LocalServerException(String message) {
        super(message);
    }

    LocalServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
