package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.NexusApplication;

/**
 * What the whole chain of filters costs a GET by key: requests a second through it, beside handlers of a bare server with the same
 * settings, one that answers the same bytes after reading the same row, and one that answers them at once.
 */
final class ChainBench {

    private static final double LEAST = 0.45;
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 40; // seconds
    private static final Pattern RATE = Pattern.compile("\\((\\d+)/s\\)");

    private ChainBench() {}

    /** Takes the password of the first users from the environment; arguments: folder, seconds, rounds. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (ConfigurableApplicationContext service = SpringApplication.run(NexusApplication.class, "--server.port=0",
                "--nexus.local.data-directory=" + folder, "--nexus.identity.folder=" + folder,
                "--logging.level.root=warn", "--nexus.limits.reads=1000000")) { // one user makes all requests
            String base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            String token = Client.of(base)
                .post("/api/v1/auth/login",
                        Map.of("username", "lead", "password", System.getenv("NEXUS_DEMO_PASSWORD")))
                .expect(200)
                .text("/accessToken");
            Path header = Files.writeString(folder.resolve("lead"), "Authorization: Bearer " + token);
            Client lead = Client.of(base).with("Authorization", "Bearer " + token);
            String path = lead.post("/api/v1/examinations", Map.of("title", "Chain", "institution", "Harbour Ltd",
                    "periodStart", "2026-01-01", "periodEnd", "2026-12-31", "currency", "EUR"))
                .expect(201)
                .header("Location")
                .orElseThrow();
            Map<?, ?> answer = JsonMapper.shared().readValue(lead.get(path).expect(200).bytes(), Map.class);
            try (ConfigurableApplicationContext bare = new SpringApplicationBuilder(Bare.class)
                .initializers((GenericApplicationContext context) -> context.registerBean(Handler.class,
                        () -> new Handler(service.getBean(JdbcClient.class), answer)))
                .run("--server.port=0", "--logging.level.root=warn", "--" + Bare.ALONE)) {
                String bareBase = "http://127.0.0.1:" + bare.getEnvironment().getProperty("local.server.port");
                Map<String, String> ways = new LinkedHashMap<>();
                ways.put("whole chain", base + path);
                ways.put("bare, same row", bareBase + "/read/" + path.substring(path.lastIndexOf('/') + 1));
                ways.put("bare, no row", bareBase + "/answer");
                System.exit(compare(ways, header, seconds, rounds) ? 0 : 1);
            }
        }
    }

    private static boolean compare(Map<String, String> ways, Path header, int seconds, int rounds) throws Exception {
        Map<String, double[]> rates = new LinkedHashMap<>();
        for (String way : ways.keySet()) {
            load(ways.get(way), header, WARM_UP, 2); // leaves the compiler its share of the processors
            load(ways.get(way), header, seconds, CONNECTIONS);
            rates.put(way, new double[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            for (String way : ways.keySet()) {
                rates.get(way)[round] = load(ways.get(way), header, seconds, CONNECTIONS);
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((way, all) -> {
            Arrays.sort(all);
            medians.put(way, all[all.length / 2]);
            System.out.printf("%-16s %6.0f requests/s (%s)%n", way, all[all.length / 2],
                    String.join(", ", Arrays.stream(all).mapToObj("%.0f"::formatted).toList()));
        });
        double chain = medians.get("whole chain");
        double sameRow = chain / medians.get("bare, same row");
        System.out.printf("whole chain / bare handler that reads the same row: %.2f (at least %.2f)%n", sameRow, LEAST);
        System.out.printf("whole chain / bare handler that reads nothing:      %.2f%n",
                chain / medians.get("bare, no row"));
        return sameRow >= LEAST;
    }

    /** Requests a second over so many connections, made by another process. */
    private static double load(String address, Path header, int seconds, int connections)
            throws IOException, InterruptedException {
        Process load = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx128m", "scripts/bench/Load.java", address, header.toString(),
                Integer.toString(connections),
                Integer.toString(seconds), "0"))
            .redirectErrorStream(true)
            .start();
        String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (load.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException(address + ": " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** Spring MVC with nothing around it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(Bare.ALONE)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
            WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
            JacksonAutoConfiguration.class})
    static class Bare {

        /** Property that only its own context has, since the service's looks through this package too. */
        static final String ALONE = "bare";
    }

    /** Answers with the same body as the service, with or without a look at the row. */
    @RestController
    @ConditionalOnProperty(Bare.ALONE)
    static final class Handler {

        private final JdbcClient database;
        private final Map<?, ?> answer;

        Handler(JdbcClient database, Map<?, ?> answer) {
            this.database = database;
            this.answer = answer;
        }

        @GetMapping("/read/{id}")
        Map<?, ?> read(@PathVariable UUID id) {
            database.sql("select title, institution, status, version from examination where id = :id")
                .param("id", id)
                .query()
                .singleRow();
            return answer;
        }

        @GetMapping("/answer")
        Map<?, ?> answer() {
            return answer;
        }
    }
}
