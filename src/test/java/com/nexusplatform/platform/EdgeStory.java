package com.nexusplatform.platform;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;

/** Ground of the tests that go over all endpoints: the objects they ask for are made once. */
abstract class EdgeStory extends ServiceIT {

    private static final String CHOSEN = "violet anchors under glass";

    private static Grounds grounds;
    private static String stranger;

    /** The objects; made at the first call. */
    final Grounds grounds() {
        synchronized (EdgeStory.class) {
            if (grounds == null) {
                stranger = "stranger" + UUID.randomUUID().toString().substring(0, 8);
                signInAs("admin").post("/api/v1/users",
                        Map.of("username", stranger, "displayName", "Someone else", "password", PASSWORD, "roles",
                                List.of("LEAD_EXAMINER")))
                    .expect(201);
                bearer(signIn(stranger, PASSWORD).expect(200).text("/accessToken"))
                    .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", CHOSEN))
                    .expect(204);
                String someone = "someone" + UUID.randomUUID().toString().substring(0, 8);
                signInAs("admin").post("/api/v1/users", Map.of("username", someone, "displayName", "Someone",
                        "password", PASSWORD, "roles", List.of("REVIEWER")))
                    .expect(201);
                grounds = Grounds.make(signInAs("lead"), stranger(), someone);
            }
            return grounds;
        }
    }

    /** Someone who leads another examination. */
    private Client stranger() {
        return bearer(signIn(stranger, CHOSEN).expect(200).text("/accessToken"));
    }

    /** A caller with a token. */
    final Client bearer(String token) {
        return client().with("Authorization", "Bearer " + token);
    }
}
