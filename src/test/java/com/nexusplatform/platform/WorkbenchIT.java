package com.nexusplatform.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.ServiceIT;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of the workbench: open to everyone, complete, and allowed by its own policy. */
class WorkbenchIT extends ServiceIT {

    private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>",
            Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("\"(/[^\"]+\\.js)\"|(?:src|href)=\"(/[^\"]+)\"");

    @Test
    void allowsTheImportMapByItsDigestAlone() throws Exception {
        Matcher map = IMPORT_MAP.matcher(get("/").body());
        assertThat(map.find()).isTrue();
        byte[] digest = Digests.sha256().digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(AnswerHeaders.IMPORT_MAP).isEqualTo("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void servesEveryFileThatThePageNames() throws Exception {
        Matcher named = PATH.matcher(get("/").body());
        int found = 0;
        while (named.find()) {
            String path = named.group(1) == null ? named.group(2) : named.group(1);
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
            found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workbench", "sign-in", "change-password", "enrol-second-factor", "examinations",
            "service-status", "api",
            "styles"})
    void letsTheBrowserKeepFilesAndAskWhetherTheyChanged(String module) throws Exception {
        HttpResponse<String> first = get("/assets/" + module + ".js");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        HttpResponse<String> again = send(request("/assets/" + module + ".js")
            .header("If-Modified-Since", first.headers().firstValue("Last-Modified").orElseThrow()));
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"/, text/html;charset=utf-8", "/assets/workbench.css, text/css;charset=utf-8",
            "/assets/nexus.svg, image/svg+xml;charset=utf-8", "/webjars/lit/index.js, text/javascript;charset=utf-8",
            "/metrics, text/plain;version=0.0.4;charset=utf-8"})
    void saysInWhichEncodingTextsAre(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualToIgnoringCase(type);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
