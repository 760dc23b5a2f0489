package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever people write is kept as they wrote it, or refused; nothing reads it for more than a text. */
class TextIsDataIT extends ServiceIT {

    private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static Stream<String> texts() {
        return Stream.of("O'Brien \"& Sons\"", "'; drop table app_user; --", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
                "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "%s %n %d %00", "\u202Etxt.exe\u202C",
                "\u200B",
                "\uD83D\uDE00 e\u0301 \u00e9", "=1+1", "\\u0041 \\n", "../../x", "a\0b", "half \ud800", "\udc00 half",
                "line one\r\nX-Injected: yes", "\t tab", "x".repeat(100_000), "\u00fc".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void comesBackInAnExaminationAsItWasSentOrIsRefused(String text) {
        Map<String, Object> scope = new LinkedHashMap<>(
                Map.of("title", text, "institution", text, "periodStart", "2026-01-01",
                        "periodEnd", "2026-12-31", "currency", "EUR"));
        Answer made = signInAs("lead").post("/api/v1/examinations", ASCII.writeValueAsString(scope));
        if (made.status() == 201) {
            Answer read = signInAs("lead").get(made.header("Location").orElseThrow()).expect(200);
            assertThat(read.text("/title")).isEqualTo(text.strip());
            assertThat(read.text("/institution")).isEqualTo(text.strip());
        } else {
            made.expect(400);
            assertThat(made.text("/type")).isIn("/problems/bad-request", "/problems/validation-failed");
        }
        assertThat(made.header("X-Injected")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void comesBackFromAFileAsItWasSentOrIsAReject(String text) {
        Client lead = signInAs("lead");
        String csv = "documentNo,counterpartyName,amount,postedAt," + quoted("col " + text) + "\n"
                + "D-1,Plain,1.00,2026-03-01,x\n"
                    .repeat(30)
                + "D-2," + quoted(text) + ",2.50,2026-03-02," + quoted(text) + "\n";
        Answer received = lead.upload(examination(lead) + "/datasets", "payments.csv",
                csv.getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "PAYMENTS"));
        if (received.status() != 202) {
            assertThat(received.status()).as(received.text()).isIn(400, 413, 422);
            return;
        }
        String dataset = received.header("Location").orElseThrow();
        Answer loaded = awaitStatus(lead, dataset, "LOADED", "REJECTED");
        if (loaded.json().at("/rejectedRows").asLong() > 0 || loaded.text("/status").equals("REJECTED")) {
            assertThat(lead.get(dataset + "/rejects").expect(200).json().at("/items").size()).isPositive();
            return;
        }
        JsonNode record = lead.get(dataset + "/records?rowNo=31").expect(200).json().at("/items/0");
        String sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // halves cannot be sent as UTF-8
        assertThat(record.at("/fields/counterpartyName").asString()).isEqualTo(sent.strip());
        assertThat(record.at("/source").valueStream().map(JsonNode::asString)).containsExactly(sent.strip());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isKeptInANameOfAFileOrRefused(String text) {
        Client lead = signInAs("lead");
        String name = text.replace("\"", "%22").replaceAll("[\r\n]", "");
        Answer received = lead.upload(examination(lead) + "/datasets", name + ".csv",
                "documentNo,amount,postedAt\nA-1,12.50,2026-03-01\nA-2,13.50,2026-03-31\n"
                    .getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "PAYMENTS"));
        if (received.status() != 202) {
            assertThat(received.status()).as(received.text()).isIn(400, 413, 422);
            return;
        }
        Answer file = lead.get(received.header("Location").orElseThrow() + "/file").expect(200);
        String disposition = file.header("Content-Disposition").orElseThrow();
        assertThat(disposition).startsWith("attachment; ").matches("[\\x20-\\x7E]+");
        assertThat(disposition.length()).isLessThan(2_000);
        assertThat(file.header("X-Injected")).isEmpty();
    }

    @Test
    void isOneLineOfTheLog() {
        Logger access = (Logger) LoggerFactory.getLogger("nexus.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        access.setLevel(Level.INFO);
        access.addAppender(lines);
        try {
            for (String path : List.of("/api/v1/users/%0d%0aINFO%20admin%20signed%20in", "/api/v1/x%0A", "/a%E2%80%A8b",
                    "/api/v1/runs?x=%0d%0a")) {
                client().with("User-Agent", "x\ty").with("X-Request-Id", "a b").get(path);
            }
            await("the requests are logged", () -> lines.list.size() >= 4);
            assertThat(List.copyOf(lines.list)).allSatisfy(line -> {
                assertThat(line.getFormattedMessage()).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
                assertThat(String.valueOf(line.getMDCPropertyMap().get("requestId"))).matches("[A-Za-z0-9._-]{1,64}");
            });
        } finally {
            access.detachAppender(lines);
            access.setLevel(null);
        }
    }

    private static String examination(Client lead) {
        return lead
            .post("/api/v1/examinations", Map.of("title", "Texts", "institution", "Harbour Ltd", "periodStart",
                    "2026-01-01", "periodEnd", "2026-12-31", "currency", "EUR"))
            .expect(201)
            .header("Location")
            .orElseThrow();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
