package com.nexusplatform.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** An act that is repeated under its key is done once, whatever happens to its answer. */
class IdempotencyIT extends ServiceIT {

    private static final String EXAMINATIONS = "/api/v1/examinations";
    private static final String TOO_LONG = "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
            + "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
            + "1234567890123456789012345678901234567890123456789012345678901234567890123456";
    private static final Map<Role, String> NAMES = Map.of(Role.EXAMINER, "examiner", Role.LEAD_EXAMINER, "lead",
            Role.REVIEWER, "reviewer", Role.AUDITOR, "auditor", Role.ADMINISTRATOR, "admin");

    private static Grounds grounds;

    @Autowired
    private JdbcClient database;

    @Test
    void answersARepeatedActAsItWasAnsweredFirst() {
        Client lead = keyed("lead", key());
        Answer first = lead.post(EXAMINATIONS, examination("Once")).expect(201);
        Answer again = lead.post(EXAMINATIONS, examination("Once")).expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).contains("true");
    }

    @Test
    void everyActCanBeRepeated() {
        Grounds grounds = grounds();
        Set<String> repeated = new TreeSet<>();
        for (RolesPage.Row act : acts()) {
            Client caller = keyed(NAMES.get(act.allowed().iterator().next()), key());
            String body = Calls.takesJson(act) ? Calls.body(act, grounds.own()) : "";
            Answer first = send(act, caller, grounds, body);
            String secondRequest = "again-" + UUID.randomUUID();
            Answer again = send(act, caller.with("X-Request-Id", secondRequest), grounds, body);
            assertThat(first.status()).as(act.name() + first.text()).isLessThan(500);
            assertThat(again.status()).as(act.name()).isEqualTo(first.status());
            assertThat(again.text()).as(act.name()).isEqualTo(first.text());
            assertThat(again.header("Idempotency-Replayed")).as(act.name()).contains("true");
            assertThat(eventsOf(secondRequest)).as("events of the repeated " + act.name()).isZero();
            repeated.add(first.status() + " " + act.name());
        }
        System.out.println("repeated: " + repeated);
        assertThat(repeated).hasSizeGreaterThan(8);
    }

    @Test
    void anActWhoseAnswerWasLostIsNotDoneAgainButShown() {
        Grounds grounds = grounds();
        Set<String> shown = new TreeSet<>();
        for (RolesPage.Row act : acts()) {
            String key = key();
            String name = NAMES.get(act.allowed().iterator().next());
            String body = Calls.takesJson(act) ? Calls.body(act, grounds.own()) : "";
            Answer first = send(act, keyed(name, key), grounds, body);
            if (loseAnswer(key) == 0) {
                continue; // nothing was done
            }
            Answer again = send(act, keyed(name, key), grounds, body).expect(303);
            String location = again.header("Location").orElseThrow();
            assertThat(signInAs(name).get(location).expect(200).status()).as(act.name()).isEqualTo(200);
            first.header("Location").ifPresent(created -> assertThat(location).isEqualTo(created));
            shown.add(act.name() + " at " + location.replaceAll("[0-9a-f-]{36}|\\d{2,}", "…"));
        }
        System.out.println("shown: " + shown);
        assertThat(shown).hasSizeGreaterThan(4);
    }

    @Test
    void doesWhatIsAskedForTwentyTimesAtOnceOnlyOnce() throws InterruptedException, ExecutionException {
        String key = key();
        Client lead = keyed("lead", key);
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(callers.submit(() -> lead.post(EXAMINATIONS, examination("Twenty " + key))));
            }
            for (Future<Answer> future : asked) {
                answers.add(future.get());
            }
        }
        String id = lead.post(EXAMINATIONS, examination("Twenty " + key)).expect(201).text("/id");
        for (Answer answer : answers) {
            if (answer.status() == 201) {
                assertThat(answer.text("/id")).isEqualTo(id);
            } else {
                answer.expectProblem(409, "/in-progress");
                assertThat(answer.header("Retry-After")).contains("1");
            }
        }
        assertThat(database.sql("select count(*) from examination where title = :title")
            .param("title", "Twenty " + key)
            .query(Long.class)
            .single()).isEqualTo(1);
    }

    /** The other instance knows nothing of what this one is doing: only the key in the database keeps them apart. */
    @Test
    void twoInstancesThatDoTheSameAtOnceDoItOnce() throws InterruptedException, ExecutionException {
        try (Instance other = Instance.start(); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                String key = key();
                Client lead = keyed("lead", key);
                List<Future<Answer>> asked = new ArrayList<>();
                for (String there : List.of(address(), other.address())) {
                    asked.add(callers.submit(() -> lead.post(there + EXAMINATIONS, examination("Two " + key))));
                }
                Set<String> ids = new TreeSet<>();
                for (Future<Answer> future : asked) {
                    Answer answer = future.get();
                    if (answer.status() == 201) {
                        ids.add(answer.text("/id"));
                    } else {
                        answer.expectProblem(409, "/in-progress");
                    }
                }
                ids.add(lead.post(other.address() + EXAMINATIONS, examination("Two " + key)).expect(201).text("/id"));
                assertThat(ids).hasSize(1);
            }
        }
    }

    @Test
    void refusesAKeyThatBelongsToAnotherRequest() {
        Client lead = keyed("lead", key());
        String id = lead.post(EXAMINATIONS, examination("One")).expect(201).text("/id");
        lead.post(EXAMINATIONS, examination("Another")).expectProblem(422, "/key-reused");
        lead.post(EXAMINATIONS + "?a=b", examination("One")).expectProblem(422, "/key-reused");
        lead.with("If-Match", "\"1\"").post(EXAMINATIONS, examination("One")).expectProblem(422, "/key-reused");
        lead.post(EXAMINATIONS + "/" + id + "/transitions", examination("One")).expectProblem(422, "/key-reused");
    }

    @Test
    void aKeyIsItsUsersOwn() {
        String key = key();
        Answer lead = keyed("lead", key).post(EXAMINATIONS, examination("Mine")).expect(201);
        keyed("examiner", key).post(EXAMINATIONS, examination("Mine")).expectProblem(403, "/not-allowed");
        Client admin = keyed("admin", key);
        Map<String, Object> user = Map.of("username", "u" + key.substring(0, 18).replace("-", ""), "displayName", "X",
                "password", "violet anchors under glass", "roles", List.of("AUDITOR"));
        admin.post("/api/v1/users", user).expect(201);
        assertThat(admin.post("/api/v1/users", user).expect(201).header("Idempotency-Replayed")).contains("true");
        assertThat(lead.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void whoeverLostTheExaminationLearnsNothingByAKey() {
        Client lead = signInAs("lead");
        String name = name();
        String membership = team() + name;
        Client person = person(name, Role.EXAMINER, Role.LEAD_EXAMINER);
        lead.put(membership, Map.of("duty", "LEAD")).expect(200);
        Map<RolesPage.Row, Client> acts = new LinkedHashMap<>();
        for (RolesPage.Row act : acts()) {
            if (Calls.namesAnObject(act) && act.allowed().contains(Role.LEAD_EXAMINER)) {
                acts.put(act, person.with("Idempotency-Key", key()));
            }
        }
        Map<RolesPage.Row, Answer> first = new LinkedHashMap<>();
        acts.forEach((act, keyed) -> first.put(act, Calls.call(act, keyed, grounds().own())));
        assertThat(first.values()).extracting(Answer::status).contains(200, 201, 202, 400, 409);
        lead.delete(membership).expect(204);
        acts.forEach((act, keyed) -> {
            Calls.call(act, person.with("Idempotency-Key", key()), grounds().own()).expectProblem(404, "/not-found");
            Answer again = Calls.call(act, keyed, grounds().own()).expectProblem(404, "/not-found");
            assertThat(again.header("Idempotency-Replayed")).as(act.name()).isEmpty();
        });
        lead.put(membership, Map.of("duty", "LEAD")).expect(200);
        acts.forEach((act, keyed) -> assertThat(Calls.call(act, keyed, grounds().own()).text()).as(act.name())
            .isEqualTo(first.get(act).text()));
        lead.delete(membership).expect(204);
    }

    @Test
    void whoeverLostTheDutyIsNotAnsweredByAKey() {
        Client lead = signInAs("lead");
        String membership = team() + "examiner";
        Judgement judgement = judgement(signInAs("examiner"));
        judgement.send().expect(200);
        lead.put(membership, Map.of("duty", "OBSERVER")).expect(200);
        try {
            judgement.withKey(key()).send().expectProblem(403, "/not-allowed");
            judgement.send().expectProblem(403, "/not-allowed");
        } finally {
            lead.put(membership, Map.of("duty", "EXAMINER")).expect(200);
        }
    }

    /** A role is asked for before a key is, and a duty is worth what the roles make of it. */
    @Test
    void whoeverLostTheRoleIsNotAnsweredByAKey() {
        Client lead = signInAs("lead");
        String name = name();
        Client person = person(name, Role.EXAMINER, Role.LEAD_EXAMINER);
        lead.put(team() + name, Map.of("duty", "LEAD")).expect(200);
        try {
            Judgement judgement = judgement(person);
            judgement.send().expect(200);
            Judgement withOneRole = judgement.by(granted(name, Role.EXAMINER));
            withOneRole.withKey(key()).send().expectProblem(403, "/not-allowed");
            withOneRole.send().expectProblem(403, "/not-allowed");
            judgement.by(granted(name, Role.AUDITOR)).send().expectProblem(403, "/not-allowed");
        } finally {
            lead.delete(team() + name).expect(204);
        }
    }

    @Test
    void anAlertThatIsShownOnceMoreIsReadOnceMore() {
        Judgement judgement = judgement(signInAs("examiner"));
        judgement.send().expect(200);
        String request = "shown-" + key();
        judgement.by(signInAs("examiner").with("X-Request-Id", request)).send().expect(200);
        assertThat(database.sql("""
                select act || ' ' || object_id || ' ' || examination_id || ' ' || cast(after as text) from audit_event
                where request_id = :id
                """).param("id", request).query(String.class).list())
            .containsExactly("ALERT_READ " + grounds().own().get("alerts") + " " + grounds().own().get("examinations")
                    + " {\"masked\":false,\"repeated\":true}");
    }

    @Test
    void aFileThatIsSentAgainBecomesNoSecondDataset() {
        Client lead = keyed("lead", key());
        String examination = signInAs("lead").post(EXAMINATIONS, examination("Files")).expect(201).text("/id");
        String path = EXAMINATIONS + "/" + examination + "/datasets";
        byte[] file = "documentNo,amount,postedAt\nA-1,12.50,2026-03-01\nA-2,13.50,2026-03-31\n"
            .getBytes(StandardCharsets.UTF_8);
        String id = lead.upload(path, "a.csv", file, Map.of("kind", "PAYMENTS")).expect(202).text("/id");
        // the client chooses another boundary each time
        assertThat(lead.upload(path, "a.csv", file, Map.of("kind", "PAYMENTS")).expect(202).text("/id")).isEqualTo(id);
        lead.upload(path, "b.csv", file, Map.of("kind", "PAYMENTS")).expectProblem(422, "/key-reused");
        lead.upload(path, "a.csv", file, Map.of("kind", "JOURNAL")).expectProblem(422, "/key-reused");
        file[30]++;
        lead.upload(path, "a.csv", file, Map.of("kind", "PAYMENTS")).expectProblem(422, "/key-reused");
        assertThat(signInAs("lead").get(path).expect(200).json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void aRefusalIsKeptAsWell() {
        Client lead = keyed("lead", key());
        Answer refused = lead.post(EXAMINATIONS, Map.of("title", "Nothing else"))
            .expectProblem(400,
                    "/validation-failed");
        Answer again = lead.post(EXAMINATIONS, Map.of("title", "Nothing else"))
            .expectProblem(400,
                    "/validation-failed");
        assertThat(again.text()).isEqualTo(refused.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
    }

    @Test
    void anActThatWasJustDoneAndIsNotAnsweredYetIsInProgress() {
        String key = key();
        Client lead = keyed("lead", key);
        lead.post(EXAMINATIONS, examination("Just now")).expect(201);
        database.sql("update idempotency_key set answer = null where key = :key").param("key", key).update();
        assertThat(lead.post(EXAMINATIONS, examination("Just now"))
            .expectProblem(409, "/in-progress")
            .header(
                    "Retry-After"))
            .contains("1");
    }

    @Test
    void aKeyIsForgottenAfterItsTime() {
        String key = key();
        Client lead = keyed("lead", key);
        String id = lead.post(EXAMINATIONS, examination("Long ago")).expect(201).text("/id");
        database.sql("update idempotency_key set expires_at = now() - interval '1 second' where key = :key")
            .param("key", key)
            .update();
        assertThat(lead.post(EXAMINATIONS, examination("Long ago")).expect(201).text("/id")).isNotEqualTo(id);
    }

    @Test
    void theDatabaseCannotReadWhatIsKept() {
        String key = key();
        keyed("lead", key).post(EXAMINATIONS, examination("Nobody reads this")).expect(201);
        String row = database.sql("select cast(k as text) from idempotency_key k where key = :key")
            .param("key", key)
            .query(String.class)
            .single();
        assertThat(row).contains("v1.").doesNotContain("Nobody reads this", "Harbour");
    }

    @Test
    void tokensAreNeverKept() {
        String key = key();
        Client stranger = client().with("Idempotency-Key", key);
        Map<String, String> credentials = Map.of("username", "lead", "password", PASSWORD);
        String first = stranger.post("/api/v1/auth/login", credentials).expect(200).text("/refreshToken");
        String second = stranger.post("/api/v1/auth/login", credentials).expect(200).text("/refreshToken");
        assertThat(second).isNotEqualTo(first);
        stranger.with("Authorization", "Bearer " + signIn("lead", PASSWORD).text("/accessToken"))
            .post("/api/v1/auth/logout")
            .expect(204);
        assertThat(rows(key)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me/second-factor", "/api/v1/%6De/second-factor", "/api/v1/m%65/second-factor",
            "/%61pi/v1/me/second-factor", "/api/v1/me;a=b/second-factor"})
    void secretsAreNeverKeptHoweverTheirPathIsWritten(String path) {
        String key = key();
        keyed("reviewer", key).post(path, Map.of("password", PASSWORD));
        assertThat(rows(key)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "\"\"", "\"unclosed", "back\\slash", TOO_LONG})
    void refusesAKeyThatIsNone(String key) {
        keyed("lead", key).post(EXAMINATIONS, examination("Nameless")).expectProblem(400, "/bad-request");
    }

    @Test
    void takesAKeyInQuotesForTheSame() {
        String key = key();
        String id = keyed("lead", key).post(EXAMINATIONS, examination("Quoted")).expect(201).text("/id");
        assertThat(keyed("lead", '"' + key + '"').post(EXAMINATIONS, examination("Quoted")).expect(201).text("/id"))
            .isEqualTo(id);
    }

    /** Objects of its own, to which nobody else does anything. */
    private Grounds grounds() {
        synchronized (IdempotencyIT.class) {
            if (grounds == null) {
                grounds = Grounds.make(signInAs("lead"), signInAs("lead"), "reviewer");
            }
            return grounds;
        }
    }

    private String team() {
        return EXAMINATIONS + "/" + grounds().own().get("examinations") + "/team/";
    }

    private Judgement judgement(Client caller) {
        return new Judgement(caller, "/api/v1/alerts/" + grounds().own().get("alerts") + "/disposition", key());
    }

    private static String name() {
        return "u" + key().replace("-", "").substring(0, 20);
    }

    /** A new user, signed in with a password of their own. */
    private Client person(String name, Role... roles) {
        signInAs("admin")
            .post("/api/v1/users",
                    Map.of("username", name, "displayName", "X", "password", "violet anchors under glass",
                            "roles", List.of(roles)))
            .expect(201);
        bearer(name, "violet anchors under glass")
            .put("/api/v1/me/password", Map.of("current", "violet anchors under glass", "new", PASSWORD + name))
            .expect(204);
        return bearer(name, PASSWORD + name);
    }

    /** The same user under other roles, who had to sign in again for that. */
    private Client granted(String name, Role... roles) {
        signInAs("admin").put("/api/v1/users/" + name + "/roles", Map.of("roles", List.of(roles))).expect(200);
        return bearer(name, PASSWORD + name);
    }

    private Client bearer(String name, String password) {
        return client().with("Authorization", "Bearer " + signIn(name, password).expect(200).text("/accessToken"));
    }

    /** The judgement of an alert, which can be sent again. */
    private record Judgement(Client caller, String path, String key) {

        Judgement withKey(String another) {
            return new Judgement(caller, path, another);
        }

        Judgement by(Client another) {
            return new Judgement(another, path, key);
        }

        Answer send() {
            return caller.with("Idempotency-Key", key).post(path, Map.of("outcome", "EXPLAINED", "reason", "seen"));
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private Client keyed(String username, String key) {
        return signInAs(username).with("Idempotency-Key", key);
    }

    private static Map<String, String> examination(String title) {
        return Map.of("title", title, "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                "2026-12-31", "currency", "EUR");
    }

    /** Every POST but those of sign-in and of the caller's own account. */
    private static List<RolesPage.Row> acts() {
        return RolesPage.rows()
            .stream()
            .filter(row -> row.method().equals("POST") && !row.open())
            .filter(row -> !row.pattern().matches("/api/v1/(auth|me)/.*"))
            .toList();
    }

    private static Answer send(RolesPage.Row act, Client caller, Grounds grounds, String body) {
        return body.isEmpty()
                ? Calls.call(act, caller, grounds.own())
                : caller.post(URI.create(Calls.path(act, grounds.own())).toString(), body);
    }

    /** Events of acts: showing an alert once more is no act, but a reading that the trail tells of. */
    private long eventsOf(String requestId) {
        return database.sql("select count(*) from audit_event where request_id = :id and act <> 'ALERT_READ'")
            .param("id", requestId)
            .query(Long.class)
            .single();
    }

    /** As if the process had been killed after the commit of the act, and some time had passed. */
    private int loseAnswer(String key) {
        return database.sql("""
                update idempotency_key set answer = null, kept_at = kept_at - interval '1 minute'
                where key = :key and location is not null
                """).param("key", key).update();
    }

    private long rows(String key) {
        return database.sql("select count(*) from idempotency_key where key = :key")
            .param("key", key)
            .query(Long.class)
            .single();
    }
}
