package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Watch;

/** Watches over one attempt of a run: gathers its progress, and stops all of its procedures for the first cause. */
final class RunWatch {

    /** Why a run is stopped before its end. */
    enum Cause {
        /** Somebody asked for it. */
        CANCELLED,
        /** Its time is over. */
        TIME_LIMIT,
        /** Another attempt took it over. */
        TAKEN_OVER,
        /** The service shuts down; it will begin again elsewhere. */
        SHUTDOWN,
        /** Another procedure of it failed. */
        FAILED
    }

    /** Where progress is noted and orders come from. */
    @FunctionalInterface
    interface Post {

        /** Notes the progress, 0 to 1; answers with a cause to stop. */
        Optional<Cause> note(double progress);
    }

    /** Share of the work that is loading, performing and, up to 1, writing. */
    private static final double LOADED = 0.15;
    private static final double PERFORMED = 0.95;

    private final Post post;
    private final long limit;
    private final long interval;
    private final LongSupplier nanoTime;
    private final long begun;
    private final AtomicLong lastNote;
    private final AtomicLongArray shares;
    private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();

    RunWatch(Post post, int procedures, Duration limit, Duration interval, LongSupplier nanoTime) {
        this.post = post;
        this.limit = limit.toNanos();
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
        lastNote = new AtomicLong(begun);
        shares = new AtomicLongArray(procedures);
    }

    /** The watch of the procedure at an index of the plan. */
    Watch over(int index) {
        return share -> {
            shares.set(index, Double.doubleToLongBits(share));
            look();
        };
    }

    /** Looks at the clock, and at the post when it is time; called between two pieces of work. */
    void look() {
        long now = nanoTime.getAsLong();
        if (now - begun > limit) {
            stop(Cause.TIME_LIMIT);
        }
        long last = lastNote.get();
        if (cause.get() == null && now - last >= interval && lastNote.compareAndSet(last, now)) {
            post.note(progress()).ifPresent(this::stop);
        }
        Cause stopped = cause.get();
        if (stopped != null) {
            throw new Watch.StoppedException(stopped.name());
        }
    }

    /** Stops everything for a cause, unless it is stopping already. */
    void stop(Cause why) {
        cause.compareAndSet(null, why);
    }

    /** Why it was stopped. */
    Optional<Cause> cause() {
        return Optional.ofNullable(cause.get());
    }

    private double progress() {
        double sum = 0;
        for (int i = 0; i < shares.length(); i++) {
            sum += Math.clamp(Double.longBitsToDouble(shares.get(i)), 0, 1);
        }
        return sum == 0 ? LOADED / 3 : LOADED + (PERFORMED - LOADED) * sum / shares.length();
    }
}
