package com.nexusplatform.platform.idempotency;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A key whose act was done, or refused for good.
 *
 * @param fingerprint what the first request with it was
 * @param location    path of the object that the act was done to; null when nothing was done
 * @param answer      what the first request was answered; null from the act's commit until then, and for good when the process
 *                    was killed in between
 * @param since       when the act was done
 */
record KeptKey(String fingerprint, @Nullable String location, @Nullable FirstAnswer answer, Instant since) {

    /** An answer that does not tell what its request was allowed is taken for lost: its caller is shown where to ask again. */
    KeptKey {
        if (answer != null && answer.permits() == null && location != null) {
            answer = null;
        }
    }

    /** The alert that the answer shows with its records, if it does. */
    Optional<String> shownAlert() {
        return location != null && location.startsWith(ActClaim.ALERTS)
                ? Optional.of(location.substring(ActClaim.ALERTS.length()))
                : Optional.empty();
    }
}
