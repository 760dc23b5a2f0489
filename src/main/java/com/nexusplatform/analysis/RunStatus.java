package com.nexusplatform.analysis;

/** States of a run. */
public enum RunStatus {

    /** Waits for an instance to take it up. */
    QUEUED,
    /** Is being performed. */
    RUNNING,
    /** Every procedure answered; results and alerts are written. */
    SUCCEEDED,
    /** Nothing is written but the reason. */
    FAILED,
    /** Stopped on demand; nothing is written. */
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
