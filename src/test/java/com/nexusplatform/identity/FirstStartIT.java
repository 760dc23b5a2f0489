package com.nexusplatform.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.NexusApplication;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Secrets;
import com.nexusplatform.shared.SettingRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The first start on an empty database, in production and in the local default. */
class FirstStartIT extends ServiceIT {

    private static final String FIRST = "Grey-Otters-9-Umbrellas";

    @TempDir
    private Path folder;

    @Test
    void makesOnlyTheAdministratorInProductionWhoMustChangeThePassword() {
        String[] settings = {"--spring.profiles.active=production", "--JWT_SECRET=" + Secrets.random(48),
                "--ENCRYPTION_KEY=" + Secrets.random(48),
                "--NEXUS_TRAIL_KEY=MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"};
        String empty = emptyDatabase("first_production");
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> start(empty, settings).close())
            .withMessageContaining("NEXUS_ADMIN_PASSWORD is not set");
        try (ConfigurableApplicationContext service = start(empty, Stream.concat(Stream.of(settings),
                Stream.of("--NEXUS_ADMIN_PASSWORD=" + FIRST))
            .toArray(String[]::new))) {
            String there = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            Client admin = signedIn(there, "admin", FIRST);
            admin.get(there + "/api/v1/users").expectProblem(403, "/password-change-required");
            String own = "violet anchors under glass";
            admin.put(there + "/api/v1/me/password", Map.of("current", FIRST, "new", own)).expect(204);
            admin.get(there + "/api/v1/users").expectProblem(403, "/second-factor-demanded");
            enrol(admin, there, own);
            admin.put(there + "/api/v1/second-factor-demands", Map.of("roles", List.of()))
                .expectProblem(409, "/conflict");
            assertThat(admin.get(there + "/api/v1/users").expect(200).json().at("/items").size()).isOne();
            admin.get(there + "/v3/api-docs").expectProblem(404, "/not-found");
            client().get(there + "/v3/api-docs").expectProblem(401, "/sign-in-required");
            client().get(there + "/swagger-ui/index.html").expectProblem(401, "/sign-in-required");
            client().get(there + "/ready").expect(200);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesOneUserPerRoleInTheLocalDefaultWithPasswordsForItsOwnerAlone() throws Exception {
        String empty = emptyDatabase("first_local");
        Path file = folder.resolve("first-passwords.txt");
        try (ConfigurableApplicationContext service = start(empty, "--NEXUS_DEMO_PASSWORD=")) {
            String there = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize(5);
            for (String line : lines) {
                List<String> words = List.of(line.strip().split(" +", -1));
                Answer me = signedIn(there, words.getFirst(), words.getLast()).get(there + "/api/v1/me").expect(200);
                assertThat(me.json().at("/mustChangePassword").asBoolean()).isFalse();
            }
            assertThat(lines.stream().map(line -> line.strip().replaceAll(".* ", "")).distinct()).hasSize(5);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        Files.delete(file);
        start(empty).close();
        assertThat(file).doesNotExist();
    }

    private static void enrol(Client admin, String there, String password) {
        String factor = there + "/api/v1/me/second-factor";
        String secret = admin.post(factor, Map.of("password", password)).expect(200).text("/secret");
        admin.post(factor + "/confirm", Map.of("code", new Authenticator(secret).code(Instant.now()))).expect(200);
    }

    private Client signedIn(String there, String username, String password) {
        Answer tokens = client().post(there + "/api/v1/auth/login", Map.of("username", username, "password", password))
            .expect(200);
        return client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
    }

    private String emptyDatabase(String name) {
        TestServers servers = TestServers.get();
        JdbcClient owner = JdbcClient
            .create(new DriverManagerDataSource(servers.databaseUrl(), servers.username(), servers.password()));
        owner.sql("drop database if exists " + name + " with (force)").update();
        owner.sql("create database " + name).update();
        return TestServers.get().databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    }

    private ConfigurableApplicationContext start(String databaseUrl, String... more) {
        TestServers servers = TestServers.get();
        Stream<String> settings = Stream.of("--server.port=0", "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=" + servers.username(),
                "--spring.datasource.password=" + servers.password(),
                "--spring.data.redis.url=" + servers.redisUrl(), "--nexus.identity.folder=" + folder,
                "--logging.level.root=warn",
                "--spring.datasource.hikari.maximum-pool-size=4");
        return new SpringApplicationBuilder(NexusApplication.class)
            .run(Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }
}
