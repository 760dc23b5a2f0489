package com.nexusplatform.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** The story of a person: added by the administrator, first sign-in, own password, sessions, roles. */
class UsersIT extends ServiceIT {

    private static final String FIRST = "the first one, for a day";
    private static final String OWN = "my own long sentence 42";

    @Test
    void addsAPersonWhoMustChooseAPasswordFirst() {
        String name = newUser("EXAMINER");
        Answer first = signIn(name, FIRST).expect(200);
        Client person = bearer(first);
        assertThat(person.get("/api/v1/me").expect(200).json().at("/mustChangePassword").asBoolean()).isTrue();
        person.get("/api/v1/me/sessions").expectProblem(403, "/password-change-required");
        person.get("/api/v1/nothing").expectProblem(403, "/password-change-required");

        change(person, "not the first one, sorry", OWN).expectProblem(400, "/validation-failed");
        assertThat(change(person, FIRST, "too short").expectProblem(400, "/validation-failed").text("/field"))
            .isEqualTo("new");
        change(person, FIRST, FIRST).expectProblem(400, "/validation-failed");
        change(person, FIRST, OWN).expect(204);

        person.get("/api/v1/me/sessions").expect(200);
        signIn(name, FIRST).expectProblem(401, "/sign-in-refused");
        signIn(name.toUpperCase(Locale.ROOT), OWN).expect(200);
    }

    @Test
    void endsTheOtherSessionsWithAChangeOfThePassword() {
        String name = newUser("EXAMINER");
        Client here = bearer(signIn(name, FIRST).expect(200));
        Answer elsewhere = signIn(name, FIRST).expect(200);
        change(here, FIRST, OWN).expect(204);
        here.get("/api/v1/me").expect(200);
        bearer(elsewhere).get("/api/v1/me").expectProblem(401, "/token-refused");
        client().post("/api/v1/auth/refresh", Map.of("refreshToken", elsewhere.text("/refreshToken")))
            .expectProblem(401,
                    "/token-refused");
    }

    @Test
    void listsAndEndsOnesOwnSessionsOnly() {
        String name = newUser("REVIEWER");
        Client here = bearer(signIn(name, FIRST).expect(200));
        change(here, FIRST, OWN).expect(204);
        Client there = bearer(client().with("User-Agent", "story/1")
            .post("/api/v1/auth/login", Map.of("username", name, "password", OWN))
            .expect(200));
        JsonNode sessions = here.get("/api/v1/me/sessions").expect(200).json().at("/items");
        assertThat(sessions.size()).isEqualTo(2);
        JsonNode other = sessions.get(0);
        assertThat(other.at("/client").asString()).isEqualTo("story/1");
        assertThat(other.at("/address").asString()).isEqualTo("127.0.0.1");
        assertThat(other.at("/current").asBoolean()).isFalse();
        assertThat(sessions.get(1).at("/current").asBoolean()).isTrue();

        signInAs("lead").delete("/api/v1/me/sessions/" + other.at("/id").asString()).expectProblem(404, "/not-found");
        here.delete("/api/v1/me/sessions/" + UUID.randomUUID()).expectProblem(404, "/not-found");
        here.delete("/api/v1/me/sessions/" + other.at("/id").asString()).expect(204);
        there.get("/api/v1/me").expectProblem(401, "/token-refused");
        assertThat(here.get("/api/v1/me/sessions").json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void endsTheSessionsOfOneWhoseRolesChange() {
        String name = newUser("EXAMINER");
        Client person = bearer(signIn(name, FIRST).expect(200));
        change(person, FIRST, OWN).expect(204);
        Client admin = signInAs("admin");
        Answer granted = admin.put("/api/v1/users/" + name + "/roles", Map.of("roles", List.of("REVIEWER", "AUDITOR")))
            .expect(200);
        assertThat(granted.json().at("/roles").toString()).isEqualTo("[\"REVIEWER\",\"AUDITOR\"]");
        person.get("/api/v1/me").expectProblem(401, "/token-refused");
        Client again = bearer(signIn(name, OWN).expect(200));
        assertThat(again.get("/api/v1/me").expect(200).json().at("/roles").size()).isEqualTo(2);
        admin.put("/api/v1/users/" + name + "/roles", Map.of("roles", List.of("AUDITOR", "REVIEWER"))).expect(200);
        again.get("/api/v1/me").expect(200);
        admin.put("/api/v1/users/nobody-at-all/roles", Map.of("roles", List.of("AUDITOR")))
            .expectProblem(404, "/not-found");
        admin.put("/api/v1/users/admin/roles", Map.of("roles", List.of("AUDITOR"))).expectProblem(409, "/conflict");
    }

    @Test
    void refusesUnusableUsers() {
        Client admin = signInAs("admin");
        create(admin, "has space", FIRST, "EXAMINER").expectProblem(400, "/validation-failed");
        create(admin, "x", FIRST, "EXAMINER").expectProblem(400, "/validation-failed");
        assertThat(create(admin, name(), "short", "EXAMINER").expectProblem(400, "/validation-failed").text("/field"))
            .isEqualTo("password");
        create(admin, name(), FIRST, "KING").expectProblem(400, "/bad-request");
        create(admin, name(), FIRST).expectProblem(400, "/validation-failed");
        create(admin, "LEAD", FIRST, "EXAMINER").expectProblem(409, "/conflict");
        admin
            .post("/api/v1/users",
                    "{\"username\":\"nullrole\",\"displayName\":\"N\",\"password\":\"" + FIRST + "\",\"roles\":[null]}")
            .expectProblem(400, "/bad-request");
    }

    @Test
    void listsPeopleByNameInPages() {
        IntStream.range(0, 3).forEach(number -> newUser("EXAMINER"));
        Client admin = signInAs("admin");
        Answer page = admin.get("/api/v1/users?limit=2").expect(200);
        List<String> names = new ArrayList<>(names(page));
        while (!page.json().at("/nextCursor").isNull()) {
            page = admin.get("/api/v1/users?limit=2&cursor=" + page.text("/nextCursor")).expect(200);
            names.addAll(names(page));
        }
        assertThat(names).contains("admin", "auditor", "examiner", "lead", "reviewer")
            .isSorted()
            .doesNotHaveDuplicates();
        assertThat(page.text()).doesNotContain("argon2", "passwordHash");
    }

    @Test
    void slowsGuessingDownWithoutLockingAnyoneElseOut() {
        String name = name();
        for (int i = 0; i < 10; i++) {
            signIn(name, "guess number " + i).expectProblem(401, "/sign-in-refused");
        }
        Answer paused = signIn(name, "guess number 11").expectProblem(429, "/too-many-requests");
        assertThat(Long.parseLong(paused.header("Retry-After").orElseThrow())).isBetween(1L, 60L);
        signIn("reviewer", PASSWORD).expect(200);
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.json().at("/items").spliterator(), false)
            .map(item -> item.at("/username").asString())
            .toList();
    }

    private String newUser(String role) {
        String name = name();
        create(signInAs("admin"), name, FIRST, role).expect(201);
        return name;
    }

    private static String name() {
        return "p-" + UUID.randomUUID();
    }

    private static Answer create(Client admin, String name, String password, String... roles) {
        return admin.post("/api/v1/users",
                Map.of("username", name, "displayName", "A person", "password", password, "roles", roles));
    }

    private static Answer change(Client person, String current, String chosen) {
        return person.put("/api/v1/me/password", Map.of("current", current, "new", chosen));
    }

    private Client bearer(Answer tokens) {
        return client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
    }
}
