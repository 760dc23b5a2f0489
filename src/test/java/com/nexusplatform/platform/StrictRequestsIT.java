package com.nexusplatform.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** What an endpoint does not know it refuses before anything is done: over all endpoints of {@code docs/roles.md}. */
class StrictRequestsIT extends EdgeStory {

    private static final Map<Role, String> NAMES = Map.of(Role.EXAMINER, "examiner", Role.LEAD_EXAMINER, "lead",
            Role.REVIEWER, "reviewer", Role.AUDITOR, "auditor", Role.ADMINISTRATOR, "admin");

    private static final String POST = """
            POST /api/v1/auth/login HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            """;
    /** What a request of conflicting lengths would smuggle in behind it. */
    private static final String HIDDEN = "GET /health HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    @Autowired
    private JdbcClient database;

    @Test
    void refusesUnknownAndRepeatedParametersEverywhere() {
        int tried = 0;
        for (RolesPage.Row endpoint : endpoints()) {
            for (String query : List.of("?surprise=1", "?limit=1&limit=2", "?limit=1&%6cimit=2", "?=1")) {
                Answer answer = call(endpoint, caller(endpoint), query);
                assertThat(answer.status()).as(endpoint.name() + query + answer.text()).isEqualTo(400);
                assertThat(answer.header("Content-Type")).as(endpoint.name()).contains("application/problem+json");
                tried++;
            }
        }
        System.out.println(tried + " requests with unknown or repeated parameters: 400");
        assertThat(tried).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "%2B5", "010", "-0", "1e1", "5.0", "%205", "\u0665", "99999999999"})
    void takesNumbersInTheirPlainFormOnly(String limit) {
        signInAs("lead").get("/api/v1/examinations?limit=" + limit).expectProblem(400, "/validation-failed");
    }

    @Test
    void takesIdsInTheirFullFormOnly() {
        UUID id = UUID.fromString(grounds().own().get("examinations"));
        signInAs("lead").get("/api/v1/examinations/" + id).expect(200);
        String spelled = id.toString().replaceFirst("-", "-0");
        signInAs("lead").get("/api/v1/examinations/" + spelled).expect(404);
    }

    @Test
    void takesAnIdInOneSpelling() {
        Client lead = signInAs("lead");
        String alert = grounds().own().get("alerts");
        lead.get("/api/v1/alerts/" + alert).expect(200);
        for (String spelled : List.of("0" + alert, "+" + alert, "%2B" + alert, alert + "%20", "\u0661", "-0", "1e1")) {
            lead.get("/api/v1/alerts/" + URI.create(spelled).toASCIIString()).expectProblem(404, "/not-found");
        }
        lead.get("/api/v1/datasets/" + grounds().own().get("datasets") + "%20").expectProblem(404, "/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/datasets/D/records/export?format=CSV%20", "/datasets/D/records/export?format=csv",
            "/datasets/D/rejects/export?format=%00CSV", "/runs/R/alerts?state=OPEN%20",
            "/audit/events?act=SIGNED_IN%00",
            "/audit/events?act=%09SIGNED_IN"})
    void takesWordsAsTheyAreWritten(String path) {
        String query = path.replace("/D/", "/" + grounds().own().get("datasets") + "/")
            .replace("/R/", "/" + grounds().own().get("runs") + "/");
        Answer refused = signInAs("lead").get("/api/v1" + query).expectProblem(400, "/validation-failed");
        assertThat(path).contains(refused.text("/field") + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/examinations?limit=", "/examinations?limit", "/audit/events?act=",
            "/audit/events?examination=", "/datasets/D/records?rowNo=", "/datasets/D/records/export?format=",
            "/datasets/D/records/export?from="})
    void refusesAnEmptyValue(String path) {
        String query = path.replace("/D/", "/" + grounds().own().get("datasets") + "/");
        Answer refused = signInAs("lead").get("/api/v1" + query).expectProblem(400, "/validation-failed");
        assertThat(refused.text("/detail")).contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size|5.7", "size|\"5\"", "size|\" 5 \"", "size|\"\"", "size|true", "size|5.0",
            "confidence|\" 0.95 \"", "confidence|\"+0.95\"", "confidence|true", "confidence|\"\"", "negative|1",
            "negative|\"true\"", "currency|978", "method|0", "method|\"RANDOM \"", "method|\"0\""})
    void takesValuesOfASampleInTheirOwnType(String wrong) {
        String[] member = wrong.split("\\|", -1);
        Answer refused = signInAs("lead")
            .post("/api/v1/runs/" + grounds().own().get("runs") + "/samples",
                    "{\"%s\":%s}".formatted(member[0], member[1]))
            .expectProblem(400, "/bad-request");
        assertThat(refused.text("/field")).isEqualTo(member[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title|1", "title|true", "title|1.5", "materiality|5", "materiality|\" 5 \"",
            "materiality|\"5 \"", "materiality|\"\"", "periodStart|\" 2026-01-01\"", "currency|\"EUR \""})
    void takesAScopeInItsOwnTypes(String wrong) {
        String[] member = wrong.split("\\|", -1);
        Map<String, String> scope = new java.util.TreeMap<>(Map.of("title", "\"T\"", "institution", "\"I\"",
                "periodStart", "\"2026-01-01\"", "periodEnd", "\"2026-12-31\"", "currency", "\"EUR\""));
        scope.put(member[0], member[1]);
        String body = "{" + String.join(",", scope.entrySet()
            .stream()
            .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
            .toList()) + "}";
        Answer refused = signInAs("lead").post("/api/v1/examinations", body).expect(400);
        assertThat(refused.text("/field")).isEqualTo(member[0]);
    }

    @Test
    void takesIdsAndWordsOfBodiesInOneSpelling() {
        String dataset = "/api/v1/datasets/" + grounds().own().get("datasets");
        String master = grounds().own().get("datasets");
        for (String spelled : List.of(master + " ", master.replaceFirst("-", "-0"), "")) {
            signInAs("lead").post(dataset + "/runs", Map.of("masters", Map.of("VENDORS", spelled)))
                .expectProblem(400, "/bad-request");
        }
        client().post("/api/v1/auth/login", "{\"username\":\"lead\",\"password\":1}")
            .expectProblem(400, "/bad-request");
        signInAs("admin").put("/api/v1/users/nobody/status", Map.of("status", " DISABLED"))
            .expectProblem(400, "/bad-request");
    }

    @Test
    void takesAListWhereTheEndpointAsksForOne() {
        String dataset = grounds().own().get("datasets");
        signInAs("lead").get("/api/v1/datasets/" + dataset + "/records?rowNo=1&rowNo=2").expect(200);
        signInAs("lead").get("/api/v1/datasets/" + dataset + "/records?limit=1&limit=2")
            .expectProblem(400, "/bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/yaml", "application/x-yaml",
            "application/cbor", "application/json;charset=ISO-8859-1",
            "application/json; charset=utf-16", "application/json;charset=no-such", "application/x-www-form-urlencoded",
            "nonsense"})
    void refusesBodiesInAnotherFormOrCharacterSetEverywhere(String type) {
        int tried = 0;
        for (RolesPage.Row endpoint : bodied()) {
            String request = "form-" + UUID.randomUUID();
            Answer answer = call(endpoint, caller(endpoint).with("X-Request-Id", request).with("Content-Type", type),
                    "");
            answer.expectProblem(415, "/unsupported-media-type");
            assertThat(answer.text("/detail")).doesNotContain("yaml", "/xml", "cbor");
            nothingWasDone(endpoint, request);
            tried++;
        }
        assertThat(tried).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/xml", "application/cbor", "text/html", "*/*;q=0",
            "application/*;q=0.0, text/*;q=0, nonsense/*", "application/problem+json", "application/x"})
    void refusesToAnswerInAnotherFormBeforeTheActIsDone(String type) {
        int tried = 0;
        for (RolesPage.Row endpoint : endpoints()) {
            String request = "accept-" + UUID.randomUUID();
            Answer answer = call(endpoint, caller(endpoint).with("X-Request-Id", request).with("Accept", type), "");
            answer.expectProblem(406, "/not-acceptable");
            assertThat(answer.text("/detail")).doesNotContain("yaml", "/xml", "cbor");
            nothingWasDone(endpoint, request);
            tried++;
        }
        assertThat(tried).isGreaterThan(40);
    }

    @Test
    void answersInTheFormThatIsAskedFor() {
        Client lead = signInAs("lead");
        for (String type : List.of("text/html, */*;q=0.1", "application/json;q=0.1", "application/*", "*/*",
                "text/html;q=0, application/json", "application/json;charset=utf-8", "*/*;q=0, application/json")) {
            lead.with("Accept", type).get("/api/v1/me").expect(200);
        }
        lead.with("Accept", "application/json;q=0, */*").get("/api/v1/me").expectProblem(406, "/not-acceptable");
        String dataset = "/api/v1/datasets/" + grounds().own().get("datasets");
        lead.with("Accept", "text/csv").get(dataset + "/records/export").expect(200);
        lead.with("Accept", "application/octet-stream").get(dataset + "/file").expect(200);
        lead.with("Accept", "application/json").get(dataset + "/file").expectProblem(406, "/not-acceptable");
        signInAs("auditor").with("Accept", "application/x-ndjson").get("/api/v1/audit/export").expect(200);
    }

    @Test
    void refusesABodyThatIsLongerThanAny() throws IOException {
        assertThat(raw(POST + "Content-Length: 4194305\r\n\r\n{")).startsWith("HTTP/1.1 413").contains("/too-large");
        String chunk = "\"" + "x".repeat(4_300_000) + "\"";
        assertThat(raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(chunk.length()) + "\r\n"
                + chunk + "\r\n0\r\n\r\n"))
            .startsWith("HTTP/1.1 413")
            .contains("/too-large");
    }

    /** Only an upload may be longer, and it comes as a form in parts. */
    @Test
    void boundsWhatClaimsToBeNoUploadWhereAFileIsUploaded() throws IOException {
        String line = "POST /api/v1/examinations/x/datasets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Idempotency-Key: k\r\nContent-Length: 4194305\r\nContent-Type: ";
        assertThat(raw(line + "application/json\r\n\r\n{")).startsWith("HTTP/1.1 413").contains("/too-large");
        assertThat(raw(line + "\r\n\r\n{")).startsWith("HTTP/1.1 413");
        assertThat(raw(line.replace("4194305", "40") + "multipart/mixed; boundary=b\r\n\r\n--b"))
            .startsWith("HTTP/1.1 415")
            .contains("/unsupported-media-type");
    }

    @Test
    void takesOneSpellingOfAPathAlone() {
        for (String path : new String[]{"/%61pi/v1/me", "/api/v1/%6De", "/api/v%31/me", "/api/v1/me%7E",
                "/api/v1/auth/%6Cogin"}) {
            client().get(path).expectProblem(400, "/bad-request");
        }
    }

    @Test
    void refusesAMemberThatIsThereTwice() throws IOException {
        String body = "{\"username\":\"a\",\"username\":\"b\",\"password\":\"secret\"}";
        assertThat(raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
            .startsWith("HTTP/1.1 400")
            .contains("problem+json");
    }

    /** RFC 9110, 8.4 and 15.5.16. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "nonsense"})
    void refusesEncodedBodies(String coding) {
        Client encoding = client().with("Content-Encoding", coding);
        Answer refused = encoding.post("/api/v1/auth/login", Map.of("username", "lead", "password", PASSWORD))
            .expectProblem(415, "/unsupported-media-type");
        assertThat(refused.text("/detail")).contains("unencoded");
        assertThat(refused.header("Accept-Encoding")).contains("identity");
        signInAs("lead").with("Content-Encoding", coding)
            .upload("/api/v1/examinations/" + grounds().own().get("examinations") + "/datasets", "a.csv", new byte[9],
                    Map.of())
            .expectProblem(415, "/unsupported-media-type");
        client().with("Content-Encoding", "identity")
            .post("/api/v1/auth/login", Map.of("username", "lead", "password", PASSWORD))
            .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT example.org:443", "CONNECT /api/v1/me", "FOO /api/v1/me", "PROPFIND /", "get /",
            "TRACE /api/v1/me"})
    void refusesMethodsThatThereAreNot(String line) throws IOException {
        String authorization = "\r\nAuthorization: " + signInAs("lead").header("Authorization");
        for (String more : List.of("", authorization)) {
            assertThat(raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close" + more + "\r\n\r\n")).as(line)
                .startsWith("HTTP/1.1 405")
                .contains("application/problem+json", "/method-not-allowed");
        }
    }

    @Test
    void saysWhatOfAnUploadIsTooLong() {
        String path = "/api/v1/examinations/" + grounds().own().get("examinations") + "/datasets";
        Answer refused = signInAs("lead")
            .upload(path, "n".repeat(3_000) + ".csv", new byte[9], Map.of("kind", "PAYMENTS"))
            .expectProblem(400, "/bad-request");
        assertThat(refused.text("/detail")).contains("name").doesNotContain("NEXUS_UPLOAD_LIMIT");
        Map<String, String> many = new java.util.TreeMap<>();
        for (int i = 0; i < 60; i++) {
            many.put("part" + i, "x");
        }
        Answer parts = signInAs("lead").upload(path, "a.csv", new byte[9], many).expectProblem(400, "/bad-request");
        assertThat(parts.text("/detail")).contains("parts").doesNotContain("NEXUS_UPLOAD_LIMIT");
    }

    @Test
    void namesAMemberAsItIsSent() {
        Answer refused = signInAs("lead").put("/api/v1/me/password", Map.of("current", PASSWORD, "new", " "))
            .expectProblem(400, "/validation-failed");
        assertThat(refused.text("/detail")).startsWith("new ");
        assertThat(refused.text("/field")).isEqualTo("new");
    }

    @Test
    void takesPartsWhereAFileIsUploadedAndNowhereElse() {
        client().upload("/api/v1/auth/login", "a.csv", new byte[100], Map.of())
            .expectProblem(415, "/unsupported-media-type");
    }

    /** Two lengths that differ would let one request hide another (RFC 9112, 6.3). */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4\r\nContent-Length: 44", "Content-Length: 4, 44", "Content-Length: +4",
            "Content-Length: -4", "Content-Length: 0x4", "Content-Length : 4", "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity", "Transfer-Encoding: chunked\r\n x",
            "Transfer-Encoding:\u000bchunked", "Transfer-Encoding: identity, chunked, chunked"})
    void refusesConflictingLengths(String lengths) throws IOException {
        String answer = raw(POST + lengths + "\r\n\r\n0\r\n\r\n" + HIDDEN);
        assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*").doesNotContain("\"services\"");
    }

    /** RFC 9112, 6.1: chunks win, and nothing that follows on the connection is believed. */
    @Test
    void answersNothingThatFollowsALengthBesideChunks() throws IOException {
        String answer = raw(
                POST + "Content-Length: 44\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN);
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\"services\"", "HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-1", "7fffffffffffffff1", "5;x\u0000y"})
    void refusesBrokenChunks(String size) throws IOException {
        String answer = raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n{}\r\n0\r\n\r\n" + HIDDEN);
        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("\"services\"");
    }

    private void nothingWasDone(RolesPage.Row endpoint, String request) {
        assertThat(database.sql("select count(*) from audit_event where request_id = :id")
            .param("id", request)
            .query(Long.class)
            .single()).as("events of the refused " + endpoint.name()).isZero();
    }

    private Answer call(RolesPage.Row endpoint, Client caller, String query) {
        String path = Calls.path(endpoint, grounds().own()) + query;
        if (endpoint.pattern().endsWith("/datasets") && endpoint.method().equals("POST")) {
            return caller.upload(path, "more.csv", "documentNo,amount\nA-1,1.00\n".getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", "PAYMENTS"));
        }
        boolean bodied = bodied().contains(endpoint);
        return switch (endpoint.method()) {
            case "DELETE" -> caller.delete(path);
            case "PUT" -> caller.put(path, Calls.body(endpoint, grounds().own()));
            case "PATCH" -> caller.with("If-Match", "*").patch(path, Calls.body(endpoint, grounds().own()));
            case "POST" ->
                bodied ? caller.post(path, Calls.body(endpoint, grounds().own())) : caller.post(path);
            default -> caller.get(path);
        };
    }

    private Client caller(RolesPage.Row endpoint) {
        return endpoint.open() ? client() : signInAs(NAMES.get(endpoint.allowed().iterator().next()));
    }

    /** All of the API; the probes and the error page answer whatever they are asked. */
    private static List<RolesPage.Row> endpoints() {
        return RolesPage.rows().stream().filter(row -> row.pattern().startsWith("/api/")).toList();
    }

    private static List<RolesPage.Row> bodied() {
        return endpoints().stream()
            .filter(row -> List.of("POST", "PUT", "PATCH").contains(row.method()))
            .filter(row -> Calls.takesJson(row))
            .toList();
    }

    /** Sends the bytes, and reads until the service ends the connection or the answer is there. */
    private String raw(String request) throws IOException {
        URI address = URI.create(address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(3_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] some = new byte[8192];
            try {
                for (int got = in.read(some); got >= 0; got = in.read(some)) {
                    answer.append(new String(some, 0, got, StandardCharsets.UTF_8));
                }
            } catch (IOException endedOrKeptOpen) {
                // what came is the answer
            }
            return answer.toString();
        }
    }
}
