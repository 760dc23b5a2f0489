package com.nexusplatform.identity;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

import com.nexusplatform.ServiceIT;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Guessing is slowed per account and address, per account and per address; an owner who was here before never notices. */
class SignInThrottleIT extends ServiceIT {

    private static final int FREE = 3;
    private static final int MANY = 20;

    @Autowired
    private StringRedisTemplate redis;

    private SignInThrottle throttle;
    private String story;

    @BeforeEach
    void begin() {
        throttle = new SignInThrottle(redis, IdentityFixtures.settings("free-tries", String.valueOf(FREE), "many-tries",
                String.valueOf(MANY)));
        story = UUID.randomUUID().toString();
    }

    @Test
    void doublesThePauseAfterTheFreeTriesUpToAMinute() {
        assertThat(guess("owner", "office", FREE - 1)).isZero();
        for (int seconds = 1; seconds < 60; seconds *= 2) {
            assertThat(guess("owner", "office", 1)).isEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(guess("owner", "office", 1)).isEqualTo(Duration.ofMinutes(1));
        held("owner", "office");
        admitted("owner", "elsewhere");
        admitted("colleague", "office");
    }

    @Test
    void leavesNoFreeTriesWhereAnAccountIsGuessedAtFromManyAddresses() {
        throttle.succeeded(name("owner"), name("home"));
        for (int address = 0; address < MANY; address++) {
            assertThat(guess("owner", "address " + address, 1)).isZero();
        }
        assertThat(guess("owner", "one more", 1)).isEqualTo(Duration.ofMinutes(1));
        held("owner", "one more");
        admitted("owner", "an address the owner never was at");
        assertThat(guess("owner", "home", 1)).isZero();
        admitted("owner", "home");
        assertThat(guess("colleague", "yet another", 1)).isZero();
    }

    @Test
    void holdsAnAddressThatGuessesAtManyAccounts() {
        throttle.succeeded(name("owner"), name("office"));
        for (int account = 0; account < MANY; account++) {
            guess("account " + account, "office", 1);
            admitted("the next one", "office");
        }
        guess("account", "office", 2);
        held("the next one", "office");
        admitted("owner", "office");
        admitted("the next one", "elsewhere");
    }

    @Test
    void looksAtNoMoreTriesTogetherThanAreFree() {
        List<SignInThrottle.Try> together = Stream.generate(() -> throttle.admit(name("owner"), name("office")))
            .limit(8) // nobody has guessed yet: one client may well sign in several times at once
            .toList();
        guess("owner", "office", 1);
        held("owner", "office");
        together.forEach(SignInThrottle.Try::close);

        SignInThrottle.Try one = throttle.admit(name("owner"), name("office"));
        SignInThrottle.Try two = throttle.admit(name("owner"), name("office"));
        held("owner", "office");
        admitted("owner", "elsewhere");
        one.close();
        two.close();
        guess("owner", "office", 1);
        try (var _ = throttle.admit(name("owner"), name("office"))) {
            held("owner", "office");
        }
        admitted("owner", "office");
    }

    private Duration guess(String account, String address, int times) {
        Duration pause = Duration.ZERO;
        for (int time = 0; time < times; time++) {
            pause = throttle.failed(name(account), name(address));
        }
        return pause;
    }

    private void held(String account, String address) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> throttle.admit(name(account), name(address)))
            .matches(refused -> refused.type() == ProblemType.TOO_MANY_REQUESTS)
            .matches(refused -> (long) refused.properties().get("retryAfter") >= 1);
    }

    private void admitted(String account, String address) {
        assertThatNoException().as("%s at %s", account, address)
            .isThrownBy(() -> throttle.admit(name(account), name(address)));
    }

    /** Names of this story's own, since all stories share one Redis. */
    private String name(String plain) {
        return plain + " of " + story;
    }
}
