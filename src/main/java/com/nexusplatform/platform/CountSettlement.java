package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import com.nexusplatform.platform.RequestCounts.Due;
import com.nexusplatform.shared.Digests;

/**
 * Settles the counts of requests with those of the other instances, in Redis. Fails open: while Redis does not answer, each instance
 * limits by its own counts alone.
 */
@Component
class CountSettlement implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CountSettlement.class);

    private final RequestCounts counts;
    private final StringRedisTemplate redis;
    private final LimitProperties properties;
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("request-counts").daemon().factory());
    private boolean answering = true;
    private volatile @Nullable Future<?> settling;

    CountSettlement(RequestCounts counts, StringRedisTemplate redis, LimitProperties properties) {
        this.counts = counts;
        this.redis = redis;
        this.properties = properties;
    }

    /** Adds what was counted here, and learns what was counted elsewhere. */
    synchronized void settle() {
        List<Due> due = counts.due();
        if (due.isEmpty()) {
            return;
        }
        try {
            List<Object> answers = redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
                due.forEach(one -> add(connection, one));
                return null;
            });
            for (int i = 0; i < due.size(); i++) {
                Due one = due.get(i);
                // two answers each: the sum, and whether its expiry was set
                one.count().settle(one.window(), one.requests(), ((Number) answers.get(2 * i)).longValue());
            }
            heard(true, null);
        } catch (DataAccessException | ClassCastException without) {
            heard(false, without);
        }
    }

    private static void add(RedisConnection connection, Due due) {
        byte[] key = key(due).getBytes(StandardCharsets.UTF_8);
        connection.stringCommands().incrBy(key, due.requests());
        connection.keyCommands().pExpire(key, 2 * LimitProperties.window(due.subject().cost()).toMillis());
    }

    /** Addresses are personal data: Redis sees their hash. */
    private static String key(Due due) {
        return "nexus:limits:" + due.subject().cost().label() + ":" + due.window() + ":"
                + Digests.sha256(due.subject().caller());
    }

    private void heard(boolean now, @Nullable Exception failure) {
        if (now != answering) {
            answering = now;
            if (now) {
                LOG.info("Requests are counted over all instances again");
            } else {
                LOG.warn("Requests are limited by each instance alone: Redis does not answer", failure);
            }
        }
    }

    @Override
    public void start() {
        long millis = properties.settling().toMillis();
        settling = timer.scheduleWithFixedDelay(this::settleOrSay, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A scheduled task that throws would never run again. */
    private void settleOrSay() {
        try {
            settle();
        } catch (RuntimeException unexpected) {
            LOG.error("Counts of requests were not settled", unexpected);
        }
    }

    @Override
    public void stop() {
        settling = null;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return settling != null;
    }
}
