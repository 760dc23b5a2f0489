package com.nexusplatform.audit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The thread of a replica that lengthens the chain: soon after an event of its own was committed, and at an interval anyway. */
@Component
class Chainer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Chainer.class);

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);

    private final Chain chain;
    private final AuditProperties properties;
    private final Semaphore heard = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private long lookedForCheckpoint;

    Chainer(Chain chain, AuditProperties properties) {
        this.chain = chain;
        this.properties = properties;
    }

    /** Has the chain lengthened soon; returns at once. */
    void wake() {
        if (heard.availablePermits() == 0) {
            heard.release();
        }
    }

    @Override
    public void start() {
        Thread made = Thread.ofPlatform().name("trail-chainer").daemon().unstarted(this::run);
        thread = made; // before it begins, since it asks whether it is to run
        made.start();
    }

    @Override
    public void stop() {
        Thread present = thread;
        thread = null;
        if (present != null) {
            present.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                if (heard.tryAcquire(properties.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                    // one transaction for what comes together costs less than one each
                    Thread.sleep(properties.gathering());
                    heard.drainPermits();
                }
                lengthen();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Looks whether a checkpoint is due once in a while, not after each batch. */
    private void signInTime() {
        long now = System.nanoTime();
        if (lookedForCheckpoint == 0 || now - lookedForCheckpoint >= BETWEEN_CHECKPOINTS.toNanos()) {
            lookedForCheckpoint = now;
            chain.sign();
        }
    }

    private void lengthen() throws InterruptedException {
        try {
            while (chain.grow() && isRunning()) {
                signInTime();
            }
            signInTime();
        } catch (RuntimeException | OutOfMemoryError passing) {
            if (isRunning()) {
                LOG.warn("The chain of the trail waits: {}", passing.toString());
                Thread.sleep(properties.interval());
            }
        }
    }
}
