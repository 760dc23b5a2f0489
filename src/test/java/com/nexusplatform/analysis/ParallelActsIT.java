package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every guarded act, tried fifty times at once: one attempt wins, and the others learn that it came first (ASVS V2.3.4). */
class ParallelActsIT extends AnalysisStory {

    private static final int ATTEMPTS = 50;

    @Test
    void sealsOnce() {
        String dataset = "/api/v1/datasets/" + loaded(examination(), payments());
        JsonNode totals = examiner.get(dataset).json().at("/controlTotals");
        Map<String, Object> agreed = Map.of("rows", totals.get("rows").asLong(), "debits",
                totals.get("debits").asString(), "credits", totals.get("credits").asString());
        oneWins(200, attempt -> examiner.post(dataset + "/seal", agreed));
        assertThat(examiner.get(dataset).text("/status")).isEqualTo("SEALED");
        assertThat(events("DATASET_SEALED", dataset)).isEqualTo(1);
    }

    @Test
    void makesEachMoveOfTheLifeCycleOnce() {
        String id = examination();
        String examination = "/api/v1/examinations/" + id;
        lead.put(examination + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);
        sealed(id, payments());
        int moves = 0;
        for (Map.Entry<String, Client> move : List.of(Map.entry("FIELDWORK", reviewer), Map.entry("IN_REVIEW", lead),
                Map.entry("ISSUED", reviewer), Map.entry("CLOSED", reviewer))) {
            oneWins(200, attempt -> move.getValue()
                .post(examination + "/transitions", Map.of("to", move.getKey(), "reason", "attempt " + attempt)));
            moves++;
            assertThat(lead.get(examination).text("/status")).isEqualTo(move.getKey());
            assertThat(lead.get(examination + "/transitions").json().at("/items").size()).isEqualTo(moves);
            assertThat(events("EXAMINATION_MOVED", examination)).isEqualTo(moves);
        }
    }

    @Test
    void changesAScopeOnceForOneVersion() {
        String examination = "/api/v1/examinations/" + examination();
        String version = lead.get(examination).header("ETag").orElseThrow();
        Answer won = oneWins(200, attempt -> lead.with("If-Match", version)
            .patch(examination, Map.of("title", "Payables, attempt " + attempt)));
        assertThat(lead.get(examination).text("/title")).isEqualTo(won.text("/title"));
        assertThat(events("EXAMINATION_CHANGED", examination)).isEqualTo(1);
    }

    @Test
    void judgesAnAlertOnceForOneVersion() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));
        String alert = "/api/v1/alerts/"
                + examiner.get("/api/v1/runs/" + run.text("/id") + "/alerts").text("/items/0/id");
        String version = examiner.get(alert).header("ETag").orElseThrow();
        Answer won = oneWins(200, attempt -> examiner.with("If-Match", version)
            .post(alert + "/disposition", Map.of("outcome", attempt % 2 == 0 ? "EXPLAINED" : "REFUTED", "reason",
                    "attempt " + attempt)));
        JsonNode judged = examiner.get(alert).json();
        assertThat(judged.at("/dispositions").size()).isEqualTo(1);
        assertThat(judged.at("/disposition/reason").asString()).isEqualTo(won.text("/disposition/reason"));
        assertThat(events("ALERT_DISPOSED", alert)).isEqualTo(1);
    }

    @Test
    void givesAUserNameOnce() {
        String name = "racer" + unknown().substring(0, 8);
        Client admin = signInAs("admin");
        List<Answer> answers = atOnce(ATTEMPTS, attempt -> admin.post("/api/v1/users", Map.of("username", name,
                "displayName", "Racer " + attempt, "password", PASSWORD, "roles", List.of("EXAMINER"))));
        // most find the places taken in which passwords are hashed, and are told so
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409, 503).containsOnlyOnce(201);
    }

    @Test
    void leavesAnExaminationOneLeadHoweverManyTakeEachOtherOff() {
        String second = "racer" + unknown().substring(0, 8);
        signInAs("admin").post("/api/v1/users", Map.of("username", second, "displayName", "Second lead", "password",
                PASSWORD, "roles", List.of("LEAD_EXAMINER")))
            .expect(201);
        String examination = "/api/v1/examinations/" + examination();
        lead.put(examination + "/team/" + second, Map.of("duty", "LEAD")).expect(200);
        List<Answer> answers = atOnce(ATTEMPTS,
                attempt -> lead.delete(examination + "/team/" + (attempt % 2 == 0 ? "lead" : second)));
        // who took themselves off is an outsider then
        assertThat(answers).extracting(Answer::status).isSubsetOf(204, 404, 409).contains(204);
        long leads = auditor.get(examination)
            .json()
            .at("/team")
            .valueStream()
            .filter(member -> member.get("duty").asString().equals("LEAD"))
            .count();
        assertThat(leads).isEqualTo(1);
    }

    @Test
    void numbersSamplesDrawnAtOnceWithoutAGap() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));
        String samples = "/api/v1/runs/" + run.text("/id") + "/samples";
        List<Answer> answers = atOnce(ATTEMPTS, attempt -> examiner.post(samples, Map.of("size", 2)));
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
        long drawn = answers.stream().filter(answer -> answer.status() == 201).count();
        List<JsonNode> kept = examiner.get(samples + "?limit=100").json().at("/items").valueStream().toList();
        assertThat(kept).hasSize((int) drawn);
        assertThat(kept.stream().map(sample -> sample.get("seed").asString()).distinct()).hasSize((int) drawn);
    }

    @Test
    void keepsEveryInspectionOfARowThatManyInspectAtOnce() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));
        String sample = "/api/v1/samples/" + examiner
            .post("/api/v1/runs/" + run.text("/id") + "/samples", Map.of("size", 2))
            .expect(201)
            .text("/id");
        int rowNo = examiner.get(sample + "/items").json().at("/items/0/record/rowNo").asInt();
        List<Answer> answers = atOnce(ATTEMPTS,
                attempt -> examiner.post(sample + "/inspections", Map.of("items",
                        List.of(Map.of("rowNo", rowNo, "outcome", "CORRECT", "note", "attempt " + attempt)))));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        JsonNode item = examiner.get(sample + "/items").json().at("/items/0");
        assertThat(item.at("/inspections").valueStream().map(made -> made.get("note").asString()).distinct())
            .hasSize(ATTEMPTS);
        assertThat(examiner.get(sample + "/evaluation").json().at("/inspected").asInt()).isEqualTo(1);
    }

    /** The answer of the one attempt that won; fails unless all others were told that they came too late. */
    private static Answer oneWins(int success, IntFunction<Answer> act) {
        List<Answer> answers = atOnce(ATTEMPTS, act);
        List<Answer> won = answers.stream().filter(answer -> answer.status() == success).toList();
        assertThat(won).as(answers.stream().map(Answer::status).toList().toString()).hasSize(1);
        answers.stream()
            .filter(answer -> answer.status() != success)
            .forEach(late -> assertThat(late.status()).as(late.text()).isIn(Set.of(409, 412)));
        return won.getFirst();
    }

    private static List<Answer> atOnce(int attempts, IntFunction<Answer> act) {
        CyclicBarrier start = new CyclicBarrier(attempts);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> started = new ArrayList<>();
            for (int i = 0; i < attempts; i++) {
                int attempt = i;
                started.add(threads.submit(() -> {
                    start.await();
                    return act.apply(attempt);
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : started) {
                answers.add(one.get());
            }
            return answers;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Events of an act on the object of a path. */
    private int events(String act, String path) {
        String object = path.substring(path.lastIndexOf('/') + 1);
        return auditor.get("/api/v1/audit/events?act=" + act + "&object=" + object)
            .expect(200)
            .json()
            .at("/items")
            .size();
    }
}
