package com.nexusplatform.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was done is in the trail, for those who may know it, and the trail proves itself. */
class TrailStoryIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";

    @Autowired
    private Trail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient database;

    @Test
    void recordsAnActWithItsTransactionOrNotAtAll() {
        String object = UUID.randomUUID().toString();
        Entry entry = Entry.ofService(Act.RUN_STARTED, object);
        assertThatIllegalStateException().isThrownBy(() -> trail.record(entry)).withMessageContaining("outside");
        transaction.executeWithoutResult(status -> {
            trail.record(entry);
            status.setRollbackOnly();
        });
        assertThat(signInAs("auditor").get("/api/v1/audit/events?object=" + object).json().at("/items")).isEmpty();
        transaction.executeWithoutResult(status -> trail.record(entry));
        assertThat(signInAs("auditor").get("/api/v1/audit/events?object=" + object).json().at("/items")).hasSize(1);
    }

    @Test
    void tellsWhoDidWhatToWhichExamination() {
        String id = examination();
        signInAs("lead").with("X-Request-Id", "story-7")
            .put("/api/v1/examinations/" + id + "/team/examiner",
                    Map.of("duty", "EXAMINER"))
            .expect(200);
        Answer events = signInAs("auditor").get("/api/v1/audit/events?examination=" + id + "&actor=lead").expect(200);
        assertThat(events.json().at("/items")).hasSize(2);
        JsonNode team = events.json().at("/items/0");
        assertThat(team.at("/act").asString()).isEqualTo("TEAM_CHANGED");
        assertThat(team.at("/actor").asString()).isEqualTo("lead");
        assertThat(team.at("/roles/0").asString()).isEqualTo("LEAD_EXAMINER");
        assertThat(team.at("/before/lead").asString()).isEqualTo("LEAD");
        assertThat(team.at("/after/examiner").asString()).isEqualTo("EXAMINER");
        assertThat(team.at("/requestId").asString()).isEqualTo("story-7");
        assertThat(team.at("/address").asString()).isEqualTo("127.0.0.1");
        assertThat(team.at("/sessionId").isNull()).isFalse();
        await("the event is linked", () -> !signInAs("auditor").get("/api/v1/audit/events?examination=" + id)
            .json()
            .at("/items/0/sequence")
            .isNull());
    }

    @Test
    void showsEventsToThoseWhoMayKnowThem() {
        String id = examination();
        for (String member : List.of("lead", "auditor")) {
            assertThat(signInAs(member).get("/api/v1/audit/events?examination=" + id).expect(200).json().at("/items"))
                .hasSize(1);
        }
        for (String outsider : List.of("examiner", "reviewer", "admin")) {
            signInAs(outsider).get("/api/v1/audit/events?examination=" + id).expectProblem(404, "/not-found");
        }
        signInAs("admin").get("/api/v1/audit/events?limit=500")
            .json()
            .at("/items")
            .forEach(
                    event -> assertThat(event.at("/objectType").asString()).isEqualTo("USER"));
        assertThat(signInAs("reviewer").get("/api/v1/audit/events?act=SIGNED_IN").expect(200).json().at("/items"))
            .isEmpty();
        assertThat(signInAs("admin").get("/api/v1/audit/events?act=SIGNED_IN&limit=1").json().at("/items")).hasSize(1);
        Client auditor = signInAs("auditor");
        Answer page = auditor.get("/api/v1/audit/events?limit=2").expect(200);
        Answer next = auditor.get("/api/v1/audit/events?limit=2&cursor=" + page.text("/nextCursor")).expect(200);
        assertThat(next.json().at("/items/0/id").asLong()).isLessThan(page.json().at("/items/1/id").asLong());
        auditor.get("/api/v1/audit/events?act=NAPPED").expectProblem(400, "");
    }

    @Test
    void showsNothingOfFormerExaminationsToWhoeverOnlyAdministers() {
        String name = "former" + UUID.randomUUID().toString().substring(0, 8);
        signInAs("admin").post("/api/v1/users", Map.of("username", name, "displayName", "Former", "password", PASSWORD,
                "roles", List.of("LEAD_EXAMINER")))
            .expect(201);
        Client led = as(name, PASSWORD);
        led.put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN)).expect(204);
        String id = examination(led);
        String events = "/api/v1/audit/events?examination=" + id;
        assertThat(led.get(events).expect(200).json().at("/items")).hasSize(1);
        try {
            roles(name, "ADMINISTRATOR");
            Client administers = as(name, OWN);
            await("the roles hold", () -> administers.get("/api/v1/examinations/" + id).status() == 403);
            administers.get(events).expectProblem(404, "/not-found");
            administers.get("/api/v1/audit/events?limit=500")
                .expect(200)
                .json()
                .at("/items")
                .forEach(event -> assertThat(event.at("/objectType").asString()).isEqualTo("USER"));
            roles(name, "ADMINISTRATOR", "LEAD_EXAMINER");
            await("the roles hold", () -> administers.get("/api/v1/examinations/" + id).status() == 200);
            administers.get(events).expect(200);
        } finally {
            roles(name, "LEAD_EXAMINER");
        }
    }

    /** Past the two administrators that a grant may need. */
    private static void roles(String username, String... roles) {
        String granted = Stream.of(roles)
            .map(role -> "insert into user_role select id, '" + role + "' from app_user where username = '" + username
                    + "';")
            .collect(Collectors.joining());
        TestServers.get()
            .asOwner("set session_replication_role = replica; delete from user_role r using app_user u"
                    + " where u.id = r.user_id and u.username = '" + username + "';" + granted);
    }

    private Client as(String username, String password) {
        return client().with("Authorization",
                "Bearer " + signIn(username, password).expect(200).text("/accessToken"));
    }

    @Test
    void recordsRefusedSignInsWithoutTheNamesOfStrangers() {
        String stranger = "hunter2-" + UUID.randomUUID();
        signIn(stranger, "whatever it was").expect(401);
        signIn("reviewer", "not the password").expect(401);
        Client admin = signInAs("admin");
        JsonNode refused = admin.get("/api/v1/audit/events?act=SIGN_IN_REFUSED").expect(200).json().at("/items");
        assertThat(refused.at("/0/objectId").asString()).isEqualTo("reviewer");
        assertThat(refused.at("/0/after/known").asBoolean()).isTrue();
        assertThat(refused.at("/1/objectId").asString()).isEqualTo(Entry.hashed(stranger));
        assertThat(refused.toString()).doesNotContain(stranger);
    }

    @Test
    void provesItselfAndFindsALinkThatWasKeptElsewhere() {
        examination();
        Client auditor = signInAs("auditor");
        await("a checkpoint is signed",
                () -> !auditor.get("/api/v1/audit/head").expect(200).json().at("/checkpoint").isNull());
        Answer head = auditor.get("/api/v1/audit/head").expect(200);
        String kept = "?sequence=" + head.text("/sequence") + "&hash=" + head.text("/hash");
        Answer verdict = auditor.get("/api/v1/audit/verify" + kept).expect(200);
        assertThat(verdict.json().at("/valid").asBoolean()).as(verdict.text()).isTrue();
        assertThat(verdict.json().at("/links").asLong()).isPositive();
        Answer other = auditor.get("/api/v1/audit/verify?sequence=1&hash=" + "0".repeat(64)).expect(200);
        assertThat(other.json().at("/valid").asBoolean()).isFalse();
        assertThat(other.json().at("/broken/sequence").asLong()).isOne();
        Answer longer = auditor.get("/api/v1/audit/verify?sequence=999999999&hash=" + "0".repeat(64)).expect(200);
        assertThat(longer.text("/broken/what")).contains("was kept elsewhere");
        auditor.get("/api/v1/audit/verify?sequence=1").expectProblem(400, "/validation-failed");
        Answer ofHead = signInAs("admin").get("/api/v1/audit/verify").expect(200);
        assertThat(ofHead.json().at("/valid").asBoolean()).isTrue();
        assertThat(ofHead.json().at("/links").asLong()).isOne();
    }

    @Test
    void looksForTheLinkThatAnAdministratorKept() {
        examination();
        Client admin = signInAs("admin");
        await("three links are there",
                () -> admin.get("/api/v1/audit/head").expect(200).json().at("/sequence").asLong() >= 3);
        Answer other = admin.get("/api/v1/audit/verify?sequence=3&hash=" + "a".repeat(64)).expect(200);
        assertThat(other.json().at("/valid").asBoolean()).as(other.text()).isFalse();
        assertThat(other.json().at("/broken/sequence").asLong()).isEqualTo(3);
        assertThat(other.text("/broken/what")).contains("was kept elsewhere");
        Answer longer = admin.get("/api/v1/audit/verify?sequence=999999999&hash=" + "a".repeat(64)).expect(200);
        assertThat(longer.json().at("/valid").asBoolean()).isFalse();
        assertThat(longer.text("/broken/what")).contains("was kept elsewhere");
        Answer head = admin.get("/api/v1/audit/head").expect(200);
        Answer kept = admin
            .get("/api/v1/audit/verify?sequence=" + head.text("/sequence") + "&hash=" + head.text("/hash"))
            .expect(200);
        assertThat(kept.json().at("/valid").asBoolean()).as(kept.text()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "auditor"})
    void refusesToLookForALinkThatThereCannotBe(String caller) {
        Client client = signInAs(caller);
        String hash = "a".repeat(64);
        for (String none : List.of("0&hash=" + hash, "-5&hash=" + hash, "3&hash=" + hash.substring(1),
                "3&hash=" + hash + "a", "3&hash=" + hash.toUpperCase(Locale.ROOT), "3&hash=")) {
            Answer refused = client.get("/api/v1/audit/verify?sequence=" + none)
                .expectProblem(400,
                        "/validation-failed");
            assertThat(refused.text("/errors/0/field")).as(none).isEqualTo(none.startsWith("3") ? "hash" : "sequence");
        }
        client.get("/api/v1/audit/verify?hash=" + hash).expectProblem(400, "/validation-failed");
    }

    @Test
    void givesTheExportToAuditorsAndRecordsThat() {
        signInAs("lead").get("/api/v1/audit/export").expectProblem(403, "/not-allowed");
        signInAs("admin").get("/api/v1/audit/export").expectProblem(403, "/not-allowed");
        Answer export = signInAs("auditor").get("/api/v1/audit/export").expect(200);
        assertThat(export.header("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(export.text()).startsWith("{\"publicKey\":\"");
        assertThat(export.text().lines().filter(line -> line.startsWith("{\"hash\":\"")).count()).isPositive();
        assertThat(signInAs("auditor").get("/api/v1/audit/events?act=TRAIL_EXPORTED")
            .json()
            .at("/items/0/actor")
            .asString()).isEqualTo("auditor");
    }

    @Test
    void isOnlyAddedToWhoeverAsks() {
        examination();
        for (String table : List.of("audit_event", "audit_link", "audit_checkpoint")) {
            for (String forbidden : List.of("update %s set %s", "delete from %s", "truncate %s cascade")) {
                String sql = forbidden.formatted(table, table.equals("audit_event")
                        ? "act = 'RUN_FAILED'"
                        : "hash = '" + "0".repeat(64) + "'");
                assertThatThrownBy(() -> database.sql(sql).update()).as("the service: " + sql)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .message()
                    .contains("permission denied");
                assertThatThrownBy(() -> TestServers.get().asOwner(sql)).as("the owner: " + sql)
                    .rootCause()
                    .message()
                    .contains("is refused");
            }
        }
    }

    @Test
    void worksAsARoleThatOwnsNothing() {
        assertThat(database.sql("select current_user").query(String.class).single()).isEqualTo("nexus_writer");
        String examination = examination();
        for (String forbidden : List.of("alter table audit_event disable trigger all",
                "drop trigger audit_event_kept on audit_event", "drop table audit_pending",
                "create table kept (id int)",
                "create or replace function refuse_change_of_trail() returns trigger language plpgsql as 'begin return new; end'",
                "alter table examination_transition disable trigger all", "set session_replication_role = replica",
                "update flyway_schema_history set checksum = 0",
                "update examination_preparer set user_id = gen_random_uuid()", "delete from examination_preparer",
                // approved by the one who prepared it
                "insert into examination_transition select gen_random_uuid(), examination_id, 'PLANNED', 'FIELDWORK', null,"
                        + " user_id, 'lead', now() from examination_preparer where examination_id = '" + examination
                        + "'")) {
            assertThatThrownBy(() -> database.sql(forbidden).update()).as(forbidden)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsPattern("permission denied|must be owner|only added|may not approve");
        }
    }

    private String examination() {
        return examination(signInAs("lead"));
    }

    private static String examination(Client lead) {
        return lead
            .post("/api/v1/examinations",
                    Map.of("title", "Trail", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
    }
}
