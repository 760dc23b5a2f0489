package com.nexusplatform.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances with low limits, which count together, and believe what a forwarded address says from configured proxies only. */
class LimitsIT extends ServiceIT {

    private static final String TRIAL = "/api/v1/runs/" + UUID.randomUUID() + "/what-if";
    private static final Map<String, Object> SWEEP = Map.of("procedure", "PAY-1", "parameter", "deMinimis", "values",
            List.of("0"));

    private static Instance direct;
    private static Instance proxied;

    @Autowired
    private JdbcClient database;

    @Autowired
    private StringRedisTemplate redis;

    /** One that trusts nobody, and one behind a proxy at this machine's own address. */
    private static synchronized void instances() {
        if (direct == null) {
            String[] limits = {"--nexus.limits.heavy=12", "--nexus.limits.sign-ins=5", "--nexus.limits.reads=400",
                    "--nexus.platform.slowest-body=1s"};
            direct = Instance.start(limits);
            proxied = Instance.start(limits[0], limits[1], limits[2], limits[3],
                    "--NEXUS_TRUSTED_PROXIES=127\\.0\\.0\\.1");
        }
    }

    @AfterAll
    static void stop() {
        if (direct != null) {
            direct.close();
            proxied.close();
        }
    }

    @Test
    void twoInstancesCountAUsersRequestsTogether() {
        instances();
        earlyInAMinute();
        Client auditor = signInAs("auditor");
        for (int i = 0; i < 6; i++) {
            auditor.post(direct.address() + TRIAL, SWEEP).expect(404);
            auditor.post(proxied.address() + TRIAL, SWEEP).expect(404);
        }
        await("both know of all twelve", () -> List.of(direct, proxied)
            .stream()
            .allMatch(instance -> auditor.post(instance.address() + TRIAL, SWEEP).status() == 429));
        Answer refused = auditor.post(direct.address() + TRIAL, SWEEP).expectProblem(429, "/too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(refused.header("RateLimit-Policy")).contains("\"heavy\";q=12;w=60");
        assertThat(refused.header("RateLimit").orElse("")).startsWith("\"heavy\";r=0;t=");
        // others are not kept from working, nor is the same user from looking
        signInAs("reviewer").post(direct.address() + TRIAL, SWEEP).expect(404);
        auditor.get(direct.address() + "/api/v1/me").expect(200);
    }

    @Test
    void aForgedAddressChangesNeitherTheLimitNorTheTrail() {
        earlyInAMinute();
        forgetOtherStories();
        String name = "nobody-" + UUID.randomUUID();
        try (Instance fresh = Instance.start("--nexus.limits.sign-ins=5")) { // which counted nothing from this address yet
            List<Integer> answers = IntStream.range(0, 8)
                .map(i -> guess(fresh, name, "203.0.113." + i).status())
                .boxed()
                .toList();
            assertThat(answers).contains(401, 429).containsOnly(401, 429);
            assertThat(answers.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(5);
        }
        assertThat(addressesOf(name)).containsOnly("127.0.0.1");
    }

    /** They signed in from the same address within this minute. */
    private void forgetOtherStories() {
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushDb();
            return null;
        });
    }

    @Test
    void aConfiguredProxyIsBelievedButNotWhatACallerToldIt() {
        instances();
        earlyInAMinute();
        String name = "nobody-" + UUID.randomUUID();
        for (int i = 0; i < 8; i++) {
            guess(proxied, name, "198.51.100." + i).expect(401);
        }
        assertThat(addressesOf(name)).hasSize(8).allMatch(address -> address.startsWith("198.51.100."));
        // what the caller sent stands first, what the proxy saw last
        String forger = "nobody-" + UUID.randomUUID();
        List<Integer> answers = IntStream.range(0, 8)
            .map(i -> guess(proxied, forger, "203.0.113." + i + ", 192.0.2.44").status())
            .boxed()
            .toList();
        assertThat(answers.subList(5, 8)).containsOnly(429);
        assertThat(addressesOf(forger)).containsOnly("192.0.2.44");
    }

    @Test
    void tellsEachCallerWhereTheyStand() {
        instances();
        Answer answer = signInAs("lead").get(direct.address() + "/api/v1/me").expect(200);
        assertThat(answer.header("RateLimit-Policy")).contains("\"reads\";q=400;w=1");
        assertThat(answer.header("RateLimit").orElse("")).matches("\"reads\";r=\\d+;t=1");
        assertThat(client().get(direct.address() + "/health").header("RateLimit")).isEmpty();
    }

    @Test
    void aBodyThatTakesTooLongIsNotWaitedFor() throws IOException {
        instances();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), direct.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"
                        .getBytes(StandardCharsets.US_ASCII));
            await("an answer before the body is there", () -> {
                try {
                    out.write(' ');
                    return socket.getInputStream().available() > 0;
                } catch (IOException closed) {
                    throw new AssertionError(closed);
                }
            });
            byte[] some = new byte[4000];
            int length = socket.getInputStream().read(some);
            assertThat(new String(some, 0, length, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408 ")
                .contains("/problems/too-slow");
        }
    }

    @Test
    void readersWhoDoNotReadHoldNoMoreThanTheirPlaces() throws IOException {
        Path ledger = Files.writeString(Files.createTempFile("ledger", ".csv"),
                "amount\n" + "123456789.01\n".repeat(1_500_000)); // more than the buffers of two connections hold
        try (Instance small = Instance.start("--nexus.limits.downloads=4")) {
            Client lead = signInAs("lead");
            String examination = small.address()
                    + lead.post(small.address() + "/api/v1/examinations", Map.of("title", "Downloads", "institution",
                            "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd", "2026-12-31", "currency", "EUR"))
                        .expect(201)
                        .header("Location")
                        .orElseThrow();
            lead.put(examination + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
            Client examiner = signInAs("examiner");
            String file = "/api/v1/datasets/"
                    + examiner.upload(examination + "/datasets", ledger, Map.of("kind", "PAYMENTS"))
                        .expect(202)
                        .text("/id")
                    + "/file";
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                idle.add(asked(small, file, signIn("examiner", PASSWORD).expect(200).text("/accessToken")));
            }
            assertThat(examiner.get(small.address() + file).expectProblem(503, "/unavailable").header("Retry-After"))
                .isPresent();
            // another user has places, and whoever only looks does not notice
            assertThat(lead.get(small.address() + file).expect(200).bytes()).hasSize((int) Files.size(ledger));
            examiner.get(examination).expect(200);
            for (Socket socket : idle) {
                socket.close();
            }
            await("a place again", () -> examiner.get(small.address() + file).status() == 200);
        } finally {
            Files.delete(ledger);
        }
    }

    /** A connection over which a file comes that nobody reads. */
    private static Socket asked(Instance instance, String path, String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1 << 14);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), instance.port()));
        socket.getOutputStream()
            .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private Answer guess(Instance instance, String name, String forwardedFor) {
        return client().with("X-Forwarded-For", forwardedFor)
            .with("X-Real-IP", forwardedFor)
            .with("Forwarded", "for=" + forwardedFor)
            .post(instance.address() + "/api/v1/auth/login", Map.of("username", name, "password", "not this one"));
    }

    /** What the trail knows of a name that nobody has: its events hold the hash of the name alone. */
    private List<String> addressesOf(String name) {
        return database.sql("select distinct address from audit_event where act like 'SIGN_IN_%' and object_id = :name")
            .param("name", com.nexusplatform.audit.Entry.hashed(name))
            .query(String.class)
            .list();
    }

    /** The limits tested are those of one minute, which must not end meanwhile. */
    private static void earlyInAMinute() {
        await("a minute that is not over soon", () -> Instant.now().atOffset(ZoneOffset.UTC).getSecond() < 45);
    }
}
