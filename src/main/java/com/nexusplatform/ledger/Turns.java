package com.nexusplatform.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Turns at work of which only so much may go on at once; the first to ask is the first to have one. */
final class Turns {

    private static final int RETRY_SECONDS = 10;

    private final Semaphore free;
    private final Duration patience;
    private final String refusal;

    /** A turn that was had; the next may have it once it is closed. */
    interface Turn extends AutoCloseable {

        @Override
        void close();
    }

    /** The refusal tells whoever waited in vain what to do. */
    Turns(int atOnce, Duration patience, String refusal) {
        free = new Semaphore(atOnce, true);
        this.patience = patience;
        this.refusal = refusal;
    }

    /**
     * Waits for a turn.
     *
     * @throws ProblemException UNAVAILABLE, with the seconds after which to try again, where none came in time
     */
    Turn take() {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return free::release;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.UNAVAILABLE, refusal).with("retryAfter", RETRY_SECONDS);
    }
}
