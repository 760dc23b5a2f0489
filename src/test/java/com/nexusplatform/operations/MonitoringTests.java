package com.nexusplatform.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is watched, what is told, and what is shown. Whether the metrics are served is asked by {@link ServedMetricsIT}. */
class MonitoringTests {

    private static final String RULES = Texts.read("monitoring/nexus_rules.yml");

    @Test
    void tellsWithEachAlertWhatToDo() {
        String runbook = Texts.read("docs/runbook.md");
        List<Map<String, Object>> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(15).allSatisfy(alert -> {
            String name = (String) alert.get("alert");
            Map<String, Object> annotations = Texts.map(alert.get("annotations"));
            assertThat(annotations).containsKeys("summary", "description");
            assertThat((String) annotations.get("runbook"))
                .endsWith("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(runbook).contains("\n### " + name + "\n");
            assertThat(Texts.map(alert.get("labels"))).extractingByKey("severity").isIn("critical", "warning");
        });
        assertThat(Texts.found("\n### (Nexus[A-Za-z]+)\n", runbook))
            .containsExactlyInAnyOrderElementsOf(alerts.stream().map(alert -> (String) alert.get("alert")).toList());
    }

    @Test
    void triesEachAlertWithItsFaultAndAtRest() {
        String tests = Texts.read("monitoring/nexus_rules_test.yml");
        assertThat(alerts()).allSatisfy(alert -> assertThat(tests).contains("name: " + alert.get("alert") + " fires\n",
                "name: " + alert.get("alert") + " is silent at rest\n"));
    }

    @Test
    void findsEachReplicaByItselfUnderNamesThatThereAre() {
        Set<String> services = new TreeSet<>();
        Manifests.all()
            .all(Service.class)
            .forEach(service -> service.getSpec()
                .getPorts()
                .forEach(port -> services.add(Manifests.name(service) + ":" + port.getPort())));
        Map<String, Object> config = Texts.documents(Texts.read("monitoring/prometheus-config.yaml")).getFirst();
        List<Map<String, Object>> jobs = Texts.list(config.get("scrape_configs")).stream().map(Texts::map).toList();
        assertThat(jobs).extracting(job -> job.get("job_name"))
            .contains("nexus-backend", "nexus-frontend", "postgres", "redis");
        for (Map<String, Object> job : jobs) {
            if (job.get("dns_sd_configs") == null) {
                Map<String, Object> targets = Texts.map(Texts.list(job.get("static_configs")).getFirst());
                assertThat(Texts.list(targets.get("targets")))
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .satisfies(target -> assertThat(target).isIn(with(services, "localhost:9090")));
            } else {
                Map<String, Object> names = Texts.map(Texts.list(job.get("dns_sd_configs")).getFirst());
                assertThat(Texts.list(names.get("names"))
                    .stream()
                    .map(String::valueOf)
                    .filter(name -> name.endsWith("-pods")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(Manifests.all().one(Service.class, name).getSpec())
                        .satisfies(spec -> assertThat(spec.getClusterIP()).isEqualTo("None"))
                        .satisfies(
                                spec -> assertThat(spec.getPorts().getFirst().getPort()).isEqualTo(names.get("port"))));
            }
        }
    }

    @Test
    void showsADashboardThatGrafanaTakesAsItIs() {
        JsonNode dashboard = JsonMapper.builder()
            .build()
            .readTree(Texts.read("monitoring/grafana/dashboards/nexus.json"));
        assertThat(dashboard.at("/title").asString()).isEqualTo("NEXUS Platform Monitoring");
        assertThat(dashboard.has("dashboard")).isFalse();
        List<String> titles = new ArrayList<>();
        for (JsonNode panel : dashboard.at("/panels")) {
            titles.add(panel.at("/title").asString());
            assertThat(panel.at("/type").asString()).isIn("row", "timeseries", "stat");
            if (!panel.at("/type").asString().equals("row")) {
                assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
                assertThat(panel.at("/gridPos/w").asInt()).isPositive();
                assertThat(panel.at("/description").asString()).isNotBlank();
                assertThat(panel.at("/targets")).isNotEmpty();
            }
        }
        assertThat(titles).contains("API Response Time", "Error Rate", "Database Connections").doesNotHaveDuplicates();
    }

    @Test
    void usesNoLabelOfAMetricWithoutItsJob() {
        assertThat(alerts()).extracting(alert -> (String) alert.get("expr"))
            .allSatisfy(expression -> assertThat(expression).containsAnyOf("job=", "nexus:", "job=~"));
    }

    @Test
    void leavesOutOfTheAverageWhatLastsAsLongAsAFileOrARunAndSigningInAndNothingElse() {
        String all = RULES + Texts.read("monitoring/grafana/dashboards/nexus.json").replace("\\\"", "\"");
        String selector = "http_request_duration_seconds_\\w+\\{job=\"nexus-backend\", ";
        String left = one(selector + "uri!~\"([^\"]+)\"\\}", all);
        String upload = one("unless rate\\(" + selector + "method=\"POST\", uri=\"([^\"]+)\"\\}", all);
        assertThat(all.split(selector + "uri!~", -1)).as("every expression leaves out the uploads too")
            .hasSameSizeAs(all.split("unless rate\\(" + selector, -1))
            .hasSizeGreaterThan(6);
        Pattern paths = Pattern.compile(left.replace("{", "\\{").replace("}", "\\}"));
        List<Handlers.Handler> handlers = Handlers.all();
        assertThat(handlers).hasSizeGreaterThan(60).allSatisfy(handler -> {
            boolean leftOut = paths.matcher(handler.uri()).matches()
                    || handler.method().equals("POST") && handler.uri().equals(upload);
            assertThat(leftOut).as(handler.method() + " " + handler.uri())
                .isEqualTo(handler.lasts() || Set.of("/health", "/ready", "/error", "/api/v1/auth/login")
                    .contains(handler.uri()));
        });
        assertThat(handlers).filteredOn(Handlers.Handler::lasts)
            .extracting(Handlers.Handler::uri)
            .contains("/api/v1/runs/{runId}/events", "/api/v1/runs/{runId}/scores", "/api/v1/audit/export", upload);
    }

    private static String one(String pattern, String text) {
        Set<String> found = Texts.found(pattern, text);
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }

    static List<Map<String, Object>> alerts() {
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (Object group : Texts.list(Texts.documents(RULES).getFirst().get("groups"))) {
            for (Object rule : Texts.list(Texts.map(group).get("rules"))) {
                if (Texts.map(rule).containsKey("alert")) {
                    alerts.add(Texts.map(rule));
                }
            }
        }
        return alerts;
    }

    private static Set<String> with(Set<String> names, String more) {
        Set<String> all = new TreeSet<>(names);
        all.add(more);
        return all;
    }
}
