package com.nexusplatform.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A machine's clock that steps by an hour makes no token live longer than it was issued for. */
class ClockStepsTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration SKEW = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(longs = {-60, -16, -1, 0, 1, 14, 16, 60})
    void acceptsATokenForNoLongerThanItsLife(long minutes) {
        SteppingClock clock = new SteppingClock();
        AccessTokens tokens = new AccessTokens(new SigningKey("a-test-key-of-more-than-thirty-two-bytes"),
                IdentityFixtures.settings(), clock);
        String token = tokens.issue(new UUID(1, 2), new UUID(3, 4));
        clock.step = Duration.ofMinutes(minutes);
        Duration accepted = Duration.ZERO;
        for (int second = 0; second <= 3 * 3600; second += 10) {
            clock.elapsed = Duration.ofSeconds(second);
            if (tokens.sessionOf(token).isPresent()) {
                accepted = accepted.plusSeconds(10);
                assertThat(clock.instant()).isBetween(NOON.minus(SKEW), NOON.plus(LIFE).plus(SKEW));
            }
        }
        assertThat(accepted).isLessThanOrEqualTo(LIFE.plus(SKEW).plus(SKEW).plusSeconds(10));
    }

    /** Tells the time that has gone by since noon, and the step beside it. */
    private static final class SteppingClock extends Clock {

        private Duration elapsed = Duration.ZERO;
        private Duration step = Duration.ZERO;

        @Override
        public Instant instant() {
            return NOON.plus(elapsed).plus(step);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
