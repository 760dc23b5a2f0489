package com.nexusplatform.platform;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
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

    /** One call over the connection that all share; a pipeline would open one of its own each time. */
    @SuppressWarnings("rawtypes") // the answer's type is all that a script is told
    private static final RedisScript<List> ADD = RedisScript.of("""
            local sums = {}
            for i, key in ipairs(KEYS) do
                sums[i] = redis.call('INCRBY', key, ARGV[2 * i - 1])
                redis.call('PEXPIRE', key, ARGV[2 * i])
            end
            return sums
            """, List.class);

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
            List<?> sums = redis.execute(ADD, due.stream().map(CountSettlement::key).toList(), amounts(due));
            for (int i = 0; i < due.size(); i++) {
                Due one = due.get(i);
                one.count().settle(one.window(), one.requests(), ((Number) sums.get(i)).longValue());
            }
            heard(true, null);
        } catch (DataAccessException | ClassCastException without) {
            heard(false, without);
        }
    }

    /** For each key what is added to it, and for how many milliseconds it is kept. */
    private static Object[] amounts(List<Due> due) {
        return due.stream()
            .flatMap(one -> Stream.of(Long.toString(one.requests()),
                    Long.toString(2 * LimitProperties.window(one.subject().cost()).toMillis())))
            .toArray();
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
