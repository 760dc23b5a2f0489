package com.nexusplatform.platform;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service shows under the profile production: the API, the workbench, the probes, and nothing about itself. */
class ProductionIT extends ServiceIT {

    private static final String FIRST = "Grey-Otters-9-Umbrellas";
    private static final List<String> ACTUATOR = List.of("env", "beans", "configprops", "heapdump", "threaddump",
            "loggers", "mappings", "info", "conditions", "shutdown", "sbom", "startup", "flyway", "caches",
            "scheduledtasks",
            "httpexchanges", "prometheus", "jolokia", "logfile", "auditevents", "sessions");

    @Test
    void showsNothingThatIsNotDeclared() {
        try (Instance production = production()) {
            Client stranger = client();
            Client admin = administrator(production);
            for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config",
                    "/swagger-ui.html", "/swagger-ui/index.html", "/actuator", "/actuator/env", "/actuator/heapdump",
                    "/h2-console", "/.env", "/.git/config", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF")) {
                absent(path, stranger.get(production.address() + path), admin.get(production.address() + path));
            }
            for (String endpoint : ACTUATOR) {
                String path = "/" + endpoint;
                absent(path, stranger.get(production.address() + path), admin.get(production.address() + path));
            }
            assertThat(stranger.get(production.address() + "/healthz").text()).doesNotContain("details", "version");
            assertThat(stranger.get(production.address() + "/health").text()).doesNotContain("version", "PostgreSQL");
        }
    }

    private static void absent(String path, Answer stranger, Answer admin) {
        assertThat(stranger.status()).as(path).isIn(400, 401, 404);
        assertThat(admin.status()).as(path).isIn(400, 404);
        for (Answer answer : List.of(stranger, admin)) {
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.text()).as(path)
                .doesNotContainIgnoringCase("tomcat", "spring", "exception", "springdoc", "4.1.", "java");
        }
    }

    private Instance production() {
        TestServers servers = TestServers.get();
        JdbcClient owner = JdbcClient
            .create(new DriverManagerDataSource(servers.databaseUrl(), servers.username(), servers.password()));
        owner.sql("drop database if exists shown_in_production with (force)").update();
        owner.sql("create database shown_in_production").update();
        return Instance.start("--spring.profiles.active=production", "--JWT_SECRET=" + Secrets.random(48),
                "--ENCRYPTION_KEY=" + Secrets.random(48), "--NEXUS_ADMIN_PASSWORD=" + FIRST,
                "--nexus.identity.second-factor-roles=", // so that the administrator may ask for more than that
                "--NEXUS_TRAIL_KEY=MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g",
                "--spring.datasource.url="
                        + servers.databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/shown_in_production$1"));
    }

    private Client administrator(Instance production) {
        String token = client().post(production.address() + "/api/v1/auth/login",
                Map.of("username", "admin", "password", FIRST))
            .expect(200)
            .text("/accessToken");
        Client admin = client().with("Authorization", "Bearer " + token);
        admin.put(production.address() + "/api/v1/me/password",
                Map.of("current", FIRST, "new", "violet anchors under glass"));
        return admin;
    }
}
