package com.nexusplatform.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Clock;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.RegularLook;

/**
 * The time that queued work goes by, the same for all replicas: the database's when it is first asked for, and from there on the steady
 * count of the machine, which approaches the database's clock by a tenth of the time that passes. Whoever sets the clock of a machine or
 * of the database neither delays what is queued nor lets work under way look as though its instance were dead.
 */
final class QueueClock extends RegularLook implements Clock {

    /** One part in so many of the time that passes is given to a gap, so that an hour's is closed within ten. */
    static final int PART = 10;

    /** Replicas notice a step at most so long after one another, a tenth of which is far less than four missed heartbeats. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A gap below this is left as it is: answers take time, and a scheduler whose wait seems too short waits once more. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    private final Supplier<Instant> database;
    private final LongSupplier nanos;
    private volatile @Nullable Course course;

    QueueClock(Supplier<Instant> database, LongSupplier nanos) {
        super("queue-clock", INTERVAL);
        this.database = database;
        this.nanos = nanos;
    }

    /**
     * The time, without a step.
     *
     * @throws org.springframework.dao.DataAccessException when the database is away and was never asked before
     */
    @Override
    public Instant now() {
        Course known = course;
        return (known == null ? ask() : known).at(nanos.getAsLong());
    }

    @Override
    protected void read() {
        ask();
    }

    private Course ask() {
        long asked = nanos.getAsLong();
        Instant told = database.get();
        long answered = nanos.getAsLong();
        return turn(told.plusNanos((answered - asked) / 2), answered);
    }

    /** Nobody waits for another's question here: whoever holds a connection could be waited for in turn. */
    private synchronized Course turn(Instant there, long count) {
        Course known = course;
        Instant here = known == null ? there : known.at(count);
        Duration gap = Duration.between(here, there);
        Course next = new Course(here, count, gap.abs().compareTo(NEAR) < 0 ? 0 : gap.toNanos());
        course = next;
        return next;
    }

    /**
     * How time goes on from a moment.
     *
     * @param from  the time at that moment
     * @param since the count of the machine at that moment
     * @param gap   nanoseconds by which the database's clock was ahead of it, as far as it is to be approached
     */
    private record Course(Instant from, long since, long gap) {

        Instant at(long nanos) {
            long passed = Math.max(0, nanos - since);
            long most = Math.min(passed, INTERVAL.toNanos()) / PART; // a look that others may not have had says no more
            return from.plusNanos(passed + Math.clamp(gap, -most, most));
        }
    }
}
