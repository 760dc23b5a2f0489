package com.nexusplatform.analysis;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** No examination goes to its review over alerts that nobody judged, nor while work is under way. */
class OpenAlertsIT extends AnalysisStory {

    @Autowired
    private JdbcClient database;

    private String examination;
    private String path;

    @BeforeEach
    void beginFieldwork() {
        examination = examination();
        path = "/api/v1/examinations/" + examination;
        lead.put(path + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);
        reviewer.post(path + "/transitions", Map.of("to", "FIELDWORK")).expect(200);
    }

    @Test
    void holdsAnExaminationBackUntilEveryAlertIsJudged() {
        String run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1"))).text("/id");
        examiner.post("/api/v1/runs/" + run + "/reperform").expect(202);

        awaitRuns();
        assertThat(submit().expectProblem(409, "conflict").text("/objections/0"))
            .isEqualTo("1 alert is open; each needs a disposition first.");

        judge(run);
        submit().expect(200);
    }

    @Test
    void judgesTheAlertsOfARunThatIsRepeatedInAnotherWay() {
        String run = succeeded(sealed(examination, payments()), List.of(procedure("DIG-1"))).text("/id");
        String another = reperformed(run, Map.of("plan", List.of(procedure("PAY-1"))));

        assertThat(submit().expectProblem(409, "conflict").text("/objections/0"))
            .isEqualTo("1 alert is open; each needs a disposition first.");
        reperformed(another, Map.of());
        judge(another);
        submit().expect(200);
    }

    @Test
    void judgesTheAlertsOfARunThatWasStoppedAndThenRepeated() {
        String dataset = sealed(examination, payments());
        String[] stopped = new String[1];
        await("a run is stopped", () -> {
            stopped[0] = examiner
                .post("/api/v1/datasets/" + dataset + "/runs", Map.of("plan", List.of(procedure("PAY-1"))))
                .expect(202)
                .text("/id");
            examiner.delete("/api/v1/runs/" + stopped[0]);
            Answer ended = awaitStatus(examiner, "/api/v1/runs/" + stopped[0], "CANCELLED", "SUCCEEDED");
            if (ended.text("/status").equals("SUCCEEDED")) {
                judge(stopped[0]);
            }
            return ended.text("/status").equals("CANCELLED");
        });
        String again = reperformed(stopped[0], Map.of());

        assertThat(submit().expectProblem(409, "conflict").text("/objections/0"))
            .isEqualTo("1 alert is open; each needs a disposition first.");
        judge(again);
        submit().expect(200);
        for (var reader : List.of(auditor, reviewer)) {
            reader.post("/api/v1/runs/" + stopped[0] + "/reperform").expectProblem(403, "not-allowed");
        }
        examiner.post("/api/v1/runs/" + stopped[0] + "/reperform").expectProblem(409, "conflict");
    }

    @Test
    void isAskedAgainBeforeTheExaminationIsIssued() {
        String run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1"))).text("/id");
        judge(run);
        submit().expect(200);
        auditor.post("/api/v1/runs/" + run + "/reperform").expect(202);
        awaitRuns();
        state("OPEN", run);
        Answer held = reviewer.post(path + "/transitions", Map.of("to", "ISSUED")).expectProblem(409, "conflict");
        assertThat(held.text("/objections/0")).startsWith("1 alert is open").contains("FIELDWORK");
        state("DISPOSITIONED", run);
        reviewer.post(path + "/transitions", Map.of("to", "ISSUED")).expect(200);
        auditor.post("/api/v1/runs/" + run + "/reperform").expect(202);
        awaitRuns();
    }

    @Test
    void waitsForARunThatIsJustBeingQueued() throws Exception {
        String dataset = sealed(examination, payments());
        overtakes("run", () -> examiner.post("/api/v1/datasets/" + dataset + "/runs",
                Map.of("plan", List.of(procedure("PAY-1")))), 202, 409);
        awaitRuns();
    }

    @Test
    void waitsForADatasetThatIsJustBeingKept() throws Exception {
        byte[] file = payments().getBytes(StandardCharsets.UTF_8);
        overtakes("dataset", () -> examiner.upload(path + "/datasets", "late.csv", file, Map.of("kind", "PAYMENTS")),
                202, 200);
    }

    @Test
    void waitsForAJudgementThatIsJustBeingMade() throws Exception {
        String run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1"))).text("/id");
        judge(run);
        String alert = examiner.get("/api/v1/runs/" + run + "/alerts").text("/items/0/id");
        overtakes("disposition", () -> examiner.post("/api/v1/alerts/" + alert + "/disposition",
                Map.of("outcome", "REFUTED", "reason", "Paid back")), 200, 200);
    }

    /** Work meets a table that is held, and a move begun after it waits with it rather than past it. */
    private void overtakes(String table, Supplier<Answer> work, int worked, int moved) throws Exception {
        TestServers servers = TestServers.get();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection owner = DriverManager.getConnection(servers.databaseUrl(), servers.username(),
                        servers.password())) {
            owner.setAutoCommit(false);
            try (Statement hold = owner.createStatement()) {
                hold.execute("lock table " + table + " in share mode");
            }
            Future<Answer> working = threads.submit(work::get);
            await("the work waits", () -> waiting() > 0);
            Future<Answer> moving = threads.submit(this::submit);
            await("the move waits or is done", () -> moving.isDone() || waiting() > 1);
            assertThat(moving.isDone()).as("the move went past the work").isFalse();
            owner.rollback();
            working.get().expect(worked);
            moving.get().expect(moved);
        }
    }

    /** How many connections wait for a lock. */
    private long waiting() {
        return database.sql("select count(distinct pid) from pg_locks where not granted").query(Long.class).single();
    }

    private Answer submit() {
        return lead.post(path + "/transitions", Map.of("to", "IN_REVIEW"));
    }

    private String reperformed(String run, Map<String, ?> conditions) {
        String again = examiner.post("/api/v1/runs/" + run + "/reperform", conditions).expect(202).text("/id");
        awaitStatus(examiner, "/api/v1/runs/" + again, "SUCCEEDED");
        return again;
    }

    private void judge(String run) {
        String alert = examiner.get("/api/v1/runs/" + run + "/alerts").text("/items/0/id");
        examiner
            .post("/api/v1/alerts/" + alert + "/disposition", Map.of("outcome", "CONFIRMED", "reason", "Paid twice"))
            .expect(200);
    }

    /** What no statement of the service can do: the alerts of a run in another state. */
    private static void state(String state, String run) {
        TestServers.get()
            .asOwner("set session_replication_role = replica; update alert set state = '" + state
                    + "' where run_id = '" + run + "'");
    }

    private void awaitRuns() {
        await("all runs have ended", () -> examiner.get(path + "/runs")
            .json()
            .at("/items")
            .valueStream()
            .allMatch(run -> List.of("SUCCEEDED", "CANCELLED").contains(run.get("status").asString())));
    }
}
