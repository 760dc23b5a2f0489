package com.nexusplatform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

/**
 * The whole service on a random port, over a real PostgreSQL and Redis; the ground that stories stand on. All heirs share one application, so they
 * must not redefine its configuration, and must not count on an empty database.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"logging.structured.format.console=",
        "logging.level.root=warn"})
public abstract class ServiceIT {

    /** Password of the first users: {@code admin}, {@code lead}, {@code examiner}, {@code reviewer}, {@code auditor}. */
    protected static final String PASSWORD = "Quiet-Harbour-7-Lanterns";

    /** Two thirds of the life of an access token, so that a long suite does not run out of it. */
    private static final long TOKEN_NANOS = Duration.ofMinutes(10).toNanos();

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestServers servers = TestServers.get();
        registry.add("spring.datasource.url", servers::databaseUrl);
        registry.add("spring.datasource.username", servers::username);
        registry.add("spring.datasource.password", servers::password);
        registry.add("spring.data.redis.url", servers::redisUrl);
        registry.add("nexus.local.enabled", () -> "true");
        registry.add("nexus.identity.folder", () -> "target/servers");
        // all stories guess from one address
        registry.add("nexus.identity.many-tries", () -> "1000000");
        registry.add("NEXUS_DEMO_PASSWORD", () -> PASSWORD);
        registry.add("nexus.vault.key-memory", () -> "1s");
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> "8");
    }

    /** Address of the service, without a slash at the end. */
    protected final String address() {
        return "http://127.0.0.1:" + port;
    }

    /** A caller who is not signed in. */
    protected final Client client() {
        return new Client(address(), Map.of());
    }

    /** A first user, signed in; signs in once per JVM. */
    protected final Client signInAs(String username) {
        String token = TOKENS.computeIfAbsent(port + username + System.nanoTime() / TOKEN_NANOS,
                key -> signIn(username, PASSWORD).expect(200).text("/accessToken"));
        return client().with("Authorization", "Bearer " + token);
    }

    /** Tries to sign in. */
    protected final Answer signIn(String username, String password) {
        return client().post("/api/v1/auth/login", Map.of("username", username, "password", password));
    }

    /** Waits, for at most a minute, until the condition holds. */
    protected static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofMinutes(1), condition);
    }

    /** Waits, for at most the time given, until the condition holds. */
    protected static void await(String what, Duration atMost, BooleanSupplier condition) {
        Awaitility.await(what)
            .atMost(atMost)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(50))
            .until(condition::getAsBoolean);
    }

    /** Asks for the JSON at the path until its status is one of those given; returns that answer. */
    protected static Answer awaitStatus(Client client, String path, String... statuses) {
        Answer[] last = new Answer[1];
        await(path + " becomes " + String.join(" or ", statuses), Duration.ofMinutes(3), () -> {
            last[0] = client.get(path).expect(200);
            return java.util.List.of(statuses).contains(last[0].text("/status"));
        });
        return last[0];
    }
}
