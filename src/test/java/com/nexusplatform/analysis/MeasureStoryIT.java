package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.procedure.catalogue.Catalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** What people made of the alerts is the measure of the procedures that raised them. Other stories judge alerts too: differences count. */
class MeasureStoryIT extends AnalysisStory {

    private static final List<String> OUTCOMES = List.of("CONFIRMED", "EXPLAINED", "REFUTED", "INCONCLUSIVE",
            "DUPLICATE");

    @Autowired
    private MeasureRepository measures;

    @Autowired
    private PublishedProcedures procedures;

    @Autowired
    private JdbcClient database;

    private String dataset;
    private String run;

    @BeforeEach
    void performARun() {
        dataset = sealed();
        run = succeeded(dataset, List.of(procedure("PAY-1"), procedure("PAY-1"), procedure("DIG-1"))).text("/id");
    }

    @Test
    void countsRunsAlertsAndJudgementsOverAllExaminations() {
        JsonNode before = measure();
        JsonNode digits = measure("DIG-1");
        succeeded(sealed(), List.of(procedure("PAY-1"), procedure("DIG-1")));
        judge(alert(0), "CONFIRMED");
        judge(alert(1), "EXPLAINED");
        judge(alert(1), "REFUTED");

        JsonNode after = measure();
        assertThat(grown(before, after, "/results", "/applicable", "/alerts", "/open")).containsExactly(1L, 1L, 1L,
                -1L);
        assertThat(grown(before, after, OUTCOMES.stream().map(each -> "/dispositions/" + each).toArray(String[]::new)))
            .containsExactly(1L, 0L, 1L, 0L, 0L);
        assertThat(grown(before, after, "/precision/confirmed", "/precision/judged")).containsExactly(1L, 2L);
        assertThat(after.at("/precision/lower").asDouble()).isLessThan(after.at("/precision/share").asDouble());
        assertThat(after.at("/precision/upper").asDouble()).isGreaterThan(after.at("/precision/share").asDouble());
        assertThat(grown(digits, measure("DIG-1"), "/results", "/applicable", "/alerts")).containsExactly(1L, 0L, 0L);
    }

    @Test
    void leavesOutWhatOnlyRepeatsAnotherRun() {
        JsonNode before = measure();
        String again = examiner.post("/api/v1/runs/" + run + "/reperform").expect(202).text("/id");
        awaitStatus(examiner, "/api/v1/runs/" + again, "SUCCEEDED", "FAILED");
        String alert = examiner.get("/api/v1/runs/" + again + "/alerts").text("/items/0/id");
        judge(alert, "CONFIRMED");

        assertThat(measure()).isEqualTo(before);
    }

    @Test
    void countsEachAlertOnceHoweverOftenAndWithWhomItIsJudged() {
        JsonNode before = measure();
        List<String> both = List.of(alert(0), alert(1));
        for (String outcome : List.of("INCONCLUSIVE", "INCONCLUSIVE", "DUPLICATE")) {
            examiner
                .post("/api/v1/alerts/dispositions",
                        Map.of("alertIds", both, "outcome", outcome, "reason", "one matter"))
                .expect(200);
        }
        judge(alert(1), "EXPLAINED");

        JsonNode after = measure();
        assertThat(grown(before, after, OUTCOMES.stream().map(each -> "/dispositions/" + each).toArray(String[]::new)))
            .containsExactly(0L, 1L, 0L, 0L, 1L);
        assertThat(grown(before, after, "/precision/judged")).containsExactly(1L);
        assertThat(database
            .sql("""
                    select count(*) from (
                        select a.run_id, a.result_ordinal, held.outcome, count(*) as alerts
                        from (select distinct on (alert_id) alert_id, outcome from disposition order by alert_id, id desc) held
                        join alert a on a.id = held.alert_id group by 1, 2, 3
                        except select run_id, result_ordinal, outcome, alerts from result_disposition) as differing
                    """)
            .query(Long.class)
            .single()).isZero();
    }

    @Test
    void showsThemToWhoeverSeesTheCatalogue() {
        JsonNode one = signInAs("admin").get("/api/v1/procedures/PAY-1").expect(200).json();
        assertThat(one.at("/measures/0/procedure").asString()).isEqualTo("PAY-1");
        assertThat(one.at("/measures/0/dispositions").propertyNames()).containsExactlyElementsOf(OUTCOMES);
        JsonNode listed = reviewer.get("/api/v1/procedures").expect(200).json().at("/items/0");
        assertThat(listed.has("measures")).isFalse();
        signInAs("admin").get("/api/v1/procedures/measures").expect(200);
        client().get("/api/v1/procedures/measures").expectProblem(401, "sign-in-required");
    }

    @Test
    void showsThePublishedVersionsAsMetrics() {
        judge(alert(0), "CONFIRMED");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MeasureGauges gauges = new MeasureGauges(measures, procedures, registry, AnalysisFixtures.PROPERTIES);
        gauges.look();
        gauges.look();

        JsonNode measure = measure();
        assertThat(gauge(registry, "alerts")).isEqualTo(measure.at("/alerts").asDouble());
        assertThat(gauge(registry, "precision.upper")).isEqualTo(measure.at("/precision/upper").asDouble());
        assertThat(registry.get("nexus.procedure.dispositions")
            .tag("procedure", "PAY-1")
            .tag("outcome", "CONFIRMED")
            .gauge()
            .value()).isEqualTo(measure.at("/dispositions/CONFIRMED").asDouble());
        assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(Catalogue.procedures().size() * 10);
        await("the service's own gauges are read",
                () -> client().get("/metrics").expect(200).text().contains("nexus_procedure_alerts{procedure="));
    }

    private static double gauge(SimpleMeterRegistry registry, String name) {
        return registry.get("nexus.procedure." + name).tag("procedure", "PAY-1").gauge().value();
    }

    private JsonNode measure() {
        return measure("PAY-1");
    }

    private JsonNode measure(String code) {
        int version = Catalogue.find(code).orElseThrow().declaration().version();
        return auditor.get("/api/v1/procedures/measures")
            .expect(200)
            .json()
            .at("/items")
            .valueStream()
            .filter(each -> each.get("procedure").asString().equals(code) && each.get("version").asInt() == version)
            .findFirst()
            .orElseThrow();
    }

    private static List<Long> grown(JsonNode before, JsonNode after, String... figures) {
        return IntStream.range(0, figures.length)
            .mapToObj(i -> after.at(figures[i]).asLong(0) - before.at(figures[i]).asLong(0))
            .toList();
    }

    private String alert(int index) {
        return examiner.get("/api/v1/runs/" + run + "/alerts").text("/items/" + index + "/id");
    }

    private void judge(String alert, String outcome) {
        lead.post("/api/v1/alerts/" + alert + "/disposition", Map.of("outcome", outcome, "reason", "seen")).expect(200);
    }
}
