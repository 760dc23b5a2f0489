package com.nexusplatform.platform;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Headers that guard the browser, on every answer: of all endpoints to everybody, of errors and of static files. */
class AnswerHeadersIT extends EdgeStory {

    private static final Path STATIC = Path.of("src/main/resources/static");

    @Test
    void guardEveryAnswerOfEveryEndpoint() {
        Grounds grounds = grounds();
        int answers = 0;
        // a session of its own: one of the endpoints ends it
        Client lead = bearer(signIn("lead", PASSWORD).expect(200).text("/accessToken"));
        List<RolesPage.Row> last = RolesPage.rows().stream().filter(row -> row.pattern().endsWith("/logout")).toList();
        List<RolesPage.Row> all = new ArrayList<>(RolesPage.rows());
        all.removeAll(last);
        all.removeIf(row -> row.pattern().equals("/api/v1/me/sessions/{id}"));
        all.addAll(last);
        for (RolesPage.Row endpoint : all) {
            for (Client caller : List.of(client(), bearer("x.y.z"), lead)) {
                Answer answer = Calls.call(endpoint, caller, grounds.own());
                guarded(endpoint.name() + " " + answer.status(), answer);
                assertThat(answer.headers().get("Cache-Control")).as(endpoint.name()).containsExactly("no-store");
                answers++;
            }
        }
        System.out.println(answers + " answers with all headers");
        assertThat(answers).isGreaterThan(150);
    }

    @Test
    void guardStaticFilesAndErrors() throws IOException {
        List<String> paths = new ArrayList<>(
                List.of("/", "/favicon.ico", "/nothing", "/api/v1/nothing", "/;x", "/error",
                        "/webjars/lit/3.3.2/index.js", "/assets/nothing.js"));
        try (Stream<Path> files = Files.walk(STATIC)) {
            files.filter(Files::isRegularFile).forEach(file -> paths.add("/" + STATIC.relativize(file)));
        }
        assertThat(paths).hasSizeGreaterThan(15);
        paths.forEach(path -> guarded(path, client().get(path)));
    }

    @Test
    void thePolicyOfContentHasNoHoles() {
        String policy = client().get("/").expect(200).header("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
            .doesNotContain("unsafe", "*", "http:", "https:", "blob:");
    }

    /** Whatever reaches logs, history and referrers must not be worth stealing. */
    @Test
    void noTokenIsTakenFromAnAddress() {
        String token = signIn("lead", PASSWORD).expect(200).text("/accessToken");
        for (String name : List.of("access_token", "token", "bearer", "authorization", "jwt")) {
            client().get("/api/v1/me?" + name + "=" + token).expectProblem(401, "/sign-in-required");
        }
        client().with("Cookie", "access_token=" + token + "; Authorization=" + token)
            .get("/api/v1/me")
            .expectProblem(401, "/sign-in-required");
    }

    @Test
    void noPageOfTheWorkbenchKeepsMoreThanTheSessionInTheBrowser() throws IOException {
        Pattern storage = Pattern.compile("(localStorage|indexedDB|document\\.cookie|caches\\.open)");
        try (Stream<Path> files = Files.walk(STATIC)) {
            for (Path file : files.filter(name -> name.toString().matches(".*\\.(js|html)")).toList()) {
                Matcher found = storage.matcher(Files.readString(file));
                assertThat(found.find()).as("%s keeps something for good", file).isFalse();
            }
        }
    }

    @Test
    void pagesOfOtherOriginsMayReadNothing() {
        for (String origin : List.of("https://evil.example", "null", "http://localhost:3000")) {
            Answer read = signInAs("lead").with("Origin", origin).get("/api/v1/me");
            assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
        }
        String preflight = raw("""
                OPTIONS /api/v1/me HTTP/1.1\r
                Host: localhost\r
                Origin: https://evil.example\r
                Access-Control-Request-Method: GET\r
                Connection: close\r
                \r
                """);
        assertThat(preflight).doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void theServiceDoesNotEchoRequests() {
        for (String line : List.of("TRACE /api/v1/me", "TRACE /")) {
            assertThat(raw(line + " HTTP/1.1\r\nHost: localhost\r\nX-Secret: echo\r\nConnection: close\r\n\r\n"))
                .as(line)
                .matches("(?s)HTTP/1.1 \\d\\d\\d .*")
                .doesNotContain("X-Secret", "\"requestId\":\"\"")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Cache-Control: no-store");
        }
    }

    private String raw(String request) {
        URI address = URI.create(address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(request, broken);
        }
    }

    private static void guarded(String what, Answer answer) {
        Map<String, List<String>> headers = answer.headers();
        assertThat(answer.header("Content-Security-Policy").orElse("")).as(what)
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).as(what).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(what).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).as(what).contains("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as(what).contains("same-origin");
        assertThat(headers).as(what).doesNotContainKeys("Server", "X-Powered-By", "Set-Cookie");
        headers.forEach((name, values) -> assertThat(values).as(what + " says twice " + name).hasSize(1));
    }
}
