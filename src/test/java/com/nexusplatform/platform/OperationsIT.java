package com.nexusplatform.platform;

import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who run the service look at: health, metrics, the log. */
class OperationsIT extends ServiceIT {

    @Test
    void saysThatItIsHealthyReadyAndAlive() {
        Answer health = client().get("/health").expect(200);
        assertThat(health.text()).matches(
                "\\{\"status\":\"healthy\",\"timestamp\":\"[^\"]+Z\",\"services\":\\{\"database\":\"healthy\",\"redis\":\"healthy\"}}");
        assertThat(Instant.parse(health.text("/timestamp"))).isBetween(Instant.now().minusSeconds(5), Instant.now());
        assertThat(client().get("/ready").expect(200).text()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(client().get("/livez").expect(200).text("/status")).isEqualTo("UP");
    }

    @Test
    void countsAndTimesRequestsUnderTheNamesOfTheDashboards() {
        client().get("/api/v1/me").expect(401);
        signInAs("lead").get("/api/v1/me").expect(200);
        String metrics = client().get("/metrics").expect(200).text();
        for (String labels : new String[]{"status=\"200\"", "status=\"401\""}) {
            double counted = sample(metrics, "http_requests_total", labels, "uri=\"/api/v1/me\"", "method=\"GET\"");
            assertThat(counted).isPositive()
                .isEqualTo(sample(metrics, "http_request_duration_seconds_count", labels, "uri=\"/api/v1/me\"",
                        "method=\"GET\""));
        }
        assertThat(metrics)
            .contains("http_request_duration_seconds_bucket", "http_request_duration_seconds_sum", "le=\"0.2\"",
                    "outcome=\"CLIENT_ERROR\"")
            .doesNotContain("http_request_duration_active", "spring_security");
    }

    @Test
    void namesNoClassAndNoFolderInItsMetrics() {
        signInAs("lead").delete("/api/v1/me").expect(405);
        signInAs("lead").get("/api/v1/examinations?cursor=%25").expect(400);
        assertThat(client().get("/metrics").expect(200).text())
            .contains("application_started_time_seconds", "disk_free_bytes")
            .doesNotContain("path=")
            .doesNotContainPattern("\\b(?:com|org|net|io|java|jakarta)\\.[a-z]\\w*\\.")
            .doesNotContainPattern("\\b[A-Z]\\w*(?:Exception|Error)\\b");
    }

    @Test
    void describesItsApiOutsideProduction() {
        assertThat(client().get("/v3/api-docs").expect(200).json().at("/paths").propertyNames())
            .contains("/api/v1/auth/login");
        client().get("/swagger-ui/index.html").expect(200);
    }

    @Test
    void logsRequestsWithTheirIdAndUserButNoQueryTokenOrPassword() {
        Logger access = (Logger) LoggerFactory.getLogger("nexus.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        access.setLevel(Level.INFO);
        access.addAppender(lines);
        try {
            String token = signIn("auditor", PASSWORD).expect(200).text("/accessToken");
            String path = "/api/v1/examinations/0193b5a0-0000-7000-8000-000000000000";
            client().with("Authorization", "Bearer " + token)
                .with("X-Request-Id", "logged-1")
                .get(path + "?taxId=secret-4711");
            await("the request is logged",
                    () -> lines.list.stream().anyMatch(line -> line.getFormattedMessage().contains(path)));
            ILoggingEvent line = lines.list.stream()
                .filter(one -> one.getFormattedMessage().contains(path))
                .findAny()
                .orElseThrow();
            assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "logged-1")
                .containsKey("user")
                .containsEntry("examination", "0193b5a0-0000-7000-8000-000000000000");
            assertThat(lines.list.stream()
                .map(one -> one.getFormattedMessage() + one.getKeyValuePairs() + one.getMDCPropertyMap()))
                .noneMatch(text -> text.contains("secret-4711") || text.contains(PASSWORD) || text.contains(token));
        } finally {
            access.detachAppender(lines);
            access.setLevel(null);
        }
    }

    private static double sample(String metrics, String name, String... labels) {
        for (String line : metrics.lines().toList()) {
            Matcher sample = Pattern.compile(name + "\\{(.*)} ([0-9.E]+).*").matcher(line);
            if (sample.matches() && Stream.of(labels).allMatch(sample.group(1)::contains)) {
                return Double.parseDouble(sample.group(2));
            }
        }
        return Double.NaN;
    }
}
