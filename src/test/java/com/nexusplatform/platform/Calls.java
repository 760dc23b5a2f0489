package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** How each endpoint is called in a way that it understands, so that nothing but permission and object decides the answer. */
final class Calls {

    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{[A-Za-z]+}");
    /** Acts without a body. */
    private static final List<String> EMPTY = List.of("POST /api/v1/auth/logout", "POST /api/v1/grants/{id}/approval");
    private static final Map<String, Object> BODIES = Map.ofEntries(
            Map.entry("POST /api/v1/alerts/dispositions",
                    Map.of("alertIds", List.of("{alerts}"), "outcome", "EXPLAINED", "reason", "seen")),
            Map.entry("POST /api/v1/alerts/{alertId}/disposition", Map.of("outcome", "EXPLAINED", "reason", "seen")),
            Map.entry("POST /api/v1/auth/login", Map.of("username", "{unique}", "password", "not one of ours")),
            Map.entry("POST /api/v1/auth/refresh", Map.of("refreshToken", "not one of ours")),
            Map.entry("POST /api/v1/datasets/{datasetId}/runs",
                    Map.of("plan", List.of(Map.of("procedure", "PAY-1")))),
            Map.entry("POST /api/v1/datasets/{datasetId}/seal", Map.of("rows", 1, "debits", "1", "credits", "1")),
            Map.entry("PUT /api/v1/examinations/{id}/team/{username}", Map.of("duty", "EXAMINER")),
            Map.entry("POST /api/v1/examinations/{id}/transitions", Map.of("to", "ISSUED")),
            Map.entry("PATCH /api/v1/examinations/{id}", Map.of("title", "Grounds again")),
            Map.entry("POST /api/v1/examinations",
                    Map.of("title", "One more", "institution", "Harbour Ltd", "periodStart", "2026-01-01",
                            "periodEnd", "2026-12-31", "currency", "EUR")),
            Map.entry("POST /api/v1/me/second-factor", Map.of("password", "not the present one")),
            Map.entry("POST /api/v1/me/second-factor/confirm", Map.of("code", "000000")),
            Map.entry("PUT /api/v1/me/password",
                    Map.of("current", "not the present one", "new", "violet anchors under glass")),
            Map.entry("POST /api/v1/runs/{runId}/reperform", Map.of()),
            Map.entry("POST /api/v1/runs/{runId}/samples", Map.of("size", 2)),
            Map.entry("POST /api/v1/runs/{runId}/what-if",
                    Map.of("procedure", "PAY-1", "parameter", "deMinimis", "values", List.of("0"))),
            Map.entry("POST /api/v1/samples/{sampleId}/inspections",
                    Map.of("items", List.of(Map.of("rowNo", 4711, "outcome", "CORRECT")))),
            Map.entry("PUT /api/v1/second-factor-demands", Map.of("roles", List.of())),
            Map.entry("PUT /api/v1/users/{username}/roles", Map.of("roles", List.of("REVIEWER"))),
            Map.entry("PUT /api/v1/users/{username}/status", Map.of("status", "ACTIVE")),
            Map.entry("POST /api/v1/users", Map.of("username", "{unique}", "displayName", "Someone", "password",
                    "violet anchors under glass", "roles", List.of("AUDITOR"))));

    private Calls() {}

    /** Whether an endpoint names an object in its path or its body. */
    static boolean namesAnObject(RolesPage.Row endpoint) {
        return endpoint.pattern().contains("{") || String.valueOf(BODIES.get(endpoint.name())).contains("{alerts}");
    }

    /** Whether an endpoint names an object of that kind. */
    static boolean names(RolesPage.Row endpoint, String kind) {
        return endpoint.pattern().contains(kind + "/{")
                || String.valueOf(BODIES.get(endpoint.name())).contains("{" + kind + "}");
    }

    /** The path of an endpoint for the objects given. */
    static String path(RolesPage.Row endpoint, Map<String, String> objects) {
        Matcher variable = VARIABLE.matcher(endpoint.pattern());
        return variable.replaceAll(found -> {
            String id = objects.get(found.group(1));
            assertThat(id).as("Grounds has no object for %s", endpoint.name()).isNotNull();
            return found.group(1) + "/" + id;
        });
    }

    /** Calls an endpoint for the objects given. */
    static Answer call(RolesPage.Row endpoint, Client caller, Map<String, String> objects) {
        String path = path(endpoint, objects);
        return switch (endpoint.method()) {
            case "GET", "ANY" -> caller.get(path);
            case "DELETE" -> caller.delete(path);
            case "PUT" -> caller.put(path, body(endpoint, objects));
            case "PATCH" -> caller.with("If-Match", "*").patch(path, body(endpoint, objects));
            case "POST" -> path.endsWith("/datasets")
                    ? caller.upload(path, "more.csv",
                            "documentNo,amount,postedAt\nA-1,12.50,2026-03-01\nA-2,13.50,2026-03-31\n"
                                .getBytes(StandardCharsets.UTF_8),
                            Map.of("kind", "PAYMENTS"))
                    : EMPTY.contains(endpoint.name())
                            ? caller.post(path)
                            : caller.post(path, body(endpoint, objects));
            default -> throw new IllegalArgumentException(endpoint.name());
        };
    }

    /** Whether an endpoint takes a body in JSON. */
    static boolean takesJson(RolesPage.Row endpoint) {
        return BODIES.containsKey(endpoint.name());
    }

    /** Calls an endpoint for the objects given with a body of the caller's own, as JSON text. */
    static Answer send(RolesPage.Row endpoint, Client caller, Map<String, String> objects, String body) {
        String path = path(endpoint, objects);
        return switch (endpoint.method()) {
            case "PUT" -> caller.put(path, body);
            case "PATCH" -> caller.with("If-Match", "*").patch(path, body);
            case "POST" -> caller.post(path, body);
            default -> throw new IllegalArgumentException(endpoint.name());
        };
    }

    /** A body that the endpoint accepts, as JSON text. */
    static String body(RolesPage.Row endpoint, Map<String, String> objects) {
        Object body = BODIES.get(endpoint.name());
        assertThat(body).as("say in Calls what a body of %s is", endpoint.name()).isNotNull();
        return JsonMapper.shared()
            .writeValueAsString(body)
            .replace("{alerts}", objects.getOrDefault("alerts", "1"))
            .replace("{unique}", "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }
}
