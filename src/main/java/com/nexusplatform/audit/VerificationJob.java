package com.nexusplatform.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Verifies the trail without being asked: what was added since the last time; all of it once in a while, at the beginning, and as
 * long as something is wrong. Keeps what it found, tells the log, and, when something is newly wrong, the trail.
 */
@Component
class VerificationJob {

    private static final Logger LOG = LoggerFactory.getLogger("nexus.trail");

    private final TrailReader reader;
    private final VerificationRepository verifications;
    private final AuditProperties properties;
    private final Clock clock;

    VerificationJob(TrailReader reader, VerificationRepository verifications, AuditProperties properties,
            Clock clock) {
        this.reader = reader;
        this.verifications = verifications;
        this.properties = properties;
        this.clock = clock;
    }

    /** Verifies once. */
    VerifiedTrail run() {
        Instant now = clock.instant();
        Optional<VerifiedTrail> last = verifications.last();
        boolean news = last.filter(before -> before.breach() != null).isEmpty();
        Optional<Head> start = last.filter(before -> before.breach() == null && !isWholeDue(now))
            .map(VerifiedTrail::head);
        Verdict verdict = start.map(reader::verifySince).orElseGet(() -> reader.verify(null));
        VerifiedTrail verified = new VerifiedTrail(now, start.isEmpty(), verdict.head(), verdict.breach());
        verifications.keep(verified, news);
        tell(verified);
        return verified;
    }

    private boolean isWholeDue(Instant now) {
        return verifications.lastWhole()
            .filter(before -> now.isBefore(before.at().plus(properties.verifyWholeInterval())))
            .isEmpty();
    }

    private static void tell(VerifiedTrail verified) {
        Verdict.Breach breach = verified.breach();
        if (breach == null) {
            LOG.debug("the trail is as it must be up to {}", verified.head().sequence());
        } else {
            LOG.error("the trail is broken at {}: {}",
                    breach.sequence() == null ? "event " + breach.eventId() : "link " + breach.sequence(),
                    breach.what());
        }
    }
}
