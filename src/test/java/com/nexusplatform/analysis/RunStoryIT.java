package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** An examiner runs procedures over a sealed file, reads what they say, and proves that it can be said again. */
class RunStoryIT extends AnalysisStory {

    @Test
    void publishesTheCatalogue() {
        JsonNode items = auditor.get("/api/v1/procedures").expect(200).json().at("/items");
        assertThat(items).extracting(item -> item.get("code").asString()).contains("PAY-1", "DIG-2");

        JsonNode one = examiner.get("/api/v1/procedures/PAY-1").expect(200).json();
        assertThat(one.at("/parameters/type").asString()).isEqualTo("object");
        assertThat(one.at("/parameters/properties/deMinimis/type").asString()).isEqualTo("number");
        assertThat(one.at("/parameters/properties/deMinimis/default").asString()).isEqualTo("0");
        assertThat(one.at("/parameters/properties/deMinimis/source").asString()).isNotEmpty();
        assertThat(one.at("/required")).extracting(JsonNode::asString).contains("amount");
        assertThat(one.at("/kinds")).extracting(JsonNode::asString).contains("PAYMENTS");
        examiner.get("/api/v1/procedures/NO-1").expectProblem(404, "not-found");
        client().get("/api/v1/procedures").expectProblem(401, "sign-in-required");
    }

    @Test
    void runsEveryProcedureThatFitsAnEmptyPlan() {
        String dataset = sealed();
        Answer queued = examiner.post("/api/v1/datasets/" + dataset + "/runs").expect(202);
        String path = "/api/v1/runs/" + queued.text("/id");
        assertThat(queued.header("Location").orElseThrow()).endsWith(path);
        assertThat(queued.text("/status")).isEqualTo("QUEUED");
        assertThat(queued.text("/runHash")).matches("[0-9a-f]{64}");

        Answer run = awaitStatus(examiner, path, "SUCCEEDED", "FAILED");
        assertThat(run.text("/status")).as(run.text()).isEqualTo("SUCCEEDED");
        assertThat(run.json().at("/progress").asDouble()).isEqualTo(1);
        assertThat(run.text("/resultHash")).matches("[0-9a-f]{64}");
        assertThat(run.text("/createdBy")).isEqualTo("examiner");
        assertThat(run.text("/finishedAt")).isGreaterThanOrEqualTo(run.text("/startedAt"));

        JsonNode results = auditor.get(path + "/results").expect(200).json().at("/items");
        assertThat(results).hasSize(run.json().at("/plan").size());
        JsonNode duplicates = result(results, "PAY-1");
        assertThat(duplicates.at("/status").asString()).isEqualTo("APPLICABLE");
        assertThat(duplicates.at("/alertCount").asInt()).isEqualTo(1);
        assertThat(duplicates.at("/parameters/deMinimis").asInt()).isZero();
        JsonNode digits = result(results, "DIG-2");
        assertThat(digits.at("/status").asString()).isEqualTo("NOT_APPLICABLE");
        assertThat(digits.at("/reason").asString()).isNotEmpty();
        assertThat(digits.at("/resultHash").asString()).matches("[0-9a-f]{64}");

        assertThat(examiner.get("/api/v1/datasets/" + dataset + "/runs").json().at("/items")).hasSize(1);
        assertThat(lead.get("/api/v1/examinations/" + run.text("/examinationId") + "/runs").json().at("/items"))
            .hasSize(1);
    }

    @Test
    void keepsTheOrderOfThePlanAndAProcedureTwice() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1", "deMinimis", 1000), procedure("DIG-1"),
                procedure("PAY-1")));

        JsonNode results = examiner.get("/api/v1/runs/" + run.text("/id") + "/results").json().at("/items");
        assertThat(results).extracting(item -> item.get("procedure").asString())
            .containsExactly("PAY-1", "DIG-1", "PAY-1");
        assertThat(results).extracting(item -> item.get("alertCount").asInt()).containsExactly(0, 0, 1);
    }

    @Test
    void refusesAPlanThatCannotBeRunNamingWhy() {
        String runs = "/api/v1/datasets/" + sealed() + "/runs";

        assertThat(examiner.post(runs, Map.of("plan", List.of(procedure("PAY-99"))))
            .expectProblem(422, "plan-refused")
            .text("/procedure")).isEqualTo("PAY-99");
        assertThat(examiner.post(runs, Map.of("plan", List.of(procedure("PAY-1", "deMinimis", -1))))
            .expectProblem(422, "plan-refused")
            .text("/parameter")).isEqualTo("deMinimis");
        examiner.post(runs, Map.of("plan", List.of(procedure("PAY-1", "nothing", 1))))
            .expectProblem(422, "plan-refused");
        examiner.post(runs, "{\"plan\":[{}]}").expectProblem(422, "plan-refused");
        examiner.post(runs, "{\"plan\":[null]}").expectProblem(422, "plan-refused");
        examiner.post(runs, "{\"plan\":7}").expectProblem(400, "bad-request");
    }

    @Test
    void runsOverASealedDatasetOnly() {
        String dataset = loaded(examination(), payments());

        assertThat(examiner.post("/api/v1/datasets/" + dataset + "/runs")
            .expectProblem(409, "conflict")
            .text("/datasetStatus")).isEqualTo("LOADED");
    }

    @Test
    void doesNotExistForOutsiders() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));
        String path = "/api/v1/runs/" + run.text("/id");
        String missing = "/api/v1/runs/" + unknown();

        for (String part : List.of("", "/results", "/alerts", "/scores", "/events")) {
            Answer refused = reviewer.get(path + part).expectProblem(404, "not-found");
            assertThat(refused.text("/detail")).isEqualTo(reviewer.get(missing + part).text("/detail"));
        }
        reviewer.post(path + "/reperform").expectProblem(404, "not-found");
        reviewer.delete(path).expectProblem(403, "not-allowed");
        reviewer.post("/api/v1/datasets/" + run.text("/datasetId") + "/runs").expectProblem(403, "not-allowed");
        auditor.get(path).expect(200);
        auditor.post("/api/v1/datasets/" + run.text("/datasetId") + "/runs").expectProblem(403, "not-allowed");
        signInAs("admin").get(path).expectProblem(403, "not-allowed");
    }

    @Test
    void isReperformedIdentically() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1"), procedure("DIG-1")));

        Answer queued = auditor.post("/api/v1/runs/" + run.text("/id") + "/reperform").expect(202);
        Answer again = awaitStatus(auditor, "/api/v1/runs/" + queued.text("/id"), "SUCCEEDED", "FAILED");

        assertThat(again.text("/reperforms/runId")).isEqualTo(run.text("/id"));
        assertThat(again.json().at("/identical").asBoolean()).isTrue();
        assertThat(again.json().at("/differences")).isEmpty();
        assertThat(again.text("/runHash")).isEqualTo(run.text("/runHash"));
        assertThat(again.text("/resultHash")).isEqualTo(run.text("/resultHash"));
    }

    @Test
    void isRepeatedUnderOtherConditionsByThoseWhoMayRunProcedures() {
        String examination = examination();
        Answer run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1")));
        String again = "/api/v1/runs/" + run.text("/id") + "/reperform";
        lead.put("/api/v1/examinations/" + examination + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);

        for (Map<String, ?> other : List.of(Map.of("plan", List.of(procedure("DIG-1"))), Map.of("plan", List.of()),
                Map.of("datasetId", run.text("/datasetId")), Map.of("masters", Map.of("VENDORS", unknown())))) {
            for (Client caller : List.of(auditor, reviewer)) {
                assertThat(caller.post(again, other).expectProblem(403, "not-allowed").text("/detail"))
                    .contains("as it was");
            }
        }
        auditor.post(again, Map.of()).expect(202);
        reviewer.post(again).expect(202);
        examiner.post(again, Map.of("plan", List.of(procedure("DIG-1")))).expect(202);
    }

    @Test
    void showsWhatAChangedParameterChanged() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));

        Answer queued = examiner
            .post("/api/v1/runs/" + run.text("/id") + "/reperform",
                    Map.of("plan", List.of(procedure("PAY-1", "deMinimis", "1000.5"))))
            .expect(202);
        Answer again = awaitStatus(examiner, "/api/v1/runs/" + queued.text("/id"), "SUCCEEDED", "FAILED");

        assertThat(again.json().at("/identical").asBoolean()).isFalse();
        assertThat(again.text("/runHash")).isNotEqualTo(run.text("/runHash"));
        List<String> what = what(again);
        assertThat(what).contains("parameters.deMinimis", "alertCount", "alertsOnlyInOriginal");
        JsonNode lost = again.json().at("/differences").get(what.indexOf("alertsOnlyInOriginal"));
        assertThat(lost.at("/procedure").asString()).isEqualTo("PAY-1");
        assertThat(lost.at("/original").asInt()).isEqualTo(1);
        assertThat(lost.at("/examples/0/rows")).extracting(JsonNode::asInt).containsExactly(11, 12);
    }

    @Test
    void showsThatAnotherOrderOfRowsIsAnotherDataset() {
        String examination = examination();
        Answer run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1")));
        String reversed = sealed(examination, paymentsReversed());

        Answer queued = examiner
            .post("/api/v1/runs/" + run.text("/id") + "/reperform", Map.of("datasetId", reversed))
            .expect(202);
        Answer again = awaitStatus(examiner, "/api/v1/runs/" + queued.text("/id"), "SUCCEEDED", "FAILED");

        assertThat(again.json().at("/identical").asBoolean()).isFalse();
        assertThat(what(again)).contains("datasetId", "contentSha256", "alertsOnlyInOriginal",
                "alertsOnlyInReperformed");
        examiner.post("/api/v1/runs/" + run.text("/id") + "/reperform", Map.of("datasetId", sealed()))
            .expectProblem(409, "conflict");
    }

    @Test
    void scoresEveryRecordAsTheExactSumOfItsContributions() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1"), procedure("PAY-1", "sameDate", false)));
        String path = "/api/v1/runs/" + run.text("/id") + "/scores";
        int points = examiner.get("/api/v1/runs/" + run.text("/id") + "/alerts")
            .expect(200)
            .json()
            .at("/items/0/points")
            .asInt();
        int score = points + points;

        Answer csv = examiner.get(path).expect(200);
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        List<String> lines = csv.text().lines().toList();
        assertThat(lines).hasSize(ROWS + 1).startsWith("rowNo,score,contributions", "1,0,");
        assertThat(lines.get(11)).isEqualTo("11," + score + ",PAY-1:" + points + " PAY-1#2:" + points);

        Answer json = examiner.with("Accept", "application/x-ndjson").get(path).expect(200);
        assertThat(json.text().lines()).hasSize(ROWS)
            .contains(
                    "{\"rowNo\":12,\"score\":" + score + ",\"contributions\":{\"PAY-1\":" + points + ",\"PAY-1#2\":"
                            + points + "}}",
                    "{\"rowNo\":13,\"score\":0,\"contributions\":{}}");
        assertThat(examiner.get(path + "?top=1").text())
            .isEqualTo("rowNo,score,contributions\n" + lines.get(11) + "\n");
    }

    @Test
    void tellsItsProgressAsEventsThatEndWithTheRun() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));

        Answer events = examiner.with("Accept", "text/event-stream")
            .get("/api/v1/runs/" + run.text("/id") + "/events")
            .expect(200);

        assertThat(events.text()).contains("event:finished")
            .contains("\"status\":\"SUCCEEDED\"")
            .contains("\"progress\":1.0");
    }

    @Test
    void hasNothingToStopOnceItIsFinished() {
        Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));

        assertThat(examiner.delete("/api/v1/runs/" + run.text("/id")).expectProblem(409, "conflict").text("/runStatus"))
            .isEqualTo("SUCCEEDED");
    }

    @Test
    void isListedPageByPageTheNewestFirst() {
        String dataset = sealed();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(succeeded(dataset, List.of(procedure("PAY-1"))).text("/id"));
        }

        Answer first = examiner.get("/api/v1/datasets/" + dataset + "/runs?limit=2").expect(200);
        Answer second = examiner
            .get("/api/v1/datasets/" + dataset + "/runs?limit=2&cursor=" + first.text("/nextCursor"))
            .expect(200);

        assertThat(first.json().at("/items")).extracting(item -> item.get("id").asString())
            .containsExactlyElementsOf(made.subList(0, 2));
        assertThat(second.json().at("/items")).extracting(item -> item.get("id").asString())
            .containsExactly(made.getLast());
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void isMeasured() {
        succeeded(sealed(), List.of(procedure("PAY-1")));

        assertThat(client().get("/metrics").expect(200).text())
            .contains("nexus_analysis_duration_seconds_count{procedure=\"PAY-1\"}")
            .contains("nexus_alerts_total{procedure=\"PAY-1\"}")
            .contains("nexus_jobs_queue_age_seconds");
    }

    private static JsonNode result(JsonNode results, String procedure) {
        return results.valueStream()
            .filter(item -> item.get("procedure").asString().equals(procedure))
            .findFirst()
            .orElseThrow();
    }

    private static List<String> what(Answer run) {
        return run.json().at("/differences").valueStream().map(item -> item.get("what").asString()).toList();
    }
}
