package com.nexusplatform.platform;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Every class of refusal, as a caller meets it: a problem document with the headers that every answer has. */
class ProblemsIT extends ServiceIT {

    @Test
    void asksStrangersToSignIn() {
        Answer stranger = client().get("/api/v1/me").expectProblem(401, "/sign-in-required");
        assertThat(stranger.header("WWW-Authenticate")).contains("Bearer");
        client().get("/api/v1/nothing").expectProblem(401, "/sign-in-required");
        client().get("/actuator/env").expectProblem(401, "/sign-in-required");
        client().with("Authorization", "Basic bGVhZDpsZWFk").get("/api/v1/me").expectProblem(401, "/token-refused");
        client().with("Authorization", "Bearer x.y.z").get("/api/v1/me").expectProblem(401, "/token-refused");
        client().with("Authorization", "Bearer x.y.z").get("/health").expect(200);
    }

    @Test
    void refusesWhatTheRoleDoesNotInclude() {
        for (String name : new String[]{"lead", "examiner", "reviewer", "auditor"}) {
            signInAs(name).get("/api/v1/users").expectProblem(403, "/not-allowed");
        }
        signInAs("admin").get("/api/v1/users").expect(200);
    }

    @Test
    void namesUnknownPathsMethodsAndMediaTypes() {
        Client lead = signInAs("lead");
        lead.get("/api/v1/nothing").expectProblem(404, "/not-found");
        Answer wrongMethod = lead.delete("/api/v1/me").expectProblem(405, "/method-not-allowed");
        assertThat(wrongMethod.header("Allow").orElse("")).contains("GET");
        lead.with("Accept", "application/xml").get("/api/v1/me").expectProblem(406, "/not-acceptable");
        lead.with("Content-Type", "text/plain")
            .put("/api/v1/me/password", "current=a")
            .expectProblem(415, "/unsupported-media-type");
        lead.delete("/api/v1/me/sessions/not-an-id").expectProblem(404, "/not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{|/bad-request", "[]|/bad-request", "null|/bad-request",
            "'\"\"'|/bad-request",
            "{\"username\":\"lead\",\"password\":\"x\",\"role\":\"ADMINISTRATOR\"}|/bad-request",
            "{\"username\":\"lead\",\"password\":\"x\"} {}|/bad-request",
            "{\"username\":[\"lead\"],\"password\":\"x\"}|/bad-request",
            "{\"username\":\"le\\u0000ad\",\"password\":\"x\"}|/bad-request",
            "{\"username\":\"lead\"}|/validation-failed",
            "{\"username\":\"\",\"password\":\"x\"}|/validation-failed",
            "{\"username\":\"lead\",\"password\":null}|/validation-failed"})
    void refusesBodiesThatTheActDoesNotKnow(String body, String slug) {
        Answer refused = client().post("/api/v1/auth/login", body).expectProblem(400, slug);
        assertThat(refused.text()).doesNotContain("Exception", "com.nexusplatform", "java.");
    }

    @Test
    void refusesTextLongerThanAnyNameOrPassword() {
        String endless = "x".repeat(100_000);
        client().post("/api/v1/auth/login", Map.of("username", endless, "password", "x"))
            .expectProblem(400, "/validation-failed");
        client().post("/api/v1/auth/login", Map.of("username", "x", "password", endless))
            .expectProblem(400, "/validation-failed");
        client().with("Authorization", "Bearer " + "x".repeat(5000))
            .get("/api/v1/me")
            .expectProblem(401, "/token-refused");
    }

    @Test
    void refusesCursorsThatItDidNotGiveOut() {
        signInAs("admin").get("/api/v1/users?cursor=%25%25").expectProblem(400, "/bad-cursor");
        signInAs("admin").get("/api/v1/users?cursor=AAAA").expectProblem(400, "/bad-request");
        signInAs("admin").get("/api/v1/users?limit=0").expectProblem(400, "/validation-failed");
        signInAs("admin").get("/api/v1/users?limit=many").expectProblem(400, "/validation-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%", "limit=%zz", "cursor=%ED%A0%80", "%ff=1", "x=%u0041"})
    void refusesAQueryThatIsNotPercentEncodedUtf8(String query) throws IOException {
        Client lead = signInAs("lead");
        String answer = raw(
                "GET /api/v1/examinations?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: " + lead.header("Authorization") + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/*", "*/*"})
    void asksForOneMediaTypeWhereTheBodyClaimsSeveral(String several) {
        signInAs("lead").with("Content-Type", several)
            .post("/api/v1/examinations", Map.of("title", "Payables"))
            .expectProblem(415, "/unsupported-media-type");
    }

    @Test
    void carriesTheRequestIdThatWasGivenOrMakesOne() {
        Answer given = client().with("X-Request-Id", "story-17.a_b").get("/api/v1/me").expect(401);
        assertThat(given.header("X-Request-Id")).contains("story-17.a_b");
        assertThat(given.text("/requestId")).isEqualTo("story-17.a_b");
        assertThat(given.text("/instance")).isEqualTo("/api/v1/me");
        Answer made = client().with("X-Request-Id", "not one; of ours").get("/api/v1/me").expect(401);
        assertThat(made.text("/requestId")).matches("[0-9a-f-]{36}")
            .isEqualTo(made.header("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"/health", "/livez", "/metrics", "/api/v1/me", "/api/v1/nothing", "/nothing", "/error", "/v3/api-docs",
            "/swagger-ui/index.html", "/;x"})
    void guardsEveryAnswerWithHeaders(String path) {
        Answer answer = client().get(path);
        assertThat(answer.header("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void answersTheServersOwnRefusalsAsProblemsToo() throws IOException {
        client().get("/;x").expectProblem(400, "/bad-request");
        for (String line : new String[]{"GET /a|b HTTP/1.1", "GET /%00 HTTP/1.1", "GET / HTTP/9.9", "TRACE / HTTP/1.1",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "G\tT / HTTP/1.1"}) {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(line)
                .matches("(?s)HTTP/1.1 (4|505).*")
                .doesNotContainIgnoringCase("<html", "tomcat", "exception");
        }
        assertThat(raw("GET /a|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).contains(
                "application/problem+json",
                "/problems/bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: \u00ff\u0080", "If-Match: \u0085", "Last-Event-ID: \u009f", "Accept: \u0080",
            "Idempotency-Key: \u0080"})
    void refusesAHeaderWithAControlCharacter(String header) throws IOException {
        Client lead = signInAs("lead");
        String path = "/api/v1/examinations/" + lead.post("/api/v1/examinations",
                Map.of("title", "Payables", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                        "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        for (String line : new String[]{"PATCH " + path, "POST " + path + "/transitions", "GET " + path}) {
            String answer = raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + lead.header("Authorization") + "\r\n" + header
                    + "\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"title\":\"Other\"}");
            assertThat(answer).as(line).matches("(?s)HTTP/1.1 [24].*");
            if (header.startsWith("Accept:")) {
                assertThat(answer).as(line).startsWith("HTTP/1.1 400").contains("\"/problems/bad-request\"");
            }
            if (header.startsWith("If-Match") && !line.startsWith("GET")) {
                assertThat(answer).as(line).startsWith("HTTP/1.1 400").contains("\"/problems/bad-request\"", "header");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/config.js", "/assets/workbench.css", "/webjars/lit/index.js",
            "/assets/none.js",
            "/assets", "/health", "/metrics", "/error", "/v3/api-docs", "/swagger-ui.html"})
    void refusesInProblemDocumentsAlsoWherePagesAre(String path) throws IOException {
        String token = signInAs("lead").header("Authorization");
        for (String method : new String[]{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"}) {
            for (String asked : new String[]{"Accept: text/csv", "Accept: application/xml", "Accept: text/html",
                    "Accept: ;;",
                    "Accept: */*", "Range: bytes=99999999-", "Range: items=a", "If-Match: \"other\"",
                    "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "Expect: nonsense",
                    "Accept: text/csv\r\nAuthorization: " + token, "Accept: text/html\r\nAuthorization: " + token,
                    "Accept: */*\r\nAuthorization: " + token, "Content-Encoding: gzip\r\nAuthorization: " + token}) {
                String answer = raw(
                        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + asked
                                + "\r\n\r\n");
                if (!answer.matches("(?s)HTTP/1.1 [23].*")) {
                    assertThat(answer).as("%s %s %s", method, path, asked.split("\r", 2)[0])
                        .matches("(?s)HTTP/1.1 4.*")
                        .contains("Content-Type: application/problem+json",
                                method.equals("HEAD") ? "" : "\"/problems/");
                }
            }
        }
    }

    @Test
    void saysAsMuchWhereAFrameworkRefusesByAStatusAlone() {
        Answer refused = client().with("Accept", "text/csv").get("/").expectProblem(406, "/not-acceptable");
        assertThat(refused.text("/requestId")).isEqualTo(refused.header("X-Request-Id").orElseThrow());
        assertThat(refused.text("/instance")).isEqualTo("/");
        assertThat(refused.json().get("status").asInt()).isEqualTo(406);
        client().with("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
            .get("/config.js")
            .expectProblem(412, "/stale");
    }

    private String raw(String request) throws IOException {
        URI address = URI.create(address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
