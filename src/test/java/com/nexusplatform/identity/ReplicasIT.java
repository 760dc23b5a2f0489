package com.nexusplatform.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.Instance;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ends a session on one replica ends it on every other within a second, and what lets somebody in is known to every other at once.
 * Sessions live in PostgreSQL alone, so that holds without Redis, too.
 */
class ReplicasIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";
    private static final String OTHER = "copper kettles in the rain";
    private static final Duration WITHIN = Duration.ofSeconds(1);

    @ParameterizedTest(name = "{0} Redis")
    @ValueSource(strings = {"with", "without"})
    void refuseWithinASecondWhatOneOfThemEnded(String redis) {
        String database = Instance.emptyDatabase("replicas_" + redis);
        String[] settings = redis.equals("with")
                ? new String[0]
                : new String[]{"spring.data.redis.url=redis://127.0.0.1:1"};
        try (Instance one = Instance.start(database, Clock.systemUTC(), settings);
                Instance other = Instance.start(database, Clock.systemUTC(), settings)) {
            Client admin = one.bearer(one.signIn("admin", PASSWORD).expect(200));
            told(redis, "logout", one, other, admin, person -> person.post("/api/v1/auth/logout").expect(204));
            told(redis, "change of the password", one, other, admin, person -> {
                Client elsewhere = one.bearer(one.signIn(name(person), OWN).expect(200));
                elsewhere.put("/api/v1/me/password", Map.of("current", OWN, "new", OTHER)).expect(204);
            });
            told(redis, "change of roles", one, other, admin,
                    person -> admin.put("/api/v1/users/" + name(person) + "/roles", Map.of("roles", List.of("AUDITOR")))
                        .expect(200));
            told(redis, "disabling", one, other, admin,
                    person -> admin.put("/api/v1/users/" + name(person) + "/status", Map.of("status", "DISABLED"))
                        .expect(200));
            told(redis, "administrator", one, other, admin,
                    person -> admin.delete("/api/v1/users/" + name(person) + "/sessions").expect(204));
        }
    }

    @Test
    void letInAtOnceWhoEnrolledOnOneOfThem() {
        String database = Instance.emptyDatabase("replicas_enrolment");
        String demanded = "nexus.identity.second-factor-roles=EXAMINER";
        try (Instance one = Instance.start(database, Clock.systemUTC(), demanded);
                Instance other = Instance.start(database, Clock.systemUTC(), demanded)) {
            Client admin = one.bearer(one.signIn("admin", PASSWORD).expect(200));
            Answer tokens = one.signIn(newPerson(one, admin), OWN).expect(200);
            Client here = one.bearer(tokens);
            Client there = other.bearer(tokens);
            Authenticator authenticator = Authenticator.begin(here, OWN);
            here.get("/api/v1/examinations").expectProblem(403, "/second-factor-demanded");
            there.get("/api/v1/examinations").expectProblem(403, "/second-factor-demanded");
            authenticator.confirm(here, Instant.now()).expect(200);
            there.get("/api/v1/examinations").expect(200);
            here.get("/api/v1/examinations").expect(200);
        }
    }

    /** Signs a new person in, has the other replica believe the session, ends it here, and waits for the refusal there. */
    private static void told(String redis, String what, Instance one, Instance other, Client admin,
            Consumer<Client> ending) {
        Answer tokens = one.signIn(newPerson(one, admin), OWN).expect(200);
        Client there = other.bearer(tokens.text("/accessToken"));
        there.get("/api/v1/me").expect(200);
        ending.accept(one.bearer(tokens));
        long since = System.nanoTime();
        long began = since;
        long lastAnswered = since;
        while (there.get("/api/v1/me").status() == 200) {
            lastAnswered = began;
            assertThat(Duration.ofNanos(began - since)).as("%s, %s Redis", what, redis).isLessThanOrEqualTo(WITHIN);
            began = System.nanoTime();
        }
        one.bearer(tokens).get("/api/v1/me").expectProblem(401, "/token-refused");
        Duration held = Duration.ofNanos(lastAnswered - since);
        System.out.printf("%s, %s Redis: the other replica answered requests until %d ms after it%n", what, redis,
                held.toMillis());
    }

    private static String name(Client person) {
        return person.get("/api/v1/me").expect(200).text("/username");
    }

    private static String newPerson(Instance one, Client admin) {
        String name = "r-" + UUID.randomUUID();
        admin.post("/api/v1/users",
                Map.of("username", name, "displayName", "A person", "password", PASSWORD, "roles",
                        List.of("EXAMINER")))
            .expect(201);
        one.bearer(one.signIn(name, PASSWORD).expect(200))
            .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN))
            .expect(204);
        return name;
    }
}
