package com.nexusplatform.sampling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An examiner draws samples of what a run was silent about, inspects them, and says what may have been missed. */
class SampleStoryIT extends ServiceIT {

    private static final int ROWS = 200;

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
    void drawsBelowTheLineInspectsAndBoundsTheMisses() {
        String run = run(10_500);
        Answer drawn = examiner.post("/api/v1/runs/" + run + "/samples", Map.of("size", 60)).expect(201);
        String sample = drawn.text("/id");
        assertThat(drawn.header("Location")).contains("/api/v1/samples/" + sample);
        assertThat(drawn.text("/method")).isEqualTo("BELOW_THE_LINE");
        assertThat(drawn.json().at("/population/rows").asInt()).isEqualTo(10_498);
        assertThat(drawn.text("/statement")).startsWith("60 of 10,498 rows that no alert of the run touched");
        assertThat(drawn.text("/seed")).hasSize(16);

        Answer open = auditor.get("/api/v1/samples/" + sample + "/evaluation").expect(200);
        assertThat(open.text("/status")).isEqualTo("OPEN");
        assertThat(open.text("/statement")).startsWith("60 of 60 rows drawn are not inspected yet");
        assertThat(open.json().at("/withinTolerable").isNull()).isTrue();

        List<Integer> rows = rows(sample);
        assertThat(rows).hasSize(60).isSorted().doesNotContain(11, 12).doesNotHaveDuplicates();
        Answer partly = inspect(sample, rows.subList(0, 59), "CORRECT").expect(200);
        assertThat(partly.json().at("/open").asInt()).isEqualTo(1);
        Answer whole = inspect(sample, rows.subList(59, 60), "CORRECT").expect(200);
        assertThat(whole.text("/status")).isEqualTo("COMPLETE");
        assertThat(whole.text("/statement")).startsWith("60 drawn, 0 missed: at most 4.87 % at 95 % confidence")
            .endsWith("This is sample 1 of 1 of the run.");
        assertThat(whole.json().at("/figures/rateAtMost").decimalValue().toPlainString()).startsWith("0.0487029");
    }

    @Test
    void keepsEveryInspectionAndLetsTheLastOneHold() {
        String sample = sample(run(ROWS), Map.of("size", 5));
        List<Integer> rows = rows(sample);
        inspect(sample, rows, "MISSED").expect(200);
        Answer again = inspect(sample, rows.subList(1, 5), "CORRECT").expect(200);
        assertThat(again.json().at("/errors").asInt()).isEqualTo(1);
        JsonNode item = auditor.get("/api/v1/samples/" + sample + "/items").expect(200).json().at("/items/1");
        assertThat(item.at("/inspection/outcome").asString()).isEqualTo("CORRECT");
        assertThat(item.at("/inspections")).hasSize(2);
        assertThat(item.at("/inspections/0/by").asString()).isEqualTo("examiner");
        assertThat(item.at("/record/fields/amount").asString()).isNotEmpty();
        assertThat(item.at("/rowNo").asInt()).isEqualTo(rows.get(1));
    }

    @Test
    void recordsAllRowsOrNone() {
        String sample = sample(run(ROWS), Map.of("size", 5));
        List<Integer> rows = new ArrayList<>(rows(sample));
        rows.add(11); // touched by an alert, so not in the sample
        Answer refused = inspect(sample, rows, "CORRECT").expectProblem(400, "validation-failed");
        assertThat(refused.json().at("/rowNos/0").asInt()).isEqualTo(11);
        inspect(sample, List.of(rows.get(0), rows.get(0)), "CORRECT").expectProblem(400, "validation-failed");
        inspect(sample, List.of(), "CORRECT").expectProblem(400, "validation-failed");
        inspect(sample, rows.subList(0, 1), "MISSTATED").expectProblem(400, "validation-failed");
        assertThat(evaluation(sample).json().at("/inspected").asInt()).isZero();
    }

    @Test
    void drawsTheSameRowsForTheSameRunAndOthersForTheNextSample() {
        String run = run(ROWS);
        String first = sample(run, Map.of("tolerableRate", 0.1, "expectedRate", 0.01, "confidence", 0.9));
        String second = sample(run, Map.of("tolerableRate", 0.1, "expectedRate", 0.01, "confidence", 0.9));
        assertThat(rows(second)).isNotEqualTo(rows(first)).hasSameSizeAs(rows(first));
        assertThat(evaluation(first).text("/statement")).endsWith("This is sample 1 of 2 of the run.");
        assertThat(evaluation(second).text("/statement")).endsWith("This is sample 2 of 2 of the run.");

        String repeated = examiner.post("/api/v1/runs/" + run + "/reperform").expect(202).text("/id");
        awaitStatus(examiner, "/api/v1/runs/" + repeated, "SUCCEEDED");
        assertThat(rows(sample(repeated, Map.of("tolerableRate", 0.1, "expectedRate", 0.01, "confidence", 0.9))))
            .isEqualTo(rows(first));

        Answer page = auditor.get("/api/v1/runs/" + run + "/samples?limit=1").expect(200);
        assertThat(page.text("/items/0/id")).isEqualTo(first);
        Answer next = auditor.get("/api/v1/runs/" + run + "/samples?cursor=" + page.text("/nextCursor")).expect(200);
        assertThat(next.text("/items/0/id")).isEqualTo(second);
        assertThat(next.json().at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void drawsByMoneyAndLimitsTheMisstatement() {
        String run = run(ROWS);
        Answer drawn = examiner
            .post("/api/v1/runs/" + run + "/samples",
                    Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", "300000", "expectedMisstatement", 0))
            .expect(201);
        String sample = drawn.text("/id");
        assertThat(drawn.text("/population/value")).isEqualTo(total());
        assertThat(drawn.text("/population/currency")).isEqualTo("EUR");
        assertThat(drawn.text("/interval")).isNotEmpty();
        assertThat(drawn.text("/statement")).contains("from a random start");

        List<Integer> rows = rows(sample);
        JsonNode largest = items(sample).stream()
            .filter(item -> !item.at("/certain").asBoolean())
            .toList()
            .getLast();
        inspect(sample, rows, "CORRECT").expect(200);
        assertThat(evaluation(sample).json().at("/withinTolerable").asBoolean()).isTrue();

        int rowNo = largest.at("/rowNo").asInt();
        Answer missing = examiner.post("/api/v1/samples/" + sample + "/inspections",
                Map.of("items", List.of(Map.of("rowNo", rowNo, "outcome", "MISSTATED"))));
        missing.expectProblem(400, "validation-failed");
        Answer evaluated = examiner
            .post("/api/v1/samples/" + sample + "/inspections",
                    Map.of("items", List.of(
                            Map.of("rowNo", rowNo, "outcome", "MISSTATED", "auditedAmount", "0.00", "note", "unpaid"))))
            .expect(200);
        assertThat(evaluated.json().at("/figures/projectedMisstatement").asString())
            .isEqualTo(drawn.text("/interval")); // a taint of 1, projected over one interval
        assertThat(evaluated.json().at("/withinTolerable").asBoolean()).isFalse();
        assertThat(evaluated.text("/statement")).contains("more than the tolerable 300000 EUR");
    }

    @Test
    void refusesPlansThatCannotBe() {
        String path = "/api/v1/runs/" + run(ROWS) + "/samples";
        examiner.post(path, Map.of("size", 199)).expectProblem(422, "sample-refused");
        examiner.post(path, Map.of("tolerableRate", 0.05, "expectedRate", 0.05)).expectProblem(422, "sample-refused");
        examiner.post(path, Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", 10, "expectedMisstatement", 10))
            .expectProblem(422, "sample-refused");
        examiner.post(path, Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", 10, "currency", "JPY"))
            .expectProblem(422, "sample-refused");
        examiner.post(path, Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", "1000000000000000"))
            .expectProblem(422, "sample-refused");
        for (Map<String, ?> wrong : List.<Map<String, ?>>of(Map.of("size", 0), Map.of("size", 10, "tolerableRate", 0.1),
                Map.of("confidence", 1), Map.of("confidence", "1e-999999999"), Map.of("tolerableRate", 0),
                Map.of("method", "MONETARY_UNIT"), Map.of("tolerableMisstatement", 10),
                Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", 10, "size", 10),
                Map.of("method", "MONETARY_UNIT", "tolerableMisstatement", 10, "currency", "euro"))) {
            examiner.post(path, wrong).expectProblem(400, "validation-failed");
        }
        examiner.post(path, Map.of("method", "GUESS")).expectProblem(400, "bad-request");
        assertThat(examiner.get(path).json().at("/items")).isEmpty();
    }

    @Test
    void isDrawnAndInspectedByTheTeamAndReadByAuditors() {
        String run = run(ROWS);
        String sample = sample(run, Map.of());
        for (String path : List.of("/api/v1/samples/" + sample, "/api/v1/samples/" + sample + "/items",
                "/api/v1/samples/" + sample + "/evaluation", "/api/v1/runs/" + run + "/samples")) {
            auditor.get(path).expect(200);
            reviewer.get(path).expectProblem(404, "not-found"); // not on the team
        }
        auditor.post("/api/v1/runs/" + run + "/samples", Map.of()).expectProblem(403, "not-allowed");
        auditor.post("/api/v1/samples/" + sample + "/inspections", Map.of("items", List.of()))
            .expectProblem(403, "not-allowed");
        examiner.get("/api/v1/samples/" + UUID.randomUUID()).expectProblem(404, "not-found");
        examiner.post("/api/v1/runs/" + UUID.randomUUID() + "/samples", Map.of()).expectProblem(404, "not-found");
        examiner.post("/api/v1/runs/" + run + "/samples").expect(201);
    }

    @Test
    void keepsWhatWasDrawnAndFoundAgainstTheDatabaseItself() {
        String sample = sample(run(ROWS), Map.of("size", 5));
        inspect(sample, rows(sample), "CORRECT").expect(200);
        for (String forbidden : List.of("update sample set seed = '0000000000000000'", "delete from sample",
                "truncate sample cascade", "update sample_item set row_no = 1", "delete from sample_item",
                "update sample_inspection set outcome = 'CORRECT'", "delete from sample_inspection",
                "truncate sample_inspection",
                "insert into sample_item (sample_id, row_no, certain) values ('" + sample + "', 11, false)")) {
            assertThatThrownBy(() -> database.sql(forbidden).update()).as(forbidden)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsPattern("is refused|permission denied");
        }
    }

    private Answer evaluation(String sample) {
        return examiner.get("/api/v1/samples/" + sample + "/evaluation").expect(200);
    }

    private String sample(String run, Map<String, ?> plan) {
        return examiner.post("/api/v1/runs/" + run + "/samples", plan).expect(201).text("/id");
    }

    private List<JsonNode> items(String sample) {
        List<JsonNode> items = new ArrayList<>();
        String path = "/api/v1/samples/" + sample + "/items?limit=25";
        String cursor = "";
        do {
            JsonNode page = examiner.get(path + cursor).expect(200).json();
            page.at("/items").forEach(items::add);
            cursor = page.at("/nextCursor").isNull() ? "" : "&cursor=" + page.at("/nextCursor").asString();
        } while (!cursor.isEmpty());
        return items;
    }

    private List<Integer> rows(String sample) {
        return items(sample).stream().map(item -> item.at("/rowNo").asInt()).toList();
    }

    private Answer inspect(String sample, List<Integer> rows, String outcome) {
        return examiner.post("/api/v1/samples/" + sample + "/inspections",
                Map.of("items", rows.stream().map(row -> Map.of("rowNo", row, "outcome", outcome)).toList()));
    }

    /** A run of PAY-1 over so many payments, of which 11 and 12 are one payment made twice. */
    private String run(int rows) {
        String examination = lead
            .post("/api/v1/examinations",
                    Map.of("title", "Payables", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        lead.put("/api/v1/examinations/" + examination + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
        String dataset = examiner
            .upload("/api/v1/examinations/" + examination + "/datasets", "payments.csv",
                    payments(rows).getBytes(StandardCharsets.UTF_8), Map.of("kind", "PAYMENTS"))
            .expect(202)
            .text("/id");
        JsonNode totals = awaitStatus(examiner, "/api/v1/datasets/" + dataset, "LOADED").json().at("/controlTotals");
        examiner
            .post("/api/v1/datasets/" + dataset + "/seal", Map.of("rows", totals.get("rows").asLong(), "debits",
                    totals.get("debits").asString(), "credits", totals.get("credits").asString()))
            .expect(200);
        String run = examiner
            .post("/api/v1/datasets/" + dataset + "/runs", Map.of("plan", List.of(Map.of("procedure", "PAY-1"))))
            .expect(202)
            .text("/id");
        awaitStatus(examiner, "/api/v1/runs/" + run, "SUCCEEDED");
        return run;
    }

    private static String payments(int rows) {
        StringBuilder csv = new StringBuilder("counterpartyId,documentNo,amount,postedAt\n");
        for (int row = 1; row <= rows; row++) {
            int nth = row == 12 ? 11 : row;
            csv.append("V%d,INV-%d,%d.25,2026-03-%02d\n".formatted(nth % 7, 1000 + nth, 100 + nth * nth, row % 28 + 1));
        }
        return csv.toString();
    }

    private static String total() {
        long cents = Stream.iterate(1, row -> row + 1)
            .limit(ROWS)
            .mapToLong(row -> row == 12 ? 11 : row)
            .map(nth -> (100 + nth * nth) * 100 + 25)
            .sum();
        return cents / 100 + "." + "%02d".formatted(cents % 100);
    }
}
