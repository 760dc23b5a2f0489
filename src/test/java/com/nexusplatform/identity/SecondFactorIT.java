package com.nexusplatform.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

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

/** The story of a second factor: enrolled, asked for at sign-in, guessed at, lost, demanded; told by a clock that stands still. */
class SecondFactorIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";
    private static final String SHORT = "v9!kTzq2";
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String FACTOR = "/api/v1/me/second-factor";
    private static final String DEMANDS = "/api/v1/second-factor-demands";

    private static final StoryClock CLOCK = new StoryClock(Instant.parse("2025-11-30T12:00:10Z"));
    private static String database;
    private static Instance service;

    @BeforeAll
    static void startService() {
        database = Instance.emptyDatabase("second_factor");
        service = Instance.start(database, CLOCK, "ENCRYPTION_KEY=the-first-key-of-this-story-of-32-bytes");
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void enrolsWithPasswordAndCodeAndEndsOtherSessions() {
        Person person = newPerson("EXAMINER");
        Client elsewhere = service.bearer(service.signIn(person.name, OWN).expect(200));
        assertThat(person.client.post(FACTOR, Map.of("password", "not the one"))
            .expectProblem(400,
                    "/validation-failed")
            .text("/field")).isEqualTo("password");
        Answer begun = person.client.post(FACTOR, Map.of("password", OWN)).expect(200);
        assertThat(begun.text("/secret")).matches("[A-Z2-7]{32}");
        assertThat(begun.text("/otpauthUri")).startsWith("otpauth://totp/NEXUS%3A" + person.name + "?secret="
                + begun.text("/secret") + "&issuer=NEXUS");
        service.signIn(person.name, OWN).expect(200);

        Authenticator authenticator = new Authenticator(begun.text("/secret"));
        confirm(person.client, authenticator.wrongCode(CLOCK.instant())).expectProblem(400, "/validation-failed");
        Answer confirmed = confirm(person.client, authenticator.code(CLOCK.instant())).expect(200);
        assertThat(texts(confirmed, "/recoveryCodes")).hasSize(10).doesNotHaveDuplicates();
        elsewhere.get("/api/v1/me").expectProblem(401, "/token-refused");
        assertThat(person.client.get("/api/v1/me").expect(200).json().at("/secondFactor").asBoolean()).isTrue();
        person.client.post(FACTOR, Map.of("password", OWN)).expectProblem(409, "/conflict");
        confirm(person.client, authenticator.code(CLOCK.instant())).expectProblem(409, "/conflict");
        assertThat(service.acts(person.name)).contains("SECOND_FACTOR_BEGUN", "SECOND_FACTOR_ENROLLED");
    }

    @Test
    void confirmsWithinTenMinutes() {
        Person person = newPerson("EXAMINER");
        Authenticator authenticator = Authenticator.begin(person.client, OWN);
        CLOCK.pass(Duration.ofMinutes(10).plusSeconds(1));
        confirm(person.client, authenticator.code(CLOCK.instant())).expectProblem(409, "/conflict");
        service.signIn(person.name, OWN).expect(200);
    }

    @Test
    void takesEachCodeOnceWithAStepOfDrift() {
        Person person = enrolled("EXAMINER");
        service.signIn(person.name, OWN).expectProblem(401, "/second-factor-required");
        service.signIn(person.name, OWN, person.wrongCode()).expectProblem(401, "/second-factor-required");
        assertThat(service.signIn(person.name, OWN, person.code()).status()).as("the code of the enrolment")
            .isEqualTo(
                    401);
        service.signIn(person.name, "not the password of it", person.code(1)).expectProblem(401, "/sign-in-refused");

        CLOCK.pass(STEP);
        service.signIn(person.name, OWN, person.code()).expect(200);
        service.signIn(person.name, OWN, person.code()).expectProblem(401, "/second-factor-required");
        CLOCK.pass(STEP.multipliedBy(5));
        service.signIn(person.name, OWN, person.code(-2)).expectProblem(401, "/second-factor-required");
        service.signIn(person.name, OWN, person.code(2)).expectProblem(401, "/second-factor-required");
        service.signIn(person.name, OWN, person.code(-1)).expect(200);
        service.signIn(person.name, OWN, person.code(1)).expect(200);
        assertThat(service.signIn(person.name, OWN, person.code()).status()).as("an older step than one taken")
            .isEqualTo(401);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        Person person = enrolled("EXAMINER");
        String code = person.recoveryCodes.getFirst();
        Answer in = service.signIn(person.name, OWN, code.toLowerCase(Locale.ROOT).replace("-", "")).expect(200);
        service.signIn(person.name, OWN, code).expectProblem(401, "/second-factor-required");
        service.signIn(person.name, OWN, person.recoveryCodes.get(1)).expect(200);
        assertThat(service.bearer(in).get(FACTOR).expect(200).json().at("/recoveryCodesLeft").asInt()).isEqualTo(8);
        Person other = enrolled("EXAMINER");
        service.signIn(other.name, OWN, person.recoveryCodes.get(2)).expectProblem(401, "/second-factor-required");
        assertThat(service.acts(person.name)).contains("RECOVERY_CODE_USED");
    }

    @Test
    void slowsGuessesOfCodesWithoutKeepingTheOwnerOut() {
        Person person = enrolled("EXAMINER");
        CLOCK.pass(STEP);
        for (int guess = 0; guess < 5; guess++) {
            service.signIn(person.name, OWN, person.wrongCode()).expectProblem(401, "/second-factor-required");
        }
        Answer held = service.signIn(person.name, OWN, person.code()).expectProblem(429, "/too-many-requests");
        assertThat(held.header("Retry-After")).hasValue("1");
        service.signIn(person.name, OWN, person.recoveryCodes.getFirst()).expect(200);
        CLOCK.pass(Duration.ofSeconds(1));
        service.signIn(person.name, OWN, person.wrongCode()).expectProblem(401, "/second-factor-required");
        CLOCK.pass(Duration.ofSeconds(1));
        service.signIn(person.name, OWN, person.code()).expectProblem(429, "/too-many-requests");
        CLOCK.pass(Duration.ofSeconds(1));
        service.signIn(person.name, OWN, person.code()).expect(200);
        assertThat(longestPauseAfterGuesses(person)).isEqualTo(Duration.ofMinutes(15).toSeconds());
    }

    /** Guesses whenever a guess is looked at; as many as the doubling needs to reach its end. */
    private static long longestPauseAfterGuesses(Person person) {
        long longest = 0;
        for (int guess = 0; guess < 20; guess++) {
            Answer answer = service.signIn(person.name, OWN, person.wrongCode());
            if (answer.status() == 429) {
                long pause = Long.parseLong(answer.header("Retry-After").orElseThrow());
                longest = Math.max(longest, pause);
                CLOCK.pass(Duration.ofSeconds(pause));
            }
        }
        for (int guess = 0; guess < 20; guess++) {
            Answer answer = service.signIn(person.name, OWN, person.wrongCode());
            long pause = answer.header("Retry-After").map(Long::parseLong).orElse(0L);
            longest = Math.max(longest, pause);
            CLOCK.pass(Duration.ofSeconds(pause));
        }
        return longest;
    }

    @Test
    void tellsTheTrailOfEveryWrongCodeAndOfEachPause() {
        Person person = enrolled("EXAMINER");
        CLOCK.pass(STEP);
        for (int guess = 0; guess < 9; guess++) {
            assertThat(service.signIn(person.name, OWN, person.wrongCode()).status()).isEqualTo(guess < 5 ? 401 : 429);
        }
        assertThat(refusals(person)).as("tries that are held off leave no event, the pause leaves one")
            .containsExactly("SIGN_IN_REFUSED code", "SIGN_IN_REFUSED code", "SIGN_IN_REFUSED code",
                    "SIGN_IN_REFUSED code", "SIGN_IN_REFUSED code", "SIGN_IN_SLOWED 1");
        CLOCK.pass(Duration.ofSeconds(1));
        service.signIn(person.name, OWN, person.wrongCode()).expect(401);
        service.signIn(person.name, OWN, "aaaaa-aaaaa-aaaaa-aaaaa-aaaa").expect(401);
        service.signIn(person.name, OWN).expect(401);
        assertThat(refusals(person)).hasSize(10)
            .endsWith("SIGN_IN_REFUSED code", "SIGN_IN_SLOWED 2", "SIGN_IN_REFUSED code",
                    "SIGN_IN_REFUSED code missing");
    }

    @Test
    void tellsTheTrailOfWrongCodesWithinASession() {
        Person person = newPerson("EXAMINER");
        String secret = person.client.post(FACTOR, Map.of("password", OWN)).expect(200).text("/secret");
        Authenticator authenticator = new Authenticator(secret);
        String wrong = authenticator.wrongCode(CLOCK.instant());
        for (int guess = 0; guess < 3; guess++) {
            confirm(person.client, wrong).expectProblem(400, "/validation-failed");
        }
        assertThat(refusals(person)).hasSize(3).containsOnly("SIGN_IN_REFUSED code");
        Answer confirmed = confirm(person.client, authenticator.code(CLOCK.instant())).expect(200);
        assertThat(refusals(person)).hasSize(3);
        CLOCK.pass(STEP);
        for (int guess = 0; guess < 3; guess++) {
            remove(person.client, OWN, authenticator.wrongCode(CLOCK.instant())).expectProblem(400,
                    "/validation-failed");
        }
        remove(person.client, OWN, "aaaaa-aaaaa-aaaaa-aaaaa-aaaa").expectProblem(400, "/validation-failed");
        assertThat(refusals(person)).hasSize(7).containsOnly("SIGN_IN_REFUSED code");
        List<String> told = service.database()
            .sql("select after::text from audit_event where object_id = :user and act = 'SIGN_IN_REFUSED'")
            .param("user", person.name)
            .query(String.class)
            .list();
        assertThat(told).allSatisfy(after -> assertThat(after).contains("\"session ").doesNotContain(wrong, secret));
        assertThat(told.toString()).doesNotContain(texts(confirmed, "/recoveryCodes"));
    }

    /** What the trail tells of tries of a person, in their order: the act, and what was wrong or how long the pause is. */
    private static List<String> refusals(Person person) {
        return service.database()
            .sql("""
                    select act || ' ' || coalesce(after ->> 'wrong', after ->> 'seconds') from audit_event
                    where object_id = :user and act in ('SIGN_IN_REFUSED', 'SIGN_IN_SLOWED') order by id
                    """)
            .param("user", person.name)
            .query(String.class)
            .list();
    }

    @Test
    void allowsAShortPasswordBesideItAndNoneWithoutIt() {
        Person person = newPerson("EXAMINER");
        change(person.client, OWN, SHORT).expectProblem(400, "/validation-failed");
        person = enrol(person);
        change(person.client, OWN, "v9!kTzq").expectProblem(400, "/validation-failed");
        change(person.client, OWN, SHORT).expect(204);
        CLOCK.pass(STEP);
        remove(person.client, SHORT, person.code()).expectProblem(409, "/conflict");
        change(person.client, SHORT, OWN).expect(204);
        remove(person.client, OWN, person.code()).expect(204);
        service.signIn(person.name, OWN).expect(200);
    }

    @Test
    void removesItWithPasswordAndCodeAlone() {
        Person person = enrolled("EXAMINER");
        CLOCK.pass(STEP);
        Client elsewhere = service.bearer(service.signIn(person.name, OWN, person.code()).expect(200));
        CLOCK.pass(STEP);
        assertThat(remove(person.client, "not the one", person.code()).expectProblem(400, "/validation-failed")
            .text("/field")).isEqualTo("password");
        assertThat(remove(person.client, OWN, person.wrongCode()).expectProblem(400, "/validation-failed")
            .text("/field")).isEqualTo("code");
        person.client.delete(FACTOR, Map.of("password", OWN)).expectProblem(400, "/validation-failed");
        remove(person.client, OWN, person.code()).expect(204);
        elsewhere.get("/api/v1/me").expectProblem(401, "/token-refused");
        person.client.get("/api/v1/me").expect(200);
        remove(person.client, OWN, person.code()).expectProblem(409, "/conflict");
        service.signIn(person.name, OWN).expect(200);
        assertThat(service.acts(person.name)).contains("SECOND_FACTOR_REMOVED");
    }

    @Test
    void anAdministratorTakesALostOneAway() {
        Person person = enrolled("EXAMINER");
        Client admin = admin();
        admin.delete("/api/v1/users/admin/second-factor").expectProblem(409, "/conflict");
        person.client.delete("/api/v1/users/" + person.name + "/second-factor").expectProblem(403, "/not-allowed");
        admin.delete("/api/v1/users/" + person.name + "/second-factor").expect(204);
        admin.delete("/api/v1/users/" + person.name + "/second-factor").expectProblem(409, "/conflict");
        person.client.get("/api/v1/me").expectProblem(401, "/token-refused");
        Client again = service.bearer(service.signIn(person.name, OWN).expect(200));
        again.get("/api/v1/me/sessions").expectProblem(403, "/password-change-required");
        assertThat(service.acts(person.name)).contains("SECOND_FACTOR_RESET");
    }

    @Test
    void demandsItByRoleAndLetsInOnlyToEnrol() {
        Person person = newPerson("REVIEWER");
        Client admin = admin();
        admin.put(DEMANDS, Map.of("roles", List.of("KING"))).expectProblem(400, "/bad-request");
        admin.put(DEMANDS, Map.of("roles", List.of("REVIEWER"))).expect(200);
        try {
            assertThat(texts(admin.get(DEMANDS).expect(200), "/roles")).containsExactly("REVIEWER");
            Answer refused = person.client.get("/api/v1/examinations").expectProblem(403, "/second-factor-demanded");
            assertThat(refused.text("/detail")).contains("POST /api/v1/me/second-factor");
            person.client.get("/api/v1/nothing").expectProblem(403, "/second-factor-demanded");
            assertThat(person.client.get("/api/v1/me").expect(200).json().at("/mustEnrolSecondFactor").asBoolean())
                .isTrue();
            person = enrol(person);
            person.client.get("/api/v1/examinations").expect(200);
            assertThat(service.acts("roles")).contains("SECOND_FACTOR_DEMANDED");
        } finally {
            admin.put(DEMANDS, Map.of("roles", List.of())).expect(200);
        }
    }

    @Test
    void keepsTheSeedSealedAndSealsItAnewUnderANewKey() {
        Person person = enrolled("EXAMINER");
        String before = seedOf(person);
        assertThat(before).startsWith("v1.").doesNotContain(person.secret);
        assertThat(service.database()
            .sql("select code_hash from recovery_code where user_id = (select id from app_user where username = :n)")
            .param("n", person.name)
            .query(String.class)
            .list()).hasSize(10).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        service.close();
        String[] keys = {"ENCRYPTION_KEY=the-second-key-of-this-story-of-32-bytes",
                "ENCRYPTION_KEY_OTHERS=the-first-key-of-this-story-of-32-bytes"};
        CLOCK.pass(STEP);
        service = Instance.start(database, CLOCK, keys);
        service.signIn(person.name, OWN, person.code()).expect(200);
        await("the seed is sealed with the new key", () -> !seedOf(person).equals(before));
        CLOCK.pass(STEP);
        service.signIn(person.name, OWN, person.code()).expect(200);
        assertThat(seedOf(person).substring(0, 20)).isNotEqualTo(before.substring(0, 20));
    }

    private static String seedOf(Person person) {
        return service.database()
            .sql("select seed from second_factor where user_id = (select id from app_user where username = :name)")
            .param("name", person.name)
            .query(String.class)
            .single();
    }

    private static Client admin() {
        return service.bearer(service.signIn("admin", PASSWORD).expect(200));
    }

    private static Person newPerson(String role) {
        String name = "f-" + UUID.randomUUID();
        admin().post("/api/v1/users",
                Map.of("username", name, "displayName", "A person", "password", PASSWORD, "roles", List.of(role)))
            .expect(201);
        Client person = service.bearer(service.signIn(name, PASSWORD).expect(200));
        change(person, PASSWORD, OWN).expect(204);
        return new Person(name, person, "", List.of());
    }

    private static Person enrolled(String role) {
        return enrol(newPerson(role));
    }

    private static Person enrol(Person person) {
        String secret = person.client.post(FACTOR, Map.of("password", OWN)).expect(200).text("/secret");
        Answer confirmed = confirm(person.client, new Authenticator(secret).code(CLOCK.instant())).expect(200);
        return new Person(person.name, person.client, secret, texts(confirmed, "/recoveryCodes"));
    }

    private static Answer confirm(Client person, String code) {
        return person.post(FACTOR + "/confirm", Map.of("code", code));
    }

    private static Answer remove(Client person, String password, String code) {
        return person.delete(FACTOR, Map.of("password", password, "code", code));
    }

    private static Answer change(Client person, String current, String chosen) {
        return person.put("/api/v1/me/password", Map.of("current", current, "new", chosen));
    }

    private static List<String> texts(Answer answer, String pointer) {
        return StreamSupport.stream(answer.json().at(pointer).spliterator(), false).map(JsonNode::asString).toList();
    }

    /** Somebody, signed in, and what they keep. */
    private record Person(String name, Client client, String secret, List<String> recoveryCodes) {

        String code() {
            return code(0);
        }

        String code(int stepsAway) {
            return new Authenticator(secret).code(CLOCK.instant().plus(STEP.multipliedBy(stepsAway)));
        }

        String wrongCode() {
            return new Authenticator(secret).wrongCode(CLOCK.instant());
        }
    }
}
