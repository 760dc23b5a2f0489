package com.nexusplatform.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.RegularLook;

/**
 * What the last verification of the trail found, whichever replica made it; its age counts from the start of this instance while
 * there was none. Read in the background, so that a scrape never waits for the database.
 */
@Component
class VerificationGauges extends RegularLook {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final VerificationRepository verifications;
    private final Clock clock;
    private final Instant started;
    private volatile @Nullable VerifiedTrail last;

    VerificationGauges(VerificationRepository verifications, Clock clock, MeterRegistry registry) {
        super("trail-verified", INTERVAL);
        this.verifications = verifications;
        this.clock = clock;
        started = clock.instant();
        Gauge.builder("nexus.trail.broken", this, VerificationGauges::broken)
            .description("Whether the last verification of the trail found it broken: 1, or 0")
            .register(registry);
        Gauge.builder("nexus.trail.verified.sequence", this, VerificationGauges::sequence)
            .description("The last link that the last verification of the trail found as it must be")
            .register(registry);
        TimeGauge.builder("nexus.trail.verified.age", this, TimeUnit.SECONDS, VerificationGauges::age)
            .description("Age of the last verification of the trail")
            .register(registry);
    }

    private double broken() {
        VerifiedTrail present = last;
        return present == null || present.breach() == null ? 0 : 1;
    }

    private double sequence() {
        VerifiedTrail present = last;
        return present == null ? 0 : present.head().sequence();
    }

    private double age() {
        VerifiedTrail present = last;
        Instant since = present == null ? started : present.at();
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    @Override
    protected void read() {
        last = verifications.last().orElse(null);
    }
}
