package com.nexusplatform.analysis;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The age of the oldest run that waits. Read in the background, so that a scrape never waits for the database. */
@Component
class QueueAge implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueAge.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final RunRepository runs;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("analysis-queue-age").daemon().factory());
    private volatile double seconds;
    private volatile @Nullable Future<?> looking;

    QueueAge(RunRepository runs, Clock clock, MeterRegistry registry) {
        this.runs = runs;
        this.clock = clock;
        TimeGauge.builder("nexus.jobs.queue.age", this, TimeUnit.SECONDS, age -> age.seconds)
            .description("Age of the oldest run that waits to be performed")
            .register(registry);
    }

    /** Reads the age. */
    void look() {
        try {
            seconds = runs.oldestQueued()
                .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
        } catch (DataAccessException unreachable) {
            LOG.debug("the queue cannot be read", unreachable);
        }
    }

    double seconds() {
        return seconds;
    }

    @Override
    public void start() {
        looking = timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        looking = null;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
