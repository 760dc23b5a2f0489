package com.nexusplatform.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.Instance;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.StoryClock;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of a session, told by a clock that stands still: how long it lasts, who ends it, and what ends with a stolen token. */
class SessionsIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";
    private static final StoryClock CLOCK = new StoryClock(Instant.parse("2025-11-30T12:00:10Z"));
    private static Instance service;

    @BeforeAll
    static void startService() {
        service = Instance.start(Instance.emptyDatabase("sessions"), CLOCK);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void lastsTwelveHoursUnused() {
        Answer tokens = service.signIn("lead", PASSWORD).expect(200);
        CLOCK.pass(Duration.ofHours(12).minusSeconds(1));
        Answer renewed = renew(tokens).expect(200);
        CLOCK.pass(Duration.ofHours(12));
        renew(renewed).expectProblem(401, "/token-refused");
    }

    @Test
    void lastsSevenDaysHoweverMuchItIsUsed() {
        Answer tokens = service.signIn("lead", PASSWORD).expect(200);
        Instant end = CLOCK.instant().plus(Duration.ofDays(7));
        while (CLOCK.instant().plus(Duration.ofHours(11)).isBefore(end)) {
            CLOCK.pass(Duration.ofHours(11));
            tokens = renew(tokens).expect(200);
        }
        CLOCK.pass(Duration.between(CLOCK.instant(), end).minusMinutes(1));
        tokens = renew(tokens).expect(200);
        Client lead = service.bearer(tokens);
        lead.get("/api/v1/me").expect(200);
        CLOCK.pass(Duration.ofMinutes(1));
        lead.get("/api/v1/me").expectProblem(401, "/token-refused");
        renew(tokens).expectProblem(401, "/token-refused");
    }

    @Test
    void endsTheFamilyOfAStolenTokenAndTheTrailSaysSo() {
        Answer stolen = service.signIn("examiner", PASSWORD).expect(200);
        CLOCK.pass(Duration.ofMinutes(14));
        Answer owners = renew(stolen).expect(200);
        assertThat(service.acts("examiner")).doesNotContain("TOKEN_REUSED");
        CLOCK.pass(Duration.ofHours(1));
        renew(stolen).expectProblem(401, "/token-refused");
        assertThat(service.acts("examiner")).endsWith("TOKEN_REUSED");
        renew(owners).expectProblem(401, "/token-refused");
        assertThat(service.database()
            .sql("select end_reason from user_session where user_id = (select id from app_user where username = 'examiner')")
            .query(String.class)
            .list()).containsExactly("TOKEN_REUSED");
        assertThat(service.database()
            .sql("select count(*) from refresh_token where token_hash = :token or length(token_hash) <> 64")
            .param("token", stolen.text("/refreshToken"))
            .query(Integer.class)
            .single()).as("tokens that are kept as they are").isZero();
    }

    @Test
    void anAdministratorSeesAndEndsTheSessionsOfAUser() {
        Client person = service.bearer(service.client()
            .with("User-Agent", "story/2")
            .post("/api/v1/auth/login", Map.of("username", newPerson(), "password", OWN))
            .expect(200));
        String name = person.get("/api/v1/me").expect(200).text("/username");
        Client admin = admin();
        // another began at the same instant, when the password was chosen
        JsonNode session = admin.get("/api/v1/users/" + name + "/sessions")
            .expect(200)
            .json()
            .at("/items")
            .valueStream()
            .filter(each -> each.at("/client").asString().equals("story/2"))
            .findFirst()
            .orElseThrow();
        assertThat(session.at("/address").asString()).isEqualTo("127.0.0.1");
        assertThat(session.at("/createdAt").asString()).isEqualTo(CLOCK.instant().toString());
        assertThat(session.at("/current").asBoolean()).isFalse();
        person.delete("/api/v1/users/" + name + "/sessions").expectProblem(403, "/not-allowed");
        admin.delete("/api/v1/users/" + name + "/sessions").expect(204);
        person.get("/api/v1/me").expectProblem(401, "/token-refused");
        assertThat(admin.get("/api/v1/users/" + name + "/sessions").expect(200).json().at("/items").size()).isZero();
        admin.get("/api/v1/users/nobody-at-all/sessions").expectProblem(404, "/not-found");
        assertThat(service.acts(name)).endsWith("SESSIONS_ENDED");
    }

    @Test
    void aDisabledUserIsOutAtOnceAndMayComeBack() {
        String name = newPerson();
        Answer tokens = service.signIn(name, OWN).expect(200);
        Client person = service.bearer(tokens);
        Client admin = admin();
        String status = "/api/v1/users/" + name + "/status";
        assertThat(admin.put(status, Map.of("status", "DISABLED")).expect(200).text("/status")).isEqualTo("DISABLED");
        person.get("/api/v1/me").expectProblem(401, "/token-refused");
        renew(tokens).expectProblem(401, "/token-refused");
        Answer refused = service.signIn(name, OWN).expectProblem(401, "/sign-in-refused");
        assertThat(refused.text("/detail")).isEqualTo(service.signIn("nobody-at-all", OWN).text("/detail"));
        admin.put(status, Map.of("status", "ACTIVE")).expect(200);
        person.get("/api/v1/me").expectProblem(401, "/token-refused");
        service.signIn(name, OWN).expect(200);
        assertThat(service.acts(name)).contains("USER_DISABLED", "USER_ENABLED");
        admin.put(status, Map.of("status", "GONE")).expectProblem(400, "/bad-request");
        admin.put("/api/v1/users/nobody-at-all/status", Map.of("status", "ACTIVE")).expectProblem(404, "/not-found");
    }

    @Test
    void theLastAdministratorCannotBeDisabled() {
        admin().put("/api/v1/users/admin/status", Map.of("status", "DISABLED")).expectProblem(409, "/conflict");
        admin().get("/api/v1/users").expect(200);
    }

    private static Answer renew(Answer tokens) {
        return service.client().post("/api/v1/auth/refresh", Map.of("refreshToken", tokens.text("/refreshToken")));
    }

    private static Client admin() {
        return service.bearer(service.signIn("admin", PASSWORD).expect(200));
    }

    private static String newPerson() {
        String name = "s-" + UUID.randomUUID();
        admin().post("/api/v1/users",
                Map.of("username", name, "displayName", "A person", "password", PASSWORD, "roles",
                        List.of("EXAMINER")))
            .expect(201);
        service.bearer(service.signIn(name, PASSWORD).expect(200))
            .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN))
            .expect(204);
        return name;
    }
}
