package com.nexusplatform.analysis;

/** A run cannot be completed, for a reason that the examiner can act on. */
class RunFailedException extends RuntimeException {

    RunFailedException(String reason) {
        super(reason);
    }

    /** The reason, a sentence. */
    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
