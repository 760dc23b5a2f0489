package com.nexusplatform.identity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Slows guessing down per account and address: after some free tries each wrong password doubles the pause before the next
 * try, up to a minute. The owner at another address never notices, and nobody is locked out for longer than that pause.
 * <p>
 * Counts live in Redis only. Without Redis it fails open: signing in must not depend on a cache, and the cost of hashing still
 * bounds guessing ({@link Passwords}).
 */
@Component
class SignInThrottle {

    private static final Logger LOG = LoggerFactory.getLogger(SignInThrottle.class);
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final StringRedisTemplate redis;
    private final IdentityProperties properties;

    SignInThrottle(StringRedisTemplate redis, IdentityProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /** Refuses a try that comes before its pause is over. */
    void admit(String username, String address) {
        Duration pause = orElse(Duration.ZERO, () -> {
            Long millis = redis.getExpire(key("pause", username, address), TimeUnit.MILLISECONDS);
            return Duration.ofMillis(Math.max(0, millis == null ? 0 : millis));
        });
        if (pause.isPositive()) {
            long seconds = pause.plusMillis(999).toSeconds();
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS,
                    "Too many wrong passwords from your address. Try again in " + seconds + " s.")
                .with("retryAfter", seconds);
        }
    }

    /** Counts a wrong password; answers with the pause that follows, which may be none. */
    Duration failed(String username, String address) {
        return orElse(Duration.ZERO, () -> {
            String counter = key("tries", username, address);
            Long tries = redis.opsForValue().increment(counter);
            redis.expire(counter, MEMORY);
            if (tries == null || tries < properties.freeTries()) {
                return Duration.ZERO;
            }
            Duration pause = pause(tries - properties.freeTries());
            redis.opsForValue().set(key("pause", username, address), "1", pause);
            return pause;
        });
    }

    /** Forgets the wrong passwords before a right one. */
    void succeeded(String username, String address) {
        orElse(false, () -> redis.delete(key("tries", username, address)));
    }

    private Duration pause(long triesOverFree) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(triesOverFree, 20));
        return doubled.compareTo(properties.slowestTry()) < 0 ? doubled : properties.slowestTry();
    }

    /** Names and addresses are personal data: Redis sees their hash. */
    private static String key(String kind, String username, String address) {
        return "nexus:sign-in:" + kind + ":" + Digests.sha256(username + "\n" + address);
    }

    private static <T> T orElse(T open, Supplier<T> counted) {
        try {
            return counted.get();
        } catch (DataAccessException withoutRedis) {
            LOG.warn("Sign-in is not slowed down: Redis does not answer ({})", withoutRedis.getClass().getSimpleName());
            return open;
        }
    }
}
