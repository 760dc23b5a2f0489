package com.nexusplatform.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Stores that are gone or hang are told as unhealthy, soon and without being asked again and again. */
class ServiceHealthTests {

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void tellsStoresThatAreGone() {
        ServiceHealth.Reading reading = health(new Failing()).read();
        assertThat(reading.isHealthy()).isFalse();
        assertThat(reading.database()).isFalse();
        assertThat(reading.redis()).isFalse();
    }

    @Test
    void believesAnAnswerForOneSecondOnly() {
        ServiceHealth health = health(new Failing());
        health.read();
        now = now.plusMillis(999);
        health.read();
        assertThat(asked).hasValue(1);
        now = now.plusMillis(2);
        health.read();
        assertThat(asked).hasValue(2);
        now = now.minusSeconds(3600);
        health.read();
        assertThat(asked).hasValue(3);
    }

    @Test
    void doesNotWaitForAStoreThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        ServiceHealth.Reading reading = health(new Failing() {

            @Override
            public Connection getConnection() throws SQLException {
                try {
                    never.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                return super.getConnection();
            }
        }).read();
        never.countDown();
        assertThat(reading.database()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    private ServiceHealth health(AbstractDataSource database) {
        InstantSource source = () -> now;
        return new ServiceHealth(database, noRedis(), source.withZone(ZoneOffset.UTC));
    }

    /** A Redis at a port where nothing listens. */
    static LettuceConnectionFactory noRedis() {
        LettuceConnectionFactory redis = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", 1),
                LettuceClientConfiguration.builder().commandTimeout(Duration.ofMillis(500)).build());
        redis.afterPropertiesSet();
        redis.start();
        return redis;
    }

    /** A database that is gone. */
    private class Failing extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            throw new SQLException("connection refused", "08001");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
