package com.nexusplatform.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Time of the queue while the database's clock is set back and forth; what the machine's clock says is not asked at all. */
class QueueClockTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LOOK = 10;
    /** Four heartbeats of 5 s, of which one may just not have been due. */
    private static final Duration DEAD = Duration.ofSeconds(15);

    private long seconds;
    private Duration step = Duration.ZERO;
    private boolean away;
    private final QueueClock clock = replica(-7_000_000_000L);

    @Test
    void tellsTheTimeOfTheDatabaseAtFirst() {
        step = HOUR;
        assertThat(clock.now()).isEqualTo(NOON.plus(HOUR));
        pass(5);
        assertThat(clock.now()).isEqualTo(NOON.plus(HOUR).plusSeconds(5));
    }

    @Test
    void countsOnWhileTheDatabaseIsAway() {
        clock.look();
        away = true;
        for (int minute = 1; minute <= 60; minute++) {
            pass(60);
            clock.look();
            assertThat(clock.now()).isEqualTo(NOON.plusSeconds(60L * minute));
        }
    }

    @Test
    void startsOnceTheDatabaseIsThere() {
        away = true;
        clock.look();
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(clock::now);
        away = false;
        assertThat(clock.now()).isEqualTo(NOON);
    }

    @Test
    void givesTheAnswerHalfOfTheTimeThatItTook() {
        QueueClock slow = new QueueClock(() -> {
            Instant told = told();
            pass(2);
            return told;
        }, this::nanos);
        assertThat(slow.now()).isEqualTo(NOON.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -60, 60, 3600})
    void comesToWhatTheDatabaseSaysWithinTenTimesTheStep(long stepped) {
        clock.look();
        step = Duration.ofSeconds(stepped);
        for (long look = 0; look <= Math.abs(stepped) * QueueClock.PART / LOOK; look++) {
            clock.look();
            pass(LOOK);
        }
        assertThat(Duration.between(clock.now(), told()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-999, 999})
    void isNotUnsettledByTheTimeThatAnswersTake(long millis) {
        clock.look();
        step = Duration.ofMillis(millis);
        for (int look = 1; look <= 10; look++) {
            pass(LOOK);
            clock.look();
            assertThat(clock.now()).isEqualTo(NOON.plusSeconds(seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void neitherStepsNorPartsFromAnotherReplicaWhateverIsSet(long seed) {
        Random random = new Random(seed);
        QueueClock other = replica(random.nextLong(1L << 40));
        int later = random.nextInt(LOOK);
        Instant before = clock.now();
        other.look();
        for (int second = 1; second <= 24 * 3600; second++) {
            if (random.nextInt(1800) == 0) {
                step = HOUR.multipliedBy(random.nextInt(3) - 1L);
            }
            if (random.nextInt(600) == 0) {
                away = !away;
            }
            pass(1);
            if (seconds % LOOK == 0) {
                clock.look();
            }
            if (seconds % LOOK == later) {
                other.look();
            }
            Instant now = clock.now();
            assertThat(Duration.between(before, now)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
            assertThat(Duration.between(other.now(), now).abs()).isLessThan(DEAD);
            before = now;
        }
    }

    private QueueClock replica(long count) {
        return new QueueClock(this::told, () -> nanos() + count);
    }

    private Instant told() {
        if (away) {
            throw new DataAccessResourceFailureException("away");
        }
        return NOON.plusSeconds(seconds).plus(step);
    }

    private long nanos() {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private void pass(long time) {
        seconds += time;
    }
}
