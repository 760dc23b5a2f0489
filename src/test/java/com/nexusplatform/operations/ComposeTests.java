package com.nexusplatform.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The two compose files and what stands around them: the image, the edge, and the example of the variables. */
class ComposeTests {

    private static final String PRODUCTION_FILE = Texts.read("docker-compose.production.yml");
    private static final Map<String, Object> PRODUCTION = Texts.documents(PRODUCTION_FILE).getFirst();
    private static final Map<String, Object> DEV = Texts.documents(Texts.read("docker-compose.dev.yml")).getFirst();
    private static final String EDGE = Texts.read("nginx/nginx.conf");
    private static final String IMAGE = Texts.read("Dockerfile");

    @Test
    void haveTheServicesOfTheGuide() {
        assertThat(services(DEV)).containsKeys("nexus-api", "nexus-frontend", "db", "redis");
        assertThat(services(PRODUCTION)).containsKeys("nexus-api", "nexus-frontend", "db", "redis", "nginx");
        assertThat(DEV).doesNotContainKey("version");
        assertThat(PRODUCTION).doesNotContainKey("version");
        assertThat(DEV.get("name")).isNotEqualTo(PRODUCTION.get("name"));
        assertThat(replicas("nexus-api")).isEqualTo(3);
        assertThat(replicas("nexus-frontend")).isEqualTo(2);
    }

    @Test
    void publishPortsAtTheEdgeAloneAndInDevelopmentOnTheLoopback() {
        services(PRODUCTION).forEach((name, service) -> {
            if (replicas(name) > 1) {
                assertThat(service).as(name + " has several replicas").doesNotContainKey("ports");
            }
            if (!name.equals("nginx")) {
                ports(service).forEach(port -> assertThat(port).as(name).startsWith("127.0.0.1:"));
            }
        });
        services(DEV).forEach((name, service) -> ports(service)
            .forEach(port -> assertThat(port).as(name).startsWith("127.0.0.1:")));
    }

    @Test
    void keepDatabaseAndRedisAwayFromTheEdgeAndFromTheWorld() {
        assertThat(Texts.map(Texts.map(PRODUCTION.get("networks")).get("data"))).containsEntry("internal", true);
        for (String name : List.of("db", "redis")) {
            assertThat(Texts.list(services(PRODUCTION).get(name).get("networks"))).as(name).containsExactly("data");
        }
        assertThat(Texts.list(services(PRODUCTION).get("nginx").get("networks"))).doesNotContain("data");
    }

    @Test
    void startRedisByItsEntrypointWhichGivesUpRootAndHandsSignalsOn() {
        Map<String, Object> redis = services(PRODUCTION).get("redis");
        assertThat(redis).doesNotContainKeys("entrypoint", "init", "user");
        List<Object> command = Texts.list(redis.get("command"));
        assertThat(command).startsWith("redis-server", "--include").hasSize(3);
        assertThat(command.toString()).doesNotContain("PASSWORD", "requirepass");
        Map<String, Object> file = Texts.map(Texts.list(redis.get("configs")).getFirst());
        assertThat(file).containsEntry("target", command.getLast());
        assertThat((String) Texts.map(Texts.map(PRODUCTION.get("configs")).get((String) file.get("source")))
            .get("content"))
            .contains("requirepass ${REDIS_PASSWORD:?", "appendonly yes\n", "maxmemory 768mb\n", "dir /data\n");
        assertThat(Texts.map(redis.get("environment"))).as("what the health check and the bench ask by")
            .containsKey("REDIS_PASSWORD");
        assertThat(Texts.list(redis.get("cap_add"))).contains("CHOWN", "DAC_OVERRIDE", "SETGID", "SETUID");
    }

    @Test
    void sendCopiesOfBackupsAwayByAnImageThatCan() {
        Map<String, Object> backup = services(PRODUCTION).get("backup");
        assertThat(backup).containsEntry("image", "${BACKUP_IMAGE:-${POSTGRES_IMAGE:-postgres:16}}");
        assertThat(Texts.map(backup.get("environment"))).containsKeys("BACKUP_S3_URI", "BACKUP_AGE_RECIPIENT",
                "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION");
        List<Object> networks = Texts.list(backup.get("networks"));
        assertThat(networks).contains("data").hasSize(2);
        networks.stream().filter(network -> !network.equals("data")).forEach(network -> {
            Object own = Texts.map(PRODUCTION.get("networks")).get((String) network);
            assertThat(String.valueOf(own)).as("a way out").doesNotContain("internal");
            services(PRODUCTION).forEach((name, service) -> {
                if (!name.equals("backup")) {
                    assertThat(String.valueOf(service.get("networks"))).as(name).doesNotContain((String) network);
                }
            });
        });
        assertThat(Texts.read(".env.production.example")).contains("\nBACKUP_S3_URI=\n", "\nBACKUP_AGE_RECIPIENT=\n",
                "\nBACKUP_IMAGE=\n", "\n# AWS_ACCESS_KEY_ID=\n");
    }

    @Test
    void refuseToBackUpWhereTheCopiesCannotLeave() throws Exception {
        String script = ((String) Texts.list(services(PRODUCTION).get("backup").get("command")).getLast())
            .replace("$$", "$");
        String start = script.substring(0, script.indexOf("while "));
        assertThat(started(start, Map.of())).isEqualTo("0 ");
        assertThat(started(start, Map.of("BACKUP_AGE_RECIPIENT", "age1"))).isEqualTo("0 ");
        assertThat(started(start, Map.of("BACKUP_S3_URI", "s3://bucket"))).startsWith("1 ")
            .contains("no aws", "BACKUP_IMAGE");
    }

    /** Status and words of a start by a bash that finds no tool at all. */
    private static String started(String script, Map<String, String> variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", script).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/nowhere");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + " " + words;
    }

    @Test
    void startInTheOrderOfHealth() {
        for (Map<String, Object> file : List.of(DEV, PRODUCTION)) {
            services(file).forEach((name, service) -> {
                if (service.get("depends_on") != null) {
                    Texts.map(service.get("depends_on"))
                        .forEach((other, condition) -> assertThat(Texts.map(condition)).as(name + " on " + other)
                            .containsEntry("condition", "service_healthy"));
                }
            });
            assertThat(services(file).get("db")).containsKey("healthcheck");
            assertThat(services(file).get("redis")).containsKey("healthcheck");
        }
    }

    @Test
    void demandEverySecretAndNameEachVariableInTheExample() {
        String example = Texts.read(".env.production.example");
        Set<String> known = Texts.found("(?m)^#? ?([A-Z_]+)=", example);
        assertThat(known).containsAll(Texts.found("\\$\\{([A-Z_]+):\\?", PRODUCTION_FILE))
            .contains("JWT_SECRET", "ENCRYPTION_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD");
        assertThat(Texts.found("(?m)^([A-Z_]*(?:PASSWORD|SECRET|KEY)=.+)$", example)).as("no secret in the example")
            .isEmpty();
        for (String secret : List.of("JWT_SECRET", "ENCRYPTION_KEY", "REDIS_PASSWORD", "NEXUS_ADMIN_PASSWORD")) {
            assertThat(PRODUCTION_FILE).contains("${" + secret + ":?");
        }
    }

    @Test
    void recommendPasswordsThatAnAddressCanHold() {
        String example = Texts.read(".env.production.example");
        for (String password : Texts.found("://[a-z_]*:\\$\\{([A-Z_]+)", PRODUCTION_FILE)) {
            assertThat(example).as(password)
                .containsPattern("(?i)letters, digits and - \\. _ ~ only[^\\n]*\\n" + password + "=");
        }
        assertThat(example).contains("# Passwords: openssl rand -hex 32.");
    }

    @Test
    void letTheServiceWorkAsALoginThatOwnsNothing() {
        Map<String, Object> service = Texts.map(services(PRODUCTION).get("nexus-api").get("environment"));
        assertThat((String) service.get("DATABASE_URL")).startsWith("postgresql://nexus_app:${APP_PASSWORD:?");
        assertThat(service).containsEntry("SPRING_FLYWAY_USER", "nexus_owner");
        Map<String, Object> database = services(PRODUCTION).get("db");
        String script = "k8s/production/database/init-roles.sh";
        assertThat(Texts.list(database.get("volumes")))
            .contains("./" + script + ":/docker-entrypoint-initdb.d/init-roles.sh:ro");
        assertThat(Texts.map(database.get("environment"))).containsKeys("OWNER_PASSWORD", "APP_PASSWORD",
                "MONITOR_PASSWORD");
        assertThat(Texts.read(script)).contains("grant nexus_writer to nexus_app",
                "nosuperuser nocreatedb nocreaterole",
                "alter database :\"database\" owner to nexus_owner;");
    }

    @Test
    void boundEveryServiceOfProduction() {
        services(PRODUCTION).forEach((name, service) -> {
            assertThat(service).as(name)
                .containsKeys("deploy", "logging", "restart", "security_opt")
                .containsEntry("cap_drop", List.of("ALL"));
            Map<String, Object> limits = Texts
                .map(Texts.map(Texts.map(service.get("deploy")).get("resources")).get("limits"));
            assertThat(limits).as(name).containsKeys("cpus", "memory");
        });
        assertThat(Texts.list(services(PRODUCTION).get("db").get("command"))).as("what the runbook looks for")
            .contains("log_min_duration_statement=1000");
        assertThat(services(PRODUCTION).get("nexus-api")).containsEntry("read_only", true)
            .containsEntry("cap_drop", List.of("ALL"))
            .containsEntry("stop_grace_period", "60s");
    }

    @Test
    void letEveryKeyBeReplacedWhileTheOtherIsStillAccepted() {
        assertThat(Texts.map(services(PRODUCTION).get("nexus-api").get("environment")))
            .containsEntry("JWT_SECRET_OTHERS", "${JWT_SECRET_OTHERS:-}")
            .containsEntry("ENCRYPTION_KEY_OTHERS", "${ENCRYPTION_KEY_OTHERS:-}")
            .containsEntry("NEXUS_AUDIT_EARLIERKEYS", "${NEXUS_AUDIT_EARLIERKEYS:-}");
    }

    @Test
    void keepUploadsOnTheirWayOutOfTheMemoryThatTheContainerMayHave() {
        Map<String, Object> service = services(PRODUCTION).get("nexus-api");
        assertThat(service).doesNotContainKey("tmpfs").containsEntry("volumes", List.of("/tmp"));
        assertThat(Texts.found("docker (rm (?!-f)[^\\n]*|rm -f[^\\n]*)", Texts.read("scripts/deploy-compose.sh")))
            .as("the volume goes with the container")
            .hasSize(2)
            .allMatch(words -> words.contains(" -v "));
    }

    @Test
    void buildTargetsThatThereAre() {
        Set<String> targets = Texts.found("(?m)^FROM \\S+ AS (\\w+)", IMAGE);
        Set<String> built = new TreeSet<>();
        for (Map<String, Object> file : List.of(DEV, PRODUCTION)) {
            services(file).values()
                .stream()
                .filter(service -> service.containsKey("build"))
                .forEach(service -> built.add((String) Texts.map(service.get("build")).get("target")));
        }
        built.addAll(Texts.found("target: (dev|frontend|production)\\b", Texts.read(".github/workflows/deploy.yml")));
        assertThat(targets).containsAll(built).last().isEqualTo("production");
        assertThat(built).containsExactlyInAnyOrder("dev", "frontend", "production");
    }

    @Test
    void runTheServiceAsAUserWithANumberOverFilesThatAreRoots() {
        String production = IMAGE.substring(IMAGE.indexOf(" AS production"));
        assertThat(production).contains("USER 10001:10001", "EXPOSE 8080", "HEALTHCHECK", "ENTRYPOINT [\"java\"",
                "-XX:AOTCache=", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError",
                "org.opencontainers.image.version")
            .containsPattern("-jar nexus\\.jar \\\\\\n[^\\n]*&& rm -rf data ")
            .doesNotContain("chown");
        assertThat(Texts.found("--chmod=(\\S+)", IMAGE)).as("only Dockerfile 1.14 and newer takes another mode")
            .isNotEmpty()
            .allMatch(mode -> mode.matches("0[0-7]{3}"));
        assertThat(Manifests.all().workloads())
            .filteredOn(workload -> workload.name().matches("nexus-(backend|worker)"))
            .allSatisfy(workload -> assertThat(workload.pod().getSpec().getSecurityContext().getRunAsUser())
                .isEqualTo(10001L));
        assertThat(Texts.read(".dockerignore")).containsPattern("(?m)^\\*$|^\\.git$");
    }

    @Test
    void showTheWorldTheWorkbenchTheApiAndHealthAlone() {
        assertThat(Texts.found("location ~ \\^/\\(([^)]*)\\)\\(/\\|\\$\\) \\{\\s+return 404", EDGE)).singleElement()
            .satisfies(paths -> assertThat(List.of(paths.split("\\|", -1)))
                .contains("metrics", "ready", "livez", "healthz", "v3", "swagger-ui"));
        assertThat(EDGE)
            .contains("location = /health {", "location /api/ {", "server_tokens off;",
                    "ssl_protocols TLSv1.2 TLSv1.3;",
                    "return 301 https://", "return 444;", "ssl_certificate /etc/ssl/certs/nexus.crt;",
                    "ssl_certificate_key /etc/ssl/private/nexus.key;",
                    "server_name nexusplatform.com api.nexusplatform.com")
            .doesNotContain("SHA512", "proxy_add_x_forwarded_for", "X-XSS-Protection");
        assertThat(EDGE).contains("proxy_set_header X-Forwarded-For $remote_addr;");
        assertThat(Texts.list(services(PRODUCTION).get("nginx").get("volumes"))).contains(
                "./nginx/nginx.conf:/etc/nginx/nginx.conf:ro", "./ssl/nexus.crt:/etc/ssl/certs/nexus.crt:ro",
                "./ssl/nexus.key:/etc/ssl/private/nexus.key:ro");
    }

    @Test
    void speakToTheWorldByCiphersThatKeepTheirSecretsAndForAYear() {
        assertThat(Texts.found("ssl_protocols ([^;]+);", EDGE)).containsExactly("TLSv1.2 TLSv1.3");
        assertThat(Texts.found("ssl_ciphers ([^;]+);", EDGE)).singleElement()
            .satisfies(ciphers -> assertThat(List.of(ciphers.split(":", -1))).isNotEmpty()
                .allMatch(cipher -> cipher
                    .matches("ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)")));
        for (String block : EDGE.split("\\b(?:server|location [^{]*) \\{", -1)) {
            // a block with a header of its own does not have those of the block around it
            if (block.contains("add_header")) {
                assertThat(block).contains(
                        "add_header Strict-Transport-Security \"max-age=31536000; includeSubDomains\" always;");
            }
        }
        assertThat(EDGE).doesNotContain("autoindex", "ssl_protocols SSL", "TLSv1 ", "TLSv1.1");
    }

    @Test
    void refuseInProblemDocumentsAndWhereThereIsNoPathYetByOne() {
        assertThat(Texts.found("error_page ((?:400|404|405|414|494|497)[^;]*);", EDGE)).hasSizeGreaterThanOrEqualTo(5)
            .as("nginx answers 500 where it is to lead a request that it cannot read to a place by name")
            .noneMatch(words -> words.contains("@"));
        for (String place : Texts.found("error_page [^;]* (/edge/[a-z-]+|@[a-z-]+);", EDGE)) {
            assertThat(EDGE).as(place)
                .containsPattern("location (?:= )?" + place
                        + " \\{\\s+internal;\\s+default_type application/problem\\+json;");
        }
    }

    @Test
    void handRequestsToServicesThatThereAreLookedUpAnew() {
        assertThat(Texts.found("default http://([a-z-]+):8080", EDGE)).hasSize(2)
            .allSatisfy(name -> assertThat(services(PRODUCTION)).containsKey(name))
            .allSatisfy(name -> assertThat(aliases(name)).containsExactly(name + "-${NEXUS_VERSION:-local}"))
            .allSatisfy(name -> assertThat(EDGE).contains("<" + name.substring(6) + "_version>" + name + "-["));
        assertThat(Texts.found("proxy_pass (\\$[a-z]+);", EDGE))
            .isEqualTo(Texts.found("map \\$realpath_root (\\$[a-z]+) \\{", EDGE));
        assertThat(EDGE).contains("resolver 127.0.0.11").doesNotContainPattern("proxy_pass http://");
    }

    @Test
    void takeUploadsAsLargeAsTheServiceDoes() {
        assertThat(Texts.read("src/main/resources/application.yml"))
            .contains("max-file-size: ${NEXUS_UPLOAD_LIMIT:2GB}");
        assertThat(EDGE).contains("client_max_body_size 2g;", "proxy_request_buffering off;");
    }

    private static Map<String, Map<String, Object>> services(Map<String, Object> file) {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        Texts.map(file.get("services")).forEach((name, service) -> services.put(name, Texts.map(service)));
        return services;
    }

    private static List<String> ports(Map<String, Object> service) {
        return service.get("ports") == null
                ? List.of()
                : Texts.list(service.get("ports")).stream().map(String::valueOf).toList();
    }

    private static List<Object> aliases(String name) {
        Object networks = services(PRODUCTION).get(name).get("networks");
        return List.copyOf(Texts.list(Texts.map(Texts.map(networks).get("edge")).get("aliases")));
    }

    private static int replicas(String name) {
        Object deploy = services(PRODUCTION).get(name).get("deploy");
        Object replicas = deploy == null ? null : Texts.map(deploy).get("replicas");
        return replicas instanceof Integer number ? number : 1;
    }
}
