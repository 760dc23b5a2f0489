package com.nexusplatform.analysis;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.RegularLook;

/** The age of the oldest run that waits. */
@Component
class QueueAge extends RegularLook {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final RunRepository runs;
    private final Clock clock;
    private volatile double seconds;

    QueueAge(RunRepository runs, Clock clock, MeterRegistry registry) {
        super("analysis-queue-age", INTERVAL);
        this.runs = runs;
        this.clock = clock;
        TimeGauge.builder("nexus.jobs.queue.age", this, TimeUnit.SECONDS, age -> age.seconds)
            .description("Age of the oldest run that waits to be performed")
            .register(registry);
    }

    @Override
    protected void read() {
        seconds = runs.oldestQueued()
            .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0))
            .orElse(0.0);
    }
}
