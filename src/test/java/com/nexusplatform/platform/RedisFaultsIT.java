package com.nexusplatform.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Redis gone, slow, full and flushed: what {@code docs/redis.md} says of each use of it. */
class RedisFaultsIT extends ServiceIT {

    /** Less than the two seconds that Redis is slow by: who waited for it would take longer. */
    private static final Duration PROMPT = Duration.ofMillis(1500);

    private static Way way;
    private static Instance instance;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;

    /** What happens to Redis. */
    enum Fault {
        GONE, SLOW, FULL, FLUSHED
    }

    @BeforeAll
    static void begin() {
        URI redis = URI.create(TestServers.get().redisUrl());
        way = new Way(redis.getPort());
        instance = Instance.start("--spring.data.redis.url=redis://" + userInfo(redis) + "127.0.0.1:" + way.port(),
                "--nexus.limits.heavy=30");
        client = RedisClient.create(TestServers.get().redisUrl());
        connection = client.connect();
    }

    @AfterAll
    static void end() {
        redis().configSet("maxmemory", "0");
        connection.close();
        client.shutdown();
        instance.close();
        way.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNobodyWaits(Fault fault) {
        Client lead = signInAs("lead");
        lead.get(instance.address() + "/api/v1/me").expect(200);
        await("healthy before", () -> health().status() == 200);
        begin(fault);
        try {
            reads(fault, lead);
            String title = "Without Redis " + UUID.randomUUID();
            String id = prompt(() -> lead.post(instance.address() + "/api/v1/examinations",
                    Map.of("title", title, "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR")))
                .expect(201)
                .text("/id");
            assertThat(lead.get(instance.address() + "/api/v1/examinations/" + id).expect(200).text("/title"))
                .isEqualTo(title);
            signsIn();
            limitsStillHold();
            tellsOfIt(fault);
        } finally {
            end(fault);
        }
        await("healthy again", Duration.ofSeconds(20), () -> health().status() == 200);
    }

    private static void reads(Fault fault, Client lead) {
        long[] micros = IntStream.range(0, 300).mapToLong(i -> {
            long start = System.nanoTime();
            lead.get(instance.address() + "/api/v1/me").expect(200);
            return (System.nanoTime() - start) / 1000;
        }).sorted().toArray();
        System.out.printf("%s: 300 reads, median %d us, slowest %d us%n", fault, micros[150],
                Arrays.stream(micros).max().orElseThrow());
        assertThat(micros[297]).isLessThan(PROMPT.toNanos() / 1000);
    }

    private void signsIn() {
        prompt(() -> login("lead", PASSWORD)).expect(200);
        prompt(() -> login("lead-" + UUID.randomUUID(), "not this one")).expect(401);
    }

    /** By what this instance sees itself; in a new minute it begins anew. */
    private void limitsStillHold() {
        Client auditor = signInAs("auditor");
        String path = instance.address() + "/api/v1/runs/" + UUID.randomUUID() + "/what-if";
        long refused = IntStream.range(0, 75)
            .mapToObj(i -> auditor.post(path,
                    Map.of("procedure", "PAY-1", "parameter", "deMinimis", "values", java.util.List.of("0"))))
            .filter(answer -> answer.status() == 429)
            .count();
        assertThat(refused).isPositive();
    }

    private void tellsOfIt(Fault fault) {
        if (fault == Fault.GONE || fault == Fault.SLOW) {
            await("health says so", () -> health().status() == 503);
            assertThat(health().text()).contains("\"redis\":\"unhealthy\"", "\"database\":\"healthy\"");
        }
        client().get(instance.address() + "/ready").expect(200);
        client().get(instance.address() + "/livez").expect(200);
    }

    private static void begin(Fault fault) {
        switch (fault) {
            case GONE -> way.cut();
            case SLOW -> way.slow(Duration.ofSeconds(2));
            case FULL -> redis().configSet("maxmemory", "1");
            case FLUSHED -> redis().flushall();
        }
    }

    private static void end(Fault fault) {
        way.restore();
        if (fault == Fault.FULL) {
            redis().configSet("maxmemory", "0");
        }
    }

    private Answer health() {
        return client().get(instance.address() + "/health");
    }

    private Answer login(String username, String password) {
        return client().post(instance.address() + "/api/v1/auth/login",
                Map.of("username", username, "password", password));
    }

    private static Answer prompt(Supplier<Answer> act) {
        long start = System.nanoTime();
        Answer answer = act.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        return answer;
    }

    private static RedisCommands<String, String> redis() {
        return connection.sync();
    }

    private static String userInfo(URI redis) {
        return redis.getUserInfo() == null ? "" : redis.getUserInfo() + "@";
    }
}
