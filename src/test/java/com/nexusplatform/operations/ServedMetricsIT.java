package com.nexusplatform.operations;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules and dashboard ask only for what is served: by the service, or by an exporter whose names are known. */
class ServedMetricsIT extends ServiceIT {

    /**
     * Served by others: PostgreSQL's and Redis's exporters, as Debian's 0.11.1 and 1.45.0 serve them over a live server and newer
     * ones do; Prometheus and Alertmanager about themselves; the nginx of the frontend.
     */
    private static final Set<String> ELSEWHERE = Set.of("up", "ALERTS", "pg_up", "pg_stat_database_numbackends",
            "pg_settings_max_connections", "pg_database_size_bytes", "redis_up", "redis_memory_used_bytes",
            "redis_memory_max_bytes", "alertmanager_notifications_failed_total", "nginx_connections_active");

    @Test
    void serveWhateverRulesAndDashboardAskFor() {
        perform();
        Set<String> served = served();
        Set<String> asked = Expressions.all();
        asked.removeAll(ELSEWHERE);
        assertThat(asked).contains("http_requests_total", "nexus_backup_age_seconds", "jvm_memory_usage_after_gc")
            .allSatisfy(name -> assertThat(served).contains(name));
        assertThat(client().get("/metrics").expect(200).text()).contains("pool=\"long-lived\"",
                "nexus_analysis_runs_total{status=\"FAILED\"}", "le=\"0.2\"");
    }

    @Test
    void readsTheNamesOutOfAnExpression() {
        assertThat(Expressions
            .names("(sum by (le) (rate(a_total{job=\"b\", c=~\"d|e/{f}\"}[5m])) or vector(0)) / max(f:g) > 0.5 and h"))
            .containsExactlyInAnyOrder("a_total", "f:g", "h");
    }

    /** One file, from the upload to the end of a run, so that everything that is counted was counted once. */
    private void perform() {
        Client lead = signInAs("lead");
        Client examiner = signInAs("examiner");
        String examination = "/api/v1/examinations/" + lead
            .post("/api/v1/examinations",
                    Map.of("title", "Watched", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        lead.put(examination + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
        StringBuilder csv = new StringBuilder("Date,Supplier,Invoice,Amount\n");
        for (int row = 0; row < 40; row++) {
            csv.append(
                    "2026-03-%02d,Supplier %d,INV-%d,%d.00%n".formatted(1 + row % 28, row % 5, row / 2, 100 + row / 2));
        }
        String dataset = "/api/v1/datasets/" + examiner
            .upload(examination + "/datasets", "payments.csv", csv.toString().getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", "PAYMENTS"))
            .expect(202)
            .text("/id");
        JsonNode totals = awaitStatus(examiner, dataset, "LOADED").json().at("/controlTotals");
        examiner
            .post(dataset + "/seal",
                    Map.of("rows", totals.get("rows").asLong(), "debits", totals.get("debits").asString(),
                            "credits", totals.get("credits").asString()))
            .expect(200);
        String run = "/api/v1/runs/"
                + examiner.post(dataset + "/runs", Map.of("plan", List.of())).expect(202).text("/id");
        awaitStatus(examiner, run, "SUCCEEDED");
    }

    private Set<String> served() {
        return client().get("/metrics")
            .expect(200)
            .text()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[{ ].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
