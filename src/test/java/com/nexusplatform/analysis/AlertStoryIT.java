package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.procedure.Weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An examiner judges alerts, one and many, and the history keeps what was judged. */
class AlertStoryIT extends AnalysisStory {

    @Autowired
    private JdbcClient database;

    private String run;
    private String alert;

    @BeforeEach
    void raiseAlerts() {
        run = succeeded(sealed(), List.of(procedure("PAY-1"), procedure("PAY-1", "sameDate", false))).text("/id");
        alert = examiner.get("/api/v1/runs/" + run + "/alerts").expect(200).text("/items/0/id");
    }

    @Test
    void showsTheArithmeticAndTheRecords() {
        Answer shown = auditor.get("/api/v1/alerts/" + alert).expect(200);

        assertThat(shown.text("/procedure")).isEqualTo("PAY-1");
        assertThat(shown.text("/runId")).isEqualTo(run);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.json().at("/points").asInt()).isIn(Weights.of("PAY-1").grades().values());
        assertThat(shown.json().at("/explanation").propertyNames()).containsExactly("formula", "inputs", "constants",
                "steps", "verdict", "sentence", "source");
        assertThat(shown.json().at("/records")).extracting(record -> record.get("rowNo").asInt())
            .containsExactly(11, 12);
        assertThat(shown.text("/records/0/fields/amount")).isEqualTo("221.25");
        assertThat(shown.json().at("/rowCount").asInt()).isEqualTo(2);
        assertThat(shown.json().at("/disposition").isNull()).isTrue();
        assertThat(shown.header("ETag")).contains("\"0\"");
    }

    @Test
    void isJudgedWithAReasonAndJudgedAnew() {
        Answer judged = examiner.post(path(), judgement("CONFIRMED", "Paid twice, see bank statement")).expect(200);
        assertThat(judged.text("/state")).isEqualTo("DISPOSITIONED");
        assertThat(judged.text("/disposition/by")).isEqualTo("examiner");

        Answer again = lead.post(path(), judgement("EXPLAINED", "The supplier paid it back")).expect(200);
        assertThat(again.text("/disposition/outcome")).isEqualTo("EXPLAINED");
        assertThat(again.json().at("/dispositions")).extracting(each -> each.get("by").asString())
            .containsExactly("examiner", "lead");
        assertThat(again.text("/dispositions/0/reason")).isEqualTo("Paid twice, see bank statement");
        assertThat(again.text("/dispositions/0/at")).isNotEmpty();
    }

    @Test
    void needsAReasonAndAKnownOutcome() {
        examiner.post(path(), judgement("CONFIRMED", "  ")).expectProblem(400, "validation-failed");
        examiner.post(path(), judgement("CONFIRMED", "x".repeat(2001))).expectProblem(400, "validation-failed");
        examiner.post(path(), Map.of("outcome", "CONFIRMED")).expectProblem(400, "validation-failed");
        examiner.post(path(), Map.of("reason", "why")).expectProblem(400, "validation-failed");
        examiner.post(path(), judgement("MAYBE", "why")).expectProblem(400, "bad-request");
        examiner.post(path(), judgement("CONFIRMED", "x".repeat(2000))).expect(200);
    }

    @Test
    void letsOnlyOneOfTwoWinWhoSawTheSameVersion() {
        examiner.with("If-Match", "\"0\"").post(path(), judgement("CONFIRMED", "first")).expect(200);
        lead.with("If-Match", "\"0\"").post(path(), judgement("REFUTED", "second")).expectProblem(412, "stale");
        lead.with("If-Match", "\"1\"").post(path(), judgement("REFUTED", "second")).expect(200);
        lead.with("If-Match", "\"other\"").post(path(), judgement("REFUTED", "third")).expectProblem(412, "stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"+0\"", "\"-0\"", "\"00\"", "0", "\"0", "\"\"0\"\"", "W/\"0\"", "\"1\", \"2\""})
    void isNotJudgedUnderATagThatIsNoneOfIts(String tag) {
        examiner.with("If-Match", tag).post(path(), judgement("CONFIRMED", "why")).expectProblem(412, "stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\", \"0\"", "*", " \"0\""})
    void isJudgedUnderAnyOfTheTagsGiven(String tags) {
        examiner.with("If-Match", tags).post(path(), judgement("CONFIRMED", "why")).expect(200);
    }

    @Test
    void isJudgedTogetherWithOthersOrNotAtAll() {
        JsonNode items = examiner.get("/api/v1/runs/" + run + "/alerts").json().at("/items");
        List<String> ids = items.valueStream().map(item -> item.get("id").asString()).toList();
        assertThat(ids).hasSize(2);

        examiner.post("/api/v1/alerts/dispositions",
                Map.of("alertIds", List.of(ids.get(0), "999999999"), "outcome", "REFUTED", "reason", "why"))
            .expectProblem(404, "not-found");
        assertThat(open()).hasSize(2);

        Answer judged = examiner
            .post("/api/v1/alerts/dispositions",
                    Map.of("alertIds", ids, "outcome", "DUPLICATE", "reason", "one matter"))
            .expect(200);
        assertThat(judged.json().at("/disposed").asInt()).isEqualTo(2);
        assertThat(open()).isEmpty();
        assertThat(examiner.get("/api/v1/runs/" + run + "/alerts?state=DISPOSITIONED").json().at("/items"))
            .extracting(item -> item.get("outcome").asString())
            .containsExactly("DUPLICATE", "DUPLICATE");
        examiner
            .post("/api/v1/alerts/dispositions", Map.of("alertIds", List.of(), "outcome", "REFUTED", "reason", "why"))
            .expectProblem(400, "validation-failed");
    }

    @Test
    void isListedByProcedureAndPageByPage() {
        String alerts = "/api/v1/runs/" + run + "/alerts";
        assertThat(examiner.get(alerts + "?procedure=PAY-1").json().at("/items")).hasSize(2);
        assertThat(examiner.get(alerts + "?procedure=LED-9").json().at("/items")).isEmpty();

        Answer first = examiner.get(alerts + "?limit=1").expect(200);
        Answer second = examiner.get(alerts + "?limit=1&cursor=" + first.text("/nextCursor")).expect(200);
        assertThat(second.text("/items/0/id")).isNotEqualTo(first.text("/items/0/id"));
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
        examiner.get(alerts + "?cursor=%21").expectProblem(400, "bad-cursor");
        examiner.get(alerts + "?state=LOST").expectProblem(400, "validation-failed");
    }

    @Test
    void doesNotExistForOutsidersAndIsNotJudgedByReaders() {
        reviewer.get("/api/v1/alerts/" + alert).expectProblem(404, "not-found");
        auditor.post(path(), judgement("CONFIRMED", "why")).expectProblem(403, "not-allowed");
        examiner.get("/api/v1/alerts/999999999").expectProblem(404, "not-found");
        examiner.get("/api/v1/alerts/abc").expectProblem(404, "not-found");
    }

    @Test
    void keepsWhatWasSaidAndJudgedAgainstTheDatabaseItself() {
        examiner.post(path(), judgement("CONFIRMED", "first")).expect(200);

        for (String forbidden : List.of("update disposition set reason = 'other'", "delete from disposition",
                "truncate disposition", "delete from alert", "update alert set points = 1",
                "update alert set state = 'OPEN' where state = 'DISPOSITIONED'", "update result set alert_count = 0",
                "delete from result", "update run set result_hash = 'x' where status = 'SUCCEEDED'",
                "delete from run where status = 'SUCCEEDED'", "truncate run cascade")) {
            assertThatThrownBy(() -> database.sql(forbidden).update()).as(forbidden)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsPattern("is refused|permission denied");
        }
    }

    private JsonNode open() {
        return examiner.get("/api/v1/runs/" + run + "/alerts?state=OPEN").json().at("/items");
    }

    private String path() {
        return "/api/v1/alerts/" + alert + "/disposition";
    }

    private static Map<String, Object> judgement(String outcome, String reason) {
        return Map.of("outcome", outcome, "reason", reason);
    }
}
