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
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run said and what people said of it opens only where it was put. */
class SealedAnalysisIT extends AnalysisStory {

    private static final String UNGUARDED = "set session_replication_role = replica; ";

    @Autowired
    private JdbcClient database;

    @Autowired
    private RunEnvelopes envelopes;

    private String dataset;
    private String run;
    private String first;
    private String second;

    @BeforeEach
    void raiseTwoAlerts() {
        dataset = sealed();
        run = succeeded(dataset, List.of(procedure("PAY-1"), procedure("PAY-1", "sameDate", false))).text("/id");
        JsonNode alerts = examiner.get("/api/v1/runs/" + run + "/alerts").expect(200).json().at("/items");
        first = alerts.get(0).get("id").asString();
        second = alerts.get(1).get("id").asString();
        for (String alert : List.of(first, second)) {
            examiner
                .post("/api/v1/alerts/" + alert + "/disposition",
                        Map.of("outcome", "CONFIRMED", "reason", "paid twice"))
                .expect(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alerts/%1$s       | update alert a set explanation = b.explanation from alert b where a.id = %1$s and b.id = %2$s
            runs/%3$s/alerts  | update alert a set explanation = b.explanation from alert b where a.id = %1$s and b.id = %2$s
            alerts/%1$s       | update alert set explanation = '"nexus:sealed:1:AAAA"' where id = %1$s
            alerts/%1$s       | update alert set ordinal = ordinal + 1 where id = %1$s
            alerts/%1$s       | update disposition a set reason = b.reason from disposition b where a.alert_id = %1$s and b.alert_id = %2$s
            alerts/%1$s       | update disposition set outcome = 'REFUTED' where alert_id = %1$s
            alerts/%1$s       | update disposition set made_by = 'lead' where alert_id = %1$s
            runs/%3$s/results | update result a set statistics = b.statistics from result b \
                                where a.run_id = '%3$s' and b.run_id = '%3$s' and a.ordinal = 0 and b.ordinal = 1
            """)
    void whatWasMovedDoesNotOpen(String path, String change) {
        String asked = "/api/v1/" + path.formatted(first, second, run);
        examiner.get(asked).expect(200);
        TestServers.get().asOwner(UNGUARDED + change.formatted(first, second, run));
        assertThat(examiner.get(asked).expectProblem(409, "seal-broken").text("/detail")).contains("does not open");
        examiner.get("/api/v1/alerts/" + second).expect(200);
    }

    @Test
    void aDestroyedKeyTakesTheExplanationsWithItAndLeavesTheFigures() {
        TestServers.get().asOwner("delete from data_key where id = '" + dataset + "'");
        await("the explanation is refused", () -> examiner.get("/api/v1/alerts/" + first).status() == 409);
        examiner.get("/api/v1/alerts/" + first).expectProblem(409, "seal-broken");
        examiner.get("/api/v1/runs/" + run + "/results").expectProblem(409, "seal-broken");
        assertThat(examiner.get("/api/v1/runs/" + run).expect(200).text("/resultHash")).hasSize(64);
        examiner.get("/api/v1/datasets/" + dataset + "/runs").expect(200);
        examiner.get("/api/v1/runs/" + run + "/scores").expect(200);
    }

    /** Whoever writes to the database past the service cannot seal, and must not pass for the time when nobody did. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alerts/%1$s       | update alert set explanation = '{"sentence":"All is well.","steps":{}}' where id = %1$s
            runs/%3$s/alerts  | update alert set explanation = '{"sentence":"All is well.","steps":{}}' where id = %1$s
            alerts/%1$s       | update disposition set reason = 'all is well' where alert_id = %1$s
            runs/%3$s/results | update result set statistics = '{}' where run_id = '%3$s' and ordinal = 0
            """)
    void whatIsNotSealedIsRefusedWhereAllIsSealed(String path, String change) {
        whatWasMovedDoesNotOpen(path, change);
    }

    @Test
    void readsWhatWasSaidBeforeItWasSealed() {
        String alert = examiner.get("/api/v1/alerts/" + first).expect(200).text();
        String results = examiner.get("/api/v1/runs/" + run + "/results").expect(200).text();
        JsonNode explanation = examiner.get("/api/v1/alerts/" + first).json().at("/explanation");
        TestServers.get().asOwner(UNGUARDED + "update dataset set name = 'payments.csv' where id = '" + dataset + "'");
        TestServers.get()
            .asOwner(UNGUARDED + "update alert set explanation = '" + explanation.toString().replace("'", "''")
                    + "' where id = " + first);
        TestServers.get().asOwner(UNGUARDED + "update disposition set reason = 'paid twice' where alert_id = " + first);
        JsonNode statistics = examiner.get("/api/v1/runs/" + run + "/results").json().at("/items/0/statistics");
        TestServers.get()
            .asOwner(UNGUARDED + "update result set statistics = '" + statistics.toString().replace("'", "''")
                    + "' where ordinal = 0 and run_id = '" + run + "'");
        assertThat(examiner.get("/api/v1/alerts/" + first).expect(200).json()).isEqualTo(parsed(alert));
        assertThat(examiner.get("/api/v1/runs/" + run + "/results").expect(200).json()).isEqualTo(parsed(results));
    }

    /** What an alert says is compared once it is opened: the same sealed twice is not the same to the database. */
    @Test
    void findsTheAlertThatSaysSomethingElse() {
        RunEnvelope envelope = envelopes.of(UUID.fromString(run));
        String other = envelope.sealJson("alert", "explanation", AlertRows.place(UUID.fromString(run), 0, 0),
                "{\"sentence\":\"Paid three times.\"}");
        TestServers.get()
            .asOwner(UNGUARDED + "update alert set explanation = '" + other + "' where result_ordinal = 0"
                    + " and run_id = '" + run + "'");
        TestServers.get().asOwner(UNGUARDED + "update result set result_hash = 'x' where run_id = '" + run + "'");
        Answer queued = examiner.post("/api/v1/runs/" + run + "/reperform").expect(202);
        Answer again = awaitStatus(examiner, "/api/v1/runs/" + queued.text("/id"), "SUCCEEDED", "FAILED");
        JsonNode differences = again.json().at("/differences");
        assertThat(differences).extracting(each -> each.get("what").asString() + " " + each.get("procedure").asString())
            .containsExactly("alertsChanged PAY-1");
        assertThat(differences.at("/0/original").asInt()).isEqualTo(1);
        assertThat(differences.at("/0/examples")).hasSize(1);
        assertThat(database.sql("select differences::text from run where id = cast(? as uuid)")
            .param(again.text("/id"))
            .query(String.class)
            .single()).startsWith("\"nexus:sealed:1:");
    }

    private static JsonNode parsed(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
