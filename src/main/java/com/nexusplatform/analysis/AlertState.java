package com.nexusplatform.analysis;

/** States of an alert. */
public enum AlertState {
    /** Waits for a judgement. */
    OPEN,
    /** Was judged; the last disposition holds. */
    DISPOSITIONED
}
