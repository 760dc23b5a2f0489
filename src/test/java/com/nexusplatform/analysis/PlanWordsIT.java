package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** The words that examiners look for can name somebody: they are kept as texts of rows are, and marked for whoever sees marks. */
class PlanWordsIT extends AnalysisStory {

    private static final String NAME = "Kowalczyk 17";
    private static final String SHORT = "Lee";
    private static final String UNGUARDED = "set session_replication_role = 'replica'; ";

    @Autowired
    private JdbcClient database;

    private String dataset;
    private String run;

    @BeforeEach
    void lookForSomebody() {
        dataset = sealed(examination(), paymentsToPersons());
        run = succeeded(dataset, List.of(words(List.of(NAME, SHORT, "gift"), List.of("gift card", "Nowak"))))
            .text("/id");
    }

    @Test
    void refusesToTryWordsAgainstTextsThatTheReaderSeesMasked() {
        String refused = auditor.post(path("/what-if"), sweep("add", List.of(List.of("Kowalczyk"), List.of("Nowak"))))
            .expectProblem(403, "not-allowed")
            .text();
        assertThat(refused).contains("masked").doesNotContain("Kowalczyk");
        auditor.post(path("/what-if"), sweep("without", List.of(List.of("Nowak")))).expectProblem(403, "not-allowed");
        lead.post(path("/what-if"), sweep("add", List.of(List.of("Kowalczyk")))).expect(200);
    }

    @Test
    void refusesWordsWhateverTheirSpellingInTheRequest() {
        auditor.post(path("/what-if"), sweep("add", List.of("Kowalczyk"))).expectProblem(403, "not-allowed");
        auditor.post(path("/what-if"), sweep("nothing", List.of("Kowalczyk"))).expectProblem(422, "plan-refused");
    }

    /** Figures and choices say nothing of the texts that words would not say, and stay open to whoever verifies. */
    @Test
    void letsAnAuditorTryFiguresAndMarksTheWordsInTheAnswer() {
        String shown = auditor.post(path("/what-if"), sweep("maximumShare", List.of("0.01", "0.9"))).expect(200).text();
        assertThat(shown).doesNotContain(NAME, "\"" + SHORT).contains("masked ·", "ordinaryKeywords");
        auditor.post(path("/what-if"), sweep("languages", List.of(List.of("en")))).expect(200);
    }

    @ParameterizedTest
    @CsvSource({"/runs/%1$s", "/runs/%1$s/results", "/runs/%1$s/alerts", "/alerts/%2$s", "/runs/%1$s/alerts/export",
            "/datasets/%3$s/runs"})
    void marksTheWordsWhereverTheyAreRepeated(String pattern) {
        String alert = examiner.get(path("/alerts")).expect(200).text("/items/0/id");
        String path = "/api/v1" + pattern.formatted(run, alert, dataset);
        assertThat(lead.get(path).expect(200).text()).containsAnyOf(NAME, SHORT).doesNotContain("masked ·");
        assertThat(auditor.get(path).expect(200).text()).contains("masked ·")
            .doesNotContain("Kowalczyk", "Nowak",
                    SHORT + "\\\"", "\"" + SHORT);
    }

    @Test
    void marksOneWordAlikeInThePlanAndInWhatWasFound() {
        JsonNode plan = auditor.get(path("")).expect(200).json().at("/plan/0/parameters");
        String mark = plan.at("/add/0").asString();
        assertThat(mark).startsWith("masked ·");
        JsonNode results = auditor.get(path("/results")).expect(200).json().at("/items/0");
        assertThat(results.at("/parameters")).isEqualTo(plan);
        assertThat(results.at("/statistics/rowsByKeyword").has(mark)).isTrue();
        JsonNode alerts = auditor.get(path("/alerts")).expect(200).json().at("/items");
        assertThat(alerts).anySatisfy(alert -> assertThat(alert.get("sentence").asString()).contains('"' + mark + '"'));
    }

    /** That a word of the dictionary was left out is for auditors to see. */
    @Test
    void leavesTheWordsOfTheDictionaryAndTheDefaultsOpen() {
        JsonNode parameters = auditor.get(path("")).expect(200).json().at("/plan/0/parameters");
        assertThat(parameters.at("/add/2").asString()).isEqualTo("gift");
        assertThat(parameters.at("/without/0").asString()).isEqualTo("gift card");
        assertThat(parameters.at("/without/1").asString()).startsWith("masked ·");
        String other = succeeded(dataset, List.of(Map.of("procedure", "LED-4", "parameters",
                Map.of("manualTypes", List.of("manual", "Kowalczyk")))))
            .text("/id");
        JsonNode types = auditor.get("/api/v1/runs/" + other).expect(200).json().at("/plan/0/parameters/manualTypes");
        assertThat(types.get(0).asString()).isEqualTo("manual");
        assertThat(types.get(1).asString()).startsWith("masked ·");
    }

    @Test
    void marksTheWordsOfBothRunsInWhatTheyDifferIn() {
        String id = examiner
            .post(path("/reperform"), Map.of("plan", List.of(words(List.of("Wojciechowska"), List.of()))))
            .expect(202)
            .text("/id");
        awaitStatus(examiner, "/api/v1/runs/" + id, "SUCCEEDED");
        String path = "/api/v1/runs/" + id;
        assertThat(lead.get(path).expect(200).json().at("/differences").toString()).contains(NAME, "Wojciechowska");
        assertThat(auditor.get(path).expect(200).text()).doesNotContain("Kowalczyk", "Wojciechowska", '"' + SHORT)
            .contains("statistics.rowsByKeyword.masked ·");
    }

    @Test
    void marksTheWordsWhereAnExaminerRepeatsThem() {
        String alert = examiner.get(path("/alerts")).expect(200).text("/items/0/id");
        examiner.post("/api/v1/alerts/" + alert + "/disposition",
                Map.of("outcome", "CONFIRMED", "reason", "It is " + NAME + " again."))
            .expect(200);
        assertThat(auditor.get("/api/v1/alerts/" + alert).expect(200).text("/disposition/reason")).contains("masked ·")
            .doesNotContain(NAME);
    }

    @Test
    void keepsNoWordOpenAndHashesThoseThatWereTried() {
        lead.post(path("/what-if"), sweep("add", List.of(List.of(NAME), List.of()))).expect(200);
        lead.post(path("/what-if"), sweep("maximumShare", List.of("0.5"))).expect(200);
        assertThat(kept()).contains("nexus:sealed:1:", "gift card", "gift").doesNotContain("Kowalczyk", "Nowak", SHORT);
        JsonNode events = lead.get("/api/v1/audit/events?act=VALUES_TRIED&object=" + run).expect(200).json();
        assertThat(events.toString()).doesNotContain("Kowalczyk")
            .contains("sha256:" + Digests.sha256("[\"" + NAME + "\"]"), "\"0.5\"");
    }

    @Test
    void repeatsTheRunIdentically() {
        String again = examiner.post(path("/reperform"), Map.of()).expect(202).text("/id");
        JsonNode repeated = awaitStatus(examiner, "/api/v1/runs/" + again, "SUCCEEDED").json();
        JsonNode first = examiner.get(path("")).expect(200).json();
        assertThat(repeated.get("identical").asBoolean()).isTrue();
        assertThat(repeated.get("runHash")).isEqualTo(first.get("runHash"));
        assertThat(repeated.get("plan")).isEqualTo(first.get("plan"));
        assertThat(first.at("/plan/0/parameters/add/0").asString()).isEqualTo(NAME);
    }

    @Test
    void readsPlansFromBeforeTheirWordsWereSealed() {
        JsonNode plan = examiner.get(path("")).expect(200).json().at("/plan");
        JsonNode results = examiner.get(path("/results")).expect(200).json();
        change("update run set plan = '" + plan + "' where id = '" + run + "'");
        change("update result set parameters = '" + plan.at("/0/parameters") + "' where run_id = '" + run + "'");
        assertThat(kept()).contains(NAME);
        assertThat(examiner.get(path("")).expect(200).json().at("/plan")).isEqualTo(plan);
        assertThat(examiner.get(path("/results")).expect(200).json()).isEqualTo(results);
        assertThat(auditor.get(path("")).expect(200).text()).doesNotContain("Kowalczyk");
    }

    @Test
    void wordsThatWereMovedDoNotOpen() {
        String other = succeeded(dataset, List.of(words(List.of("Wojciechowska"), List.of()))).text("/id");
        change("update run a set plan = b.plan from run b where a.id = '" + run + "' and b.id = '" + other + "'");
        examiner.get(path("")).expectProblem(409, "seal-broken");
        examiner.get("/api/v1/runs/" + other).expect(200);
    }

    @Test
    void aDestroyedKeyLeavesThePlanWithoutItsWords() {
        TestServers.get().asOwner("delete from data_key where id = '" + dataset + "'");
        await("the words are gone", () -> !examiner.get(path("")).text().contains(NAME));
        JsonNode plan = examiner.get(path("")).expect(200).json().at("/plan/0");
        assertThat(plan.at("/procedure").asString()).isEqualTo("LED-7");
        assertThat(plan.at("/parameters/maximumShare").asString()).isEqualTo("0.5");
    }

    private String kept() {
        return database
            .sql("""
                    select plan::text || (select string_agg(parameters::text, '') from result where run_id = run.id)
                           || (select coalesce(string_agg(after::text, ''), '') from audit_event where object_id = run.id::text)
                    from run where id = :run""")
            .param("run", UUID.fromString(run))
            .query(String.class)
            .single();
    }

    private static void change(String sql) {
        TestServers.get().asOwner(UNGUARDED + sql);
    }

    private static Map<String, Object> words(List<String> add, List<String> without) {
        return Map.of("procedure", "LED-7", "parameters",
                Map.of("add", add, "without", without, "maximumShare", "0.5"));
    }

    private static Map<String, Object> sweep(String parameter, List<?> values) {
        return Map.of("procedure", "LED-7", "parameter", parameter, "values", values);
    }

    private String path(String rest) {
        return "/api/v1/runs/" + run + rest;
    }

    /** Payments of which some are described by whom they went to. */
    private static String paymentsToPersons() {
        StringBuilder csv = new StringBuilder("counterpartyId,documentNo,amount,postedAt,description,type\n");
        for (int row = 1; row <= ROWS; row++) {
            String description = row % 8 == 0 ? "loan to " + NAME : row % 8 == 1 ? "for Lee" : "goods " + row;
            csv.append("V%d,INV-%d,%d.25,2026-03-%02d,%s,manual%n".formatted(row % 7, 1000 + row, 100 + row * row,
                    row % 28 + 1, description));
        }
        return csv.toString().replace("\r", "");
    }
}
