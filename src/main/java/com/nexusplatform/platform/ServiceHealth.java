package com.nexusplatform.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Whether PostgreSQL and Redis answer. Each is asked for at most two seconds, and what it said is believed for one second, so
 * that probes cost nothing however many ask. Causes go to the log, never to the caller. The database is asked over a connection of
 * its own: a pool that is exhausted, as behind a locked table, says nothing of the database, and would take all instances out of
 * service at once.
 */
public class ServiceHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceHealth.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final DataSource database;
    private final RedisConnectionFactory redis;
    private final Clock clock;
    private @Nullable Reading last;

    /**
     * Of these stores.
     *
     * @param database a source of new connections
     */
    ServiceHealth(DataSource database, RedisConnectionFactory redis, Clock clock) {
        this.database = database;
        this.redis = redis;
        this.clock = clock;
    }

    /** The present state, at most a second old. */
    public synchronized Reading read() {
        Instant now = clock.instant();
        Reading known = last;
        if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(BELIEVED))) {
            return known;
        }
        FutureTask<Boolean> first = ask("database", this::databaseAnswers);
        FutureTask<Boolean> second = ask("redis", this::redisAnswers);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Reading fresh = new Reading(clock.instant(), answer("database", first, deadline),
                answer("redis", second, deadline));
        last = fresh;
        return fresh;
    }

    private boolean databaseAnswers() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        }
    }

    private boolean redisAnswers() {
        try (RedisConnection connection = redis.getConnection()) {
            return "PONG".equals(connection.ping());
        }
    }

    private static FutureTask<Boolean> ask(String service, Callable<Boolean> question) {
        FutureTask<Boolean> task = new FutureTask<>(question);
        Thread.ofVirtual().name("health-" + service).start(task);
        return task;
    }

    private static boolean answer(String service, FutureTask<Boolean> asked, long deadline) {
        try {
            return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLate) {
            LOG.warn("{} does not answer within {}", service, PATIENCE);
        } catch (ExecutionException failure) {
            LOG.warn("{} does not answer", service, failure.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * What the services said.
     *
     * @param at       when they were asked
     * @param database whether PostgreSQL answered
     * @param redis    whether Redis answered
     */
    public record Reading(Instant at, boolean database, boolean redis) {

        /** Whether all answered. */
        public boolean isHealthy() {
            return database && redis;
        }
    }
}
