package com.nexusplatform.identity;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThatNoException;

/** Without Redis nobody is kept from signing in. */
class SignInThrottleTests {

    @Test
    void admitsEveryoneWhenRedisIsGone() {
        LettuceConnectionFactory gone = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", 1),
                LettuceClientConfiguration.builder().commandTimeout(Duration.ofMillis(500)).build());
        gone.afterPropertiesSet();
        gone.start();
        SignInThrottle throttle = new SignInThrottle(new StringRedisTemplate(gone), IdentityFixtures.settings());
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 12; i++) {
                throttle.failed("lead", "127.0.0.1");
            }
            throttle.admit("lead", "127.0.0.1");
            throttle.succeeded("lead", "127.0.0.1");
        });
        gone.destroy();
    }
}
