package com.nexusplatform.shared;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks at the database from time to time on a thread of its own, so that a scrape of the metrics never waits for it. */
public abstract class RegularLook implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RegularLook.class);

    private final String name;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Future<?> looking;

    /** A look at each interval, on a thread of the name given. */
    protected RegularLook(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
        timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Reads what is to be shown. */
    protected abstract void read();

    /** Reads what is to be shown; what was read before stays when the database is away. */
    public final void look() {
        try {
            read();
        } catch (DataAccessException | TransactionException unreachable) {
            LOG.debug("{} cannot be read", name, unreachable);
        }
    }

    @Override
    public final void start() {
        looking = timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public final void stop() {
        looking = null;
        timer.shutdownNow();
    }

    @Override
    public final boolean isRunning() {
        return looking != null;
    }
}
