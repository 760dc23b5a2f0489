package com.nexusplatform.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The fuzz finds what is planted in a service of its own, and nothing where nothing is. */
class FuzzingTests {

    private static final String API = """
            {"paths":{"/things/{id}":{"put":{"description":"Allowed to lead examiner.",
             "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}}},
             "components":{"schemas":{"Thing":{"type":"object","properties":{"title":{"type":"string"},"rows":{"type":"integer"}}}}}}
            """;
    private static final String PROBLEM = "{\"type\":\"/problems/bad-request\",\"detail\":\"%s\"}";

    private final AtomicInteger things = new AtomicInteger();
    private HttpServer server;
    private Flaw flaw = exchange -> answer(exchange, 400, PROBLEM.formatted("no"));

    /** How the planted service answers. */
    private interface Flaw {

        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            flaw.answer(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(fuzz(1).breaches()).isEmpty();
    }

    @Test
    void findsAFailure() {
        flaw = exchange -> answer(exchange, 500, PROBLEM.formatted("no"));
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.startsWith("answers 500"));
    }

    @Test
    void findsA503ThatDoesNotSayHowLongToWait() {
        flaw = exchange -> answer(exchange, 503, PROBLEM.formatted("no"));
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.startsWith("answers 503"));
        flaw = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "5");
            answer(exchange, 503, PROBLEM.formatted("no"));
        };
        assertThat(fuzz(1).breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/health|{\"status\":\"unhealthy\"}|true",
            "/ready?x=1|{\"status\":\"not_ready\"}|true",
            "/healthz|{\"components\":{},\"status\":\"DOWN\"}|true",
            "/health|{\"status\":\"NullPointerException\"}|false",
            "/health|{\"status\":503}|false", "/api/v1/me|{\"status\":\"unhealthy\"}|false"})
    void letsAProbeAloneSayWithoutAProblemDocumentThatTheServiceIsUnwell(String path, String body, boolean right) {
        Shot shot = new Shot("elsewhere", "nobody", "GET", path, List.of(), new byte[0]);
        Wire.Reply reply = new Wire.Reply(503, Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(Promises.breach(shot, reply).isEmpty()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.IllegalStateException: no", "NullPointerException", "at a.b.C.d(C.java:7)",
            "com.nexusplatform.ledger.Datasets", "ERROR: relation does not exist",
            "select id, name from app_user where x",
            "violates unique constraint", "/usr/lib/jvm", "`StreamReadConstraints.getMaxNestingDepth()`"})
    void findsWhatTellsOfTheInside(String inside) {
        flaw = exchange -> answer(exchange, 400, PROBLEM.formatted(inside));
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.startsWith("tells of the inside"));
    }

    @Test
    void findsARefusalThatIsNoProblemDocument() {
        flaw = exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        };
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.startsWith("refuses without a problem document"));
    }

    @Test
    void findsARefusalThatChangesTheState() {
        flaw = exchange -> {
            things.incrementAndGet();
            answer(exchange, 409, PROBLEM.formatted("no"));
        };
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.contains("changes [thing]"));
    }

    @Test
    void findsAConnectionThatIsClosedWithoutAnAnswer() {
        flaw = HttpExchange::close;
        assertThat(fuzz(1).breaches()).anyMatch(breach -> breach.startsWith("gives no answer"));
    }

    @Test
    void asksTheSameWithTheSameSeed() {
        List<String> one = shots(7);
        assertThat(shots(7)).isEqualTo(one);
        assertThat(shots(8)).isNotEqualTo(one);
    }

    private List<String> shots(long seed) {
        Shots shots = made(seed);
        return java.util.stream.Stream.generate(() -> shots.next().toString()).limit(50).toList();
    }

    private Fuzzing fuzz(int sampled) {
        Fuzzing.State state = new Fuzzing.State() {

            @Override
            public Map<String, String> digest() {
                return Map.of("thing", things.toString());
            }

            @Override
            public void settle() {
                assertThat(things.get()).isNotNegative();
            }
        };
        Fuzzing fuzzing = new Fuzzing(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), state, sampled);
        Shots shots = made(3);
        fuzzing.run(60, 3, () -> {
            Shot shot = shots.next(); // the planted service reads headers and request lines worse than ours
            return new Shot(shot.operation(), shot.caller(), "PUT", "/things/1", List.of(), shot.body());
        }, (shot, reply) -> assertThat(reply.status()).isPositive());
        return fuzzing;
    }

    private static Shots made(long seed) {
        return new Shots(seed, new ServedApi(JsonMapper.shared().readTree(API)), Map.of("things", List.of("1")),
                Map.of("lead examiner", "eyJ"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
