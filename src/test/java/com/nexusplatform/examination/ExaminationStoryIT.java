package com.nexusplatform.examination;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An examination from its plan to its end, told by the people whose duty each step is. */
class ExaminationStoryIT extends ServiceIT {

    private static final String EXAMINATIONS = "/api/v1/examinations";
    private static final String ROLE = "set session_replication_role = replica; %s";

    @Autowired
    private JdbcClient database;

    private Client lead;
    private Client examiner;
    private Client reviewer;
    private Client auditor;

    @BeforeEach
    void signIn() {
        lead = signInAs("lead");
        examiner = signInAs("examiner");
        reviewer = signInAs("reviewer");
        auditor = signInAs("auditor");
    }

    @Test
    void isCreatedByALeadExaminerWhoThenLeadsIt() {
        Answer created = lead.post(EXAMINATIONS, fields()).expect(201);
        String path = EXAMINATIONS + "/" + created.text("/id");
        assertThat(created.header("Location").orElseThrow()).endsWith(path);
        assertThat(created.header("ETag")).contains('"' + created.text("/version") + '"');
        assertThat(created.text("/status")).isEqualTo("PLANNED");
        assertThat(created.text("/materiality")).isEqualTo("25000.00");
        assertThat(created.text("/createdBy")).isEqualTo("lead");
        assertThat(created.text("/team/0/username")).isEqualTo("lead");
        assertThat(created.text("/team/0/displayName")).isNotBlank();
        assertThat(created.text("/team/0/duty")).isEqualTo("LEAD");
        assertThat(created.json().at("/transitions").findValuesAsString("to")).containsExactly("FIELDWORK",
                "CANCELLED");
        Answer read = lead.get(path).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    }

    @Test
    void isCreatedByNobodyElse() {
        for (Client other : List.of(examiner, reviewer, auditor, signInAs("admin"))) {
            other.post(EXAMINATIONS, fields()).expectProblem(403, "not-allowed");
        }
        client().post(EXAMINATIONS, fields()).expect(401);
    }

    @Test
    void namesTheFieldsThatAreWrong() {
        Answer refused = lead.post(EXAMINATIONS, Map.of("title", "", "currency", "euro", "colour", "red"))
            .expectProblem(400, "validation-failed");
        assertThat(refused.json().at("/errors").findValuesAsString("field")).containsExactly("colour", "title",
                "institution", "periodStart", "periodEnd", "currency");
        lead.post(EXAMINATIONS, "{\"title\":{}}").expect(400);
        lead.post(EXAMINATIONS, "[]").expect(400);
    }

    @Test
    void doesNotExistForOutsiders() {
        String path = create();
        Answer hidden = examiner.get(path).expectProblem(404, "not-found");
        Answer absent = examiner.get(EXAMINATIONS + "/" + UUID.randomUUID()).expectProblem(404, "not-found");
        assertThat(hidden.text("/detail")).isEqualTo(absent.text("/detail"));
        assertThat(hidden.text("/title")).isEqualTo(absent.text("/title"));
        reviewer.post(path + "/transitions", Map.of("to", "FIELDWORK")).expectProblem(404, "not-found");
        examiner.get(path + "/transitions").expectProblem(404, "not-found");
        auditor.get(path).expect(200);
        signInAs("admin").get(path).expectProblem(403, "not-allowed");
        signInAs("admin").get(EXAMINATIONS).expectProblem(403, "not-allowed");
    }

    @Test
    void isListedForItsTeamTheNewestFirst() {
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> lead.post(EXAMINATIONS, fields()).text("/id")).toList();
        lead.put(EXAMINATIONS + "/" + ids.get(2) + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            Answer answer = lead.get(EXAMINATIONS + "?limit=2" + cursor).expect(200);
            answer.json().at("/items").forEach(item -> seen.add(item.at("/id").asString()));
            cursor = "&cursor=" + answer.text("/nextCursor");
        }
        assertThat(seen.subList(0, 5)).isEqualTo(ids.reversed());
        assertThat(lead.get(EXAMINATIONS + "?limit=1").text("/items/0/duty")).isEqualTo("LEAD");

        assertThat(listed(examiner)).contains(ids.get(2))
            .doesNotContain(ids.get(0), ids.get(1), ids.get(3), ids.get(4));
        assertThat(listed(auditor)).containsAll(ids);
        lead.get(EXAMINATIONS + "?limit=0").expectProblem(400, "validation-failed");
        lead.get(EXAMINATIONS + "?cursor=nonsense").expectProblem(400, "bad-cursor");
    }

    @Test
    void changesOnlyFromTheVersionThatWasRead() {
        String path = create();
        lead.patch(path, Map.of("title", "Other")).expectProblem(428, "precondition-required");
        Client first = lead.with("If-Match", tag(path));
        Answer changed = first.patch(path, "{\"title\":\"Other\",\"materiality\":null}").expect(200);
        assertThat(changed.text("/title")).isEqualTo("Other");
        assertThat(changed.json().at("/materiality").isNull()).isTrue();
        assertThat(changed.text("/institution")).isEqualTo("Bank of Examples");
        first.patch(path, Map.of("title", "Third")).expectProblem(412, "stale");
        Client second = lead.with("If-Match", changed.header("ETag").orElseThrow());
        second.patch(path, Map.of("status", "CLOSED")).expectProblem(400, "validation-failed");
        assertThat(second.patch(path, Map.of("materiality", "1000.5")).expect(200).text("/materiality"))
            .isEqualTo("1000.50");
        name(path, "examiner", "EXAMINER");
        examiner.with("If-Match", "*").patch(path, Map.of("title", "Mine")).expect(403);
    }

    @Test
    void keepsTheScopeThatAReviewerApproved() {
        String path = create();
        name(path, "reviewer", "REVIEWER");
        Client any = lead.with("If-Match", "*");
        any.patch(path, Map.of("materiality", "9000.00")).expect(200);
        move(reviewer, path, "FIELDWORK");
        Map<String, String> others = Map.of("institution", "Other Bank", "periodStart", "2024-01-01", "periodEnd",
                "2026-12-31", "currency", "USD", "materiality", "9000000.00");
        for (Map.Entry<String, String> other : others.entrySet()) {
            Answer refused = any.patch(path, Map.of(other.getKey(), other.getValue(), "title", "Other"))
                .expectProblem(409, "conflict");
            assertThat(refused.json().at("/fields").toString()).isEqualTo("[\"" + other.getKey() + "\"]");
            assertThat(refused.text("/detail")).contains("plan another examination");
        }
        Answer renamed = any.patch(path, Map.of("title", "Other", "materiality", "9000")).expect(200);
        assertThat(renamed.text("/title")).isEqualTo("Other");
        assertThat(renamed.text("/materiality")).isEqualTo("9000.00");
        assertThat(renamed.text("/institution")).isEqualTo("Bank of Examples");
    }

    @Test
    void hasATeamWhoseRolesFitTheirDuties() {
        String path = create();
        assertThat(name(path, "examiner", "EXAMINER").json().at("/team").findValuesAsString("username"))
            .containsExactly("examiner", "lead");
        name(path, "auditor", "OBSERVER");
        for (var misfit : Map
            .of("examiner", "LEAD", "auditor", "EXAMINER", "lead", "REVIEWER", "admin", "OBSERVER", "nobody",
                    "OBSERVER")
            .entrySet()) {
            lead.put(path + "/team/" + misfit.getKey(), Map.of("duty", misfit.getValue()))
                .expectProblem(400, "validation-failed");
        }
        lead.put(path + "/team/examiner", Map.of("duty", "BOSS")).expectProblem(400, "validation-failed");
        lead.delete(path + "/team/lead").expectProblem(409, "conflict");
        lead.delete(path + "/team/examiner").expect(204);
        lead.delete(path + "/team/examiner").expect(204);
        examiner.get(path).expect(404);
    }

    @Test
    void changesItsTeamOnlyFromTheVersionThatWasStated() {
        String path = create();
        Client stale = lead.with("If-Match", tag(path));
        Answer named = stale.put(path + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
        stale.put(path + "/team/reviewer", Map.of("duty", "REVIEWER")).expectProblem(412, "stale");
        stale.delete(path + "/team/examiner").expectProblem(412, "stale");
        lead.with("If-Match", named.header("ETag").orElseThrow()).delete(path + "/team/examiner").expect(204);
        lead.with("If-Match", "*").put(path + "/team/examiner", Map.of("duty", "OBSERVER")).expect(200);
        lead.delete(path + "/team/examiner").expect(204);
    }

    @Test
    void tellsOnlyWhatChangedInItsTeam() {
        String path = create();
        String tag = name(path, "examiner", "EXAMINER").header("ETag").orElseThrow();
        assertThat(name(path, "examiner", "EXAMINER").header("ETag")).contains(tag);
        lead.delete(path + "/team/reviewer").expect(204);
        lead.delete(path + "/team/nobody-of-that-name").expect(204);
        assertThat(tag(path)).isEqualTo(tag);
        assertThat(teamChanges(path)).isEqualTo(1);
        lead.delete(path + "/team/examiner").expect(204);
        assertThat(teamChanges(path)).isEqualTo(2);
    }

    @Test
    void goesFromPlanToCloseByThoseWhoseDutyItIs() {
        String path = create();
        name(path, "reviewer", "REVIEWER");
        lead.post(path + "/transitions", Map.of("to", "FIELDWORK")).expectProblem(403, "not-allowed");
        assertThat(move(reviewer, path, "FIELDWORK").text("/status")).isEqualTo("FIELDWORK");
        Answer illegal = lead.post(path + "/transitions", Map.of("to", "CLOSED"))
            .expectProblem(409, "illegal-transition");
        assertThat(illegal.json().at("/legal").toString()).isEqualTo("[\"IN_REVIEW\",\"CANCELLED\"]");
        lead.post(path + "/transitions", Map.of("to", "CANCELLED")).expectProblem(400, "validation-failed");
        lead.post(path + "/transitions", Map.of("to", "NOWHERE")).expectProblem(400, "validation-failed");
        move(lead, path, "IN_REVIEW");
        lead.with("If-Match", "*").patch(path, Map.of("title", "Late")).expectProblem(409, "conflict");
        reviewer.post(path + "/transitions", Map.of("to", "FIELDWORK", "reason", "Say more about vendor V-7."))
            .expect(200);
        move(lead, path, "IN_REVIEW");
        move(reviewer, path, "ISSUED");
        move(reviewer, path, "CLOSED");
        lead.put(path + "/team/examiner", Map.of("duty", "EXAMINER")).expectProblem(409, "conflict");

        Answer history = auditor.get(path + "/transitions").expect(200);
        assertThat(history.json().at("/items").findValuesAsString("to")).containsExactly("FIELDWORK", "IN_REVIEW",
                "FIELDWORK", "IN_REVIEW", "ISSUED", "CLOSED");
        assertThat(history.text("/items/2/reason")).isEqualTo("Say more about vendor V-7.");
        assertThat(history.text("/items/2/by")).isEqualTo("reviewer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesOnceHoweverManyAskAtTheSameMoment(boolean conditional) throws Exception {
        String path = create();
        name(path, "reviewer", "REVIEWER");
        Client asking = conditional ? reviewer.with("If-Match", tag(path)) : reviewer;
        List<Integer> statuses = atOnce(50, i -> () -> asking.post(path + "/transitions", Map.of("to", "FIELDWORK"))
            .status());
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> List.of(200, 409, 412).contains(status));
        assertThat(auditor.get(path + "/transitions").json().at("/items")).hasSize(1);
    }

    @Test
    void keepsALeadHoweverManyLeaveAtTheSameMoment() throws Exception {
        String path = create();
        List<String> others = IntStream.range(0, 3).mapToObj(i -> anotherLead()).toList();
        others.forEach(username -> name(path, username, "LEAD"));
        List<String> all = new ArrayList<>(others);
        all.add("lead");
        atOnce(4, i -> () -> lead.delete(path + "/team/" + all.get(i)).status());
        assertThat(auditor.get(path).json().at("/team").findValuesAsString("duty")).contains("LEAD");
    }

    @Test
    void isKeptByTheDatabaseToo() {
        String path = create();
        name(path, "reviewer", "REVIEWER");
        move(reviewer, path, "FIELDWORK");
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        refusedByTheDatabase("update examination_transition set reason = 'other' where examination_id = :id", id);
        refusedByTheDatabase("delete from examination_transition where examination_id = :id", id);
        refusedByTheDatabase("delete from examination_preparer where examination_id = :id", id);
        refusedByTheDatabase(
                """
                        insert into examination_transition (id, examination_id, from_status, to_status, made_by_id, made_by, made_at)
                        select gen_random_uuid(), examination_id, 'IN_REVIEW', 'ISSUED', user_id, 'lead', now()
                        from examination_preparer where examination_id = :id
                        """,
                id);
    }

    /** What callers may do is remembered for a second; the schema looks anew. */
    @Test
    void isNotMovedByWhoeverLostTheRoleAMomentAgo() {
        String path = create();
        lead.get(path).expect(200);
        TestServers.get()
            .asOwner(ROLE.formatted("delete from user_role r using app_user u"
                    + " where u.id = r.user_id and u.username = 'lead' and r.role = 'LEAD_EXAMINER'"));
        try {
            int status = lead.post(path + "/transitions", Map.of("to", "CANCELLED", "reason", "No longer needed"))
                .status();
            assertThat(status).isIn(403, 409);
        } finally {
            TestServers.get()
                .asOwner(ROLE.formatted("insert into user_role select id, 'LEAD_EXAMINER' from app_user"
                        + " where username = 'lead' on conflict do nothing"));
            await("lead may lead again", () -> lead.post(EXAMINATIONS, fields()).status() == 201);
        }
        assertThat(database.sql("select count(*) from examination_transition where examination_id = :id")
            .param("id", UUID.fromString(path.substring(EXAMINATIONS.length() + 1)))
            .query(Integer.class)
            .single()).isZero();
    }

    private void refusedByTheDatabase(String sql, UUID id) {
        assertThatExceptionOfType(DataAccessException.class)
            .isThrownBy(() -> database.sql(sql).param("id", id).update());
    }

    private String create() {
        return EXAMINATIONS + "/" + lead.post(EXAMINATIONS, fields()).expect(201).text("/id");
    }

    private Answer name(String path, String username, String duty) {
        return lead.put(path + "/team/" + username, Map.of("duty", duty)).expect(200);
    }

    private int teamChanges(String path) {
        return auditor.get("/api/v1/audit/events?act=TEAM_CHANGED&object=" + path.substring(EXAMINATIONS.length() + 1))
            .expect(200)
            .json()
            .at("/items")
            .size();
    }

    private String tag(String path) {
        return lead.get(path).expect(200).header("ETag").orElseThrow();
    }

    private static Answer move(Client actor, String path, String to) {
        return actor.post(path + "/transitions", Map.of("to", to)).expect(200);
    }

    private String anotherLead() {
        String username = "lead-" + UUID.randomUUID().toString().substring(0, 8);
        signInAs("admin").post("/api/v1/users", Map.of("username", username, "displayName", "Another lead", "password",
                PASSWORD, "roles", List.of("LEAD_EXAMINER")))
            .expect(201);
        return username;
    }

    private static List<String> listed(Client client) {
        return client.get(EXAMINATIONS + "?limit=500").expect(200).json().at("/items").findValuesAsString("id");
    }

    private static Map<String, String> fields() {
        return new HashMap<>(ExaminationFixtures.fields());
    }

    private static <T> List<T> atOnce(int count, IntFunction<Callable<T>> act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, count).mapToObj(i -> threads.submit(() -> {
                start.await();
                return act.apply(i).call();
            })).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        }
    }
}
