package com.nexusplatform.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.identity.Authenticator;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint that changes something leads to an event: each is called, and one that nobody calls here fails. */
class ActsIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private JdbcClient database;

    private final Map<String, Act> called = new LinkedHashMap<>();

    @Test
    void everyEndpointThatChangesSomethingIsInTheTrail() {
        Client lead = signInAs("lead");
        people(signInAs("admin"));
        secondFactor(signInAs("admin"));
        grants(signInAs("admin"));
        String examination = act("POST /api/v1/examinations", Act.EXAMINATION_CREATED, () -> lead.post(
                "/api/v1/examinations",
                Map.of("title", "Acts", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                        "2026-12-31", "currency", "EUR")))
            .text("/id");
        String path = "/api/v1/examinations/" + examination;
        act("PUT /api/v1/examinations/{id}/team/{username}", Act.TEAM_CHANGED,
                () -> lead.put(path + "/team/reviewer", Map.of("duty", "REVIEWER")));
        act("DELETE /api/v1/examinations/{id}/team/{username}", Act.TEAM_CHANGED,
                () -> lead.delete(path + "/team/reviewer"));
        act("PATCH /api/v1/examinations/{id}", Act.EXAMINATION_CHANGED,
                () -> lead.with("If-Match", lead.get(path).header("ETag").orElseThrow())
                    .patch(path, Map.of("title", "All acts")));
        work(lead, path);
        act("POST /api/v1/examinations/{id}/transitions", Act.EXAMINATION_MOVED,
                () -> lead.post(path + "/transitions", Map.of("to", "CANCELLED", "reason", "only a test")));
        assertThat(called.keySet()).containsAll(mutating());
    }

    @Test
    void keepsWhatPeopleWroteOfAnExaminationAsADigestOnly() {
        Client lead = signInAs("lead");
        String examination = lead.post("/api/v1/examinations",
                Map.of("title", "Erika Geheim and others", "institution", "Geheim & Sons", "periodStart", "2026-01-01",
                        "periodEnd", "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        String path = "/api/v1/examinations/" + examination;
        lead.with("If-Match", lead.get(path).header("ETag").orElseThrow())
            .patch(path, Map.of("title", "Geheim"))
            .expect(200);
        Client.Answer events = signInAs("auditor").get("/api/v1/audit/events?examination=" + examination).expect(200);
        assertThat(events.text()).doesNotContain("Geheim").contains("2026-12-31");
        assertThat(events.json().at("/items").valueStream().map(event -> event.at("/after/title").asString()))
            .contains("sha256:" + Digests.sha256("Geheim"));
    }

    private void people(Client admin) {
        String name = "acts" + UUID.randomUUID().toString().substring(0, 8);
        act("POST /api/v1/users", Act.USER_CREATED, () -> admin.post("/api/v1/users",
                Map.of("username", name, "displayName", "Acts", "password", PASSWORD, "roles", List.of("EXAMINER"))));
        act("PUT /api/v1/users/{username}/roles", Act.ROLES_GRANTED,
                () -> admin.put("/api/v1/users/" + name + "/roles", Map.of("roles", List.of("AUDITOR"))));
        String standing = "/api/v1/users/" + name + "/status";
        act("PUT /api/v1/users/{username}/status", Act.USER_DISABLED,
                () -> admin.put(standing, Map.of("status", "DISABLED")));
        act("PUT /api/v1/users/{username}/status", Act.USER_ENABLED,
                () -> admin.put(standing, Map.of("status", "ACTIVE")));
        act("DELETE /api/v1/users/{username}/sessions", Act.SESSIONS_ENDED,
                () -> admin.delete("/api/v1/users/" + name + "/sessions"));
        Answer tokens = act("POST /api/v1/auth/login", Act.SIGNED_IN, () -> signIn(name, PASSWORD));
        Client user = client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
        act("PUT /api/v1/me/password", Act.PASSWORD_CHANGED,
                () -> user.put("/api/v1/me/password",
                        Map.of("current", PASSWORD, "new", "violet anchors under glass")));
        act("POST /api/v1/auth/refresh", Act.SESSION_RENEWED, () -> client().post("/api/v1/auth/refresh",
                Map.of("refreshToken", tokens.text("/refreshToken"))));
        signIn(name, "violet anchors under glass").expect(200);
        JsonNode sessions = user.get("/api/v1/me/sessions").expect(200).json().at("/items");
        String other = sessions.at("/0/current").asBoolean()
                ? sessions.at("/1/id").asString()
                : sessions.at("/0/id").asString();
        act("DELETE /api/v1/me/sessions/{id}", Act.SESSION_ENDED, () -> user.delete("/api/v1/me/sessions/" + other));
        act("POST /api/v1/auth/logout", Act.SIGNED_OUT, () -> user.post("/api/v1/auth/logout"));
    }

    /** With a second administrator, who resigns in the end. */
    private void grants(Client admin) {
        String second = "acts" + UUID.randomUUID().toString().substring(0, 8);
        Client other = newUser(admin, second, "ADMINISTRATOR");
        String roles = "/api/v1/users/" + second + "/roles";
        Answer proposed = act("PUT roles", Act.GRANT_PROPOSED,
                () -> admin.put(roles, Map.of("roles", List.of("ADMINISTRATOR", "AUDITOR"))));
        act("DELETE /api/v1/grants/{id}", Act.GRANT_WITHDRAWN,
                () -> admin.delete("/api/v1/grants/" + proposed.text("/id")));
        Answer again = admin.put(roles, Map.of("roles", List.of("AUDITOR"))).expect(202);
        act("POST /api/v1/grants/{id}/approval", Act.ROLES_GRANTED,
                () -> other.post("/api/v1/grants/" + again.text("/id") + "/approval"));
    }

    private Client newUser(Client admin, String name, String role) {
        admin.post("/api/v1/users",
                Map.of("username", name, "displayName", "Acts", "password", PASSWORD, "roles", List.of(role)))
            .expect(201);
        Client user = client().with("Authorization",
                "Bearer " + signIn(name, PASSWORD).expect(200).text("/accessToken"));
        user.put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN)).expect(204);
        return user;
    }

    private void secondFactor(Client admin) {
        String name = "acts" + UUID.randomUUID().toString().substring(0, 8);
        Client user = newUser(admin, name, "EXAMINER");
        String path = "/api/v1/me/second-factor";
        Answer begun = act("POST " + path, Act.SECOND_FACTOR_BEGUN, () -> user.post(path, Map.of("password", OWN)));
        Authenticator authenticator = new Authenticator(begun.text("/secret"));
        act("POST " + path + "/confirm", Act.SECOND_FACTOR_ENROLLED,
                () -> authenticator.confirm(user, Instant.now()));
        String next = authenticator.code(Instant.now().plusSeconds(30));
        act("DELETE " + path, Act.SECOND_FACTOR_REMOVED,
                () -> user.delete(path, Map.of("password", OWN, "code", next)));
        Authenticator.begin(user, OWN).confirm(user, Instant.now()).expect(200);
        act("DELETE /api/v1/users/{username}/second-factor", Act.SECOND_FACTOR_RESET,
                () -> admin.delete("/api/v1/users/" + name + "/second-factor"));
        act("PUT /api/v1/second-factor-demands", Act.SECOND_FACTOR_DEMANDED,
                () -> admin.put("/api/v1/second-factor-demands", Map.of("roles", List.of())));
    }

    private void work(Client lead, String examination) {
        String dataset = act("POST /api/v1/examinations/{examinationId}/datasets", Act.DATASET_UPLOADED,
                () -> lead.upload(examination + "/datasets", "payments.csv", payments(), Map.of("kind", "PAYMENTS")))
            .text("/id");
        String data = "/api/v1/datasets/" + dataset;
        JsonNode totals = awaitStatus(lead, data, "LOADED").json().at("/controlTotals");
        happened(Act.DATASET_LOADED, dataset);
        act("POST /api/v1/datasets/{datasetId}/seal", Act.DATASET_SEALED, () -> lead.post(data + "/seal",
                Map.of("rows", totals.get("rows").asLong(), "debits", totals.get("debits").asString(), "credits",
                        totals.get("credits").asString())));
        act("GET profile", Act.PROFILE_READ, () -> lead.get(data + "/profile"));
        act("GET records", Act.RECORDS_READ, () -> lead.get(data + "/records?limit=3"));
        act("GET rejects", Act.REJECTS_READ, () -> lead.get(data + "/rejects"));
        act("GET records/export", Act.RECORDS_EXPORTED, () -> lead.get(data + "/records/export"));
        act("GET rejects/export", Act.REJECTS_EXPORTED, () -> lead.get(data + "/rejects/export"));
        act("GET file", Act.FILE_READ, () -> lead.get(data + "/file"));
        String run = act("POST /api/v1/datasets/{datasetId}/runs", Act.RUN_QUEUED,
                () -> lead.post(data + "/runs", Map.of("plan", List.of(Map.of("procedure", "PAY-1")))))
            .text("/id");
        awaitStatus(lead, "/api/v1/runs/" + run, "SUCCEEDED");
        happened(Act.RUN_STARTED, run);
        happened(Act.RUN_SUCCEEDED, run);
        ofRun(lead, "/api/v1/runs/" + run);
        act("DELETE /api/v1/runs/{runId}", Act.RUN_CANCELLED, () -> cancelled(lead, data));
    }

    private void ofRun(Client lead, String run) {
        act("POST /api/v1/runs/{runId}/reperform", Act.RUN_REPERFORMED, () -> lead.post(run + "/reperform"));
        act("POST /api/v1/runs/{runId}/what-if", Act.VALUES_TRIED, () -> lead.post(run + "/what-if",
                Map.of("procedure", "PAY-1", "parameter", "deMinimis", "values", List.of("0"))));
        String alert = lead.get(run + "/alerts").expect(200).text("/items/0/id");
        act("GET alerts/export", Act.ALERTS_EXPORTED, () -> lead.get(run + "/alerts/export"));
        act("GET alert", Act.ALERT_READ, () -> lead.get("/api/v1/alerts/" + alert));
        act("POST /api/v1/alerts/{alertId}/disposition", Act.ALERT_DISPOSED,
                () -> lead.post("/api/v1/alerts/" + alert + "/disposition",
                        Map.of("outcome", "EXPLAINED", "reason", "seen")));
        act("POST /api/v1/alerts/dispositions", Act.ALERTS_DISPOSED, () -> lead.post("/api/v1/alerts/dispositions",
                Map.of("alertIds", List.of(alert), "outcome", "CONFIRMED", "reason", "seen twice")));
        String sample = act("POST /api/v1/runs/{runId}/samples", Act.SAMPLE_DRAWN,
                () -> lead.post(run + "/samples", Map.of("size", 2)))
            .text("/id");
        Answer items = act("GET items", Act.SAMPLE_READ, () -> lead.get("/api/v1/samples/" + sample + "/items"));
        act("POST /api/v1/samples/{sampleId}/inspections", Act.SAMPLE_INSPECTED,
                () -> lead.post("/api/v1/samples/" + sample + "/inspections", Map.of("items",
                        List.of(Map.of("rowNo", items.json().at("/items/0/rowNo").asInt(), "outcome", "CORRECT")))));
    }

    /** Runs are short: until one is caught while it waits or works. */
    private Answer cancelled(Client lead, String data) {
        Answer[] last = new Answer[1];
        await("a run is cancelled", () -> {
            String run = lead.post(data + "/runs", Map.of()).expect(202).text("/id");
            last[0] = lead.delete("/api/v1/runs/" + run);
            return last[0].status() < 300
                    && awaitStatus(lead, "/api/v1/runs/" + run, "CANCELLED", "SUCCEEDED").text("/status")
                        .equals("CANCELLED");
        });
        return last[0];
    }

    /** Calls an endpoint and expects its event, newer than all before the call. */
    private Answer act(String endpoint, Act expected, java.util.function.Supplier<Answer> call) {
        long before = database.sql("select coalesce(max(id), 0) from audit_event").query(Long.class).single();
        Answer answer = call.get();
        assertThat(answer.status()).as("%s answered %s", endpoint, answer.text()).isBetween(200, 299);
        long events = database.sql("select count(*) from audit_event where id > :before and act = :act")
            .param("before", before)
            .param("act", expected.name())
            .query(Long.class)
            .single();
        assertThat(events).as("%s leads to %s", endpoint, expected).isPositive();
        called.put(endpoint, expected);
        return answer;
    }

    private void happened(Act expected, String object) {
        assertThat(database.sql("select count(*) from audit_event where object_id = :object and act = :act")
            .param("object", object)
            .param("act", expected.name())
            .query(Long.class)
            .single()).as("%s of %s", expected, object).isOne();
    }

    private Set<String> mutating() {
        Set<RequestMethod> reading = Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);
        return requestMappingHandlerMapping.getHandlerMethods()
            .entrySet()
            .stream()
            .filter(mapping -> mapping.getValue().getBeanType().getPackageName().startsWith("com.nexusplatform"))
            .map(Map.Entry::getKey)
            .flatMap(info -> info.getMethodsCondition()
                .getMethods()
                .stream()
                .filter(method -> !reading.contains(method))
                .flatMap(method -> info.getPatternValues().stream().map(path -> method.name() + " " + path)))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static byte[] payments() {
        StringBuilder csv = new StringBuilder("counterpartyId,documentNo,amount,postedAt\n");
        for (int row = 1; row <= 40; row++) {
            int nth = row == 12 ? 11 : row;
            csv.append(
                    "V" + nth % 7 + ",INV-" + (1000 + nth) + "," + (100 + nth * nth) + ".25,2026-03-" + (10 + row % 18)
                            + "\n");
        }
        return csv.append("V1,INV-9,not a number,2026-03-01\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
