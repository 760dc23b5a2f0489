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
 * Slows guessing down, and locks nobody out: whoever guesses waits, not the account.
 * <ul>
 * <li>Per account and address: after some free tries each wrong password doubles the pause before the next, up to a minute.
 * <li>Per account: one that is guessed at from many addresses has no free tries any more, and the longest pause at once.
 * <li>Per address: one that guesses at many accounts has to pause before every account.
 * </ul>
 * The last two pass over an account at an address that it signed in from within a month, so that its owner never notices. Over all,
 * the hashing of passwords is bounded ({@link Passwords}).
 * <p>
 * Counts live in Redis only. Without Redis it fails open: signing in must not depend on a cache, and the cost of hashing still
 * bounds guessing.
 */
@Component
class SignInThrottle {

    private static final Logger LOG = LoggerFactory.getLogger(SignInThrottle.class);
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(30); // after which one that was cut off is forgotten
    private static final Duration FAMILIAR = Duration.ofDays(30);

    private final StringRedisTemplate redis;
    private final IdentityProperties properties;

    SignInThrottle(StringRedisTemplate redis, IdentityProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /** A try that was admitted; to be closed once it is known to be right or wrong. */
    interface Try extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Refuses a try that comes before its pause is over, or beside others of which the pause is not known yet: after a wrong one no
     * more are looked at together than are free, or one.
     */
    Try admit(String username, String address) {
        Duration pause = orElse(Duration.ZERO, () -> {
            Duration ofAddress = pauseOf(key("pause", address));
            Duration ofBoth = pauseOf(key("pause", username, address));
            return ofAddress.compareTo(ofBoth) > 0 && !isFamiliar(username, address) ? ofAddress : ofBoth;
        });
        if (pause.isPositive()) {
            throw refusal(pause);
        }
        String underWay = key("under-way", username, address);
        Try admitted = () -> leave(underWay);
        boolean together = orElse(true, () -> {
            Long beside = redis.opsForValue().increment(underWay);
            redis.expire(underWay, LONGEST_TRY);
            long wrong = number(key("tries", username, address));
            return wrong == 0 || beside == null || beside <= Math.max(1, properties.freeTries() - wrong);
        });
        if (!together) {
            admitted.close();
            throw refusal(Duration.ofSeconds(1));
        }
        return admitted;
    }

    private void leave(String underWay) {
        orElse(false, () -> {
            Long left = redis.opsForValue().decrement(underWay);
            return left != null && left <= 0 && redis.delete(underWay);
        });
    }

    private static ProblemException refusal(Duration pause) {
        long seconds = pause.plusMillis(999).toSeconds();
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS,
                "Too many wrong passwords from your address. Try again in " + seconds + " s.")
            .with("retryAfter", seconds);
    }

    /** Counts a wrong password; answers with the pause that follows, which may be none. */
    Duration failed(String username, String address) {
        return orElse(Duration.ZERO, () -> {
            long ofBoth = count(key("tries", username, address));
            long ofAccount = count(key("account", username));
            long ofAddress = count(key("address", address));
            if (ofAddress > properties.manyTries()) {
                hold(key("pause", address), pause(ofAddress - properties.manyTries() - 1));
            }
            Duration pause = ofAccount > properties.manyTries() && !isFamiliar(username, address)
                    ? properties.slowestTry()
                    : ofBoth < properties.freeTries() ? Duration.ZERO : pause(ofBoth - properties.freeTries());
            hold(key("pause", username, address), pause);
            return pause;
        });
    }

    /** Forgets the wrong passwords before a right one, and remembers where it came from. */
    void succeeded(String username, String address) {
        orElse(false, () -> {
            redis.opsForValue().set(key("familiar", username, address), "1", FAMILIAR);
            return redis.delete(key("tries", username, address));
        });
    }

    private boolean isFamiliar(String username, String address) {
        return Boolean.TRUE.equals(redis.hasKey(key("familiar", username, address)));
    }

    private long count(String counter) {
        Long tries = redis.opsForValue().increment(counter);
        redis.expire(counter, MEMORY);
        return tries == null ? 0 : tries;
    }

    private long number(String counter) {
        String number = redis.opsForValue().get(counter);
        return number == null ? 0 : Long.parseLong(number);
    }

    private Duration pauseOf(String key) {
        Long millis = redis.getExpire(key, TimeUnit.MILLISECONDS);
        return Duration.ofMillis(Math.max(0, millis == null ? 0 : millis));
    }

    private void hold(String key, Duration pause) {
        if (pause.isPositive()) {
            redis.opsForValue().set(key, "1", pause);
        }
    }

    private Duration pause(long triesOverFree) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(triesOverFree, 20));
        return doubled.compareTo(properties.slowestTry()) < 0 ? doubled : properties.slowestTry();
    }

    /** Names and addresses are personal data: Redis sees their hash. */
    private static String key(String kind, String... parts) {
        return "nexus:sign-in:" + kind + ":" + Digests.sha256(String.join("\n", parts));
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
