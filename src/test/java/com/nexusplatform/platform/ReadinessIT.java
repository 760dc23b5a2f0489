package com.nexusplatform.platform;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Ready is an instance that takes requests and reaches its database; that all its connections are busy is no reason to leave. */
class ReadinessIT extends ServiceIT {

    private static final int POOL = 4;

    private static Way way;
    private static Instance instance;

    /** After the instance that all stories share, which makes the users. */
    @BeforeEach
    void begin() {
        if (instance != null) {
            return;
        }
        URI database = URI.create(TestServers.get().databaseUrl().substring("jdbc:".length()));
        way = new Way(database.getPort());
        instance = Instance.start("--spring.datasource.url=" + TestServers.get()
            .databaseUrl()
            .replace(":" + database.getPort() + "/", ":" + way.port() + "/"),
                "--spring.datasource.hikari.maximum-pool-size=" + POOL);
    }

    @AfterAll
    static void end() {
        instance.close();
        way.close();
    }

    @Test
    void isNotReadyWhileTheDatabaseIsAway() {
        Client lead = signInAs("lead");
        way.cut();
        try {
            await("health says so", () -> health().status() == 503);
            assertThat(health().text()).contains("\"database\":\"unhealthy\"");
            assertThat(ready("/ready").expect(503).text()).isEqualTo("{\"status\":\"not_ready\"}");
            ready("/healthz/readiness").expect(503);
            ready("/livez").expect(200);
            refuses(lead);
        } finally {
            way.restore();
        }
        await("healthy again", Duration.ofSeconds(20), () -> health().status() == 200);
        staysReady();
    }

    @Test
    void staysReadyWhileEveryConnectionIsTaken() throws SQLException {
        Client lead = signInAs("lead");
        List<Connection> taken = new ArrayList<>();
        try {
            DataSource pool = instance.service().getBean(DataSource.class);
            for (int i = 0; i < POOL; i++) {
                taken.add(pool.getConnection());
            }
            staysReady();
            assertThat(health().text()).contains("\"database\":\"healthy\"");
            refuses(lead);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        await("healthy again", Duration.ofSeconds(20), () -> health().status() == 200);
    }

    @Test
    void isNotReadyWhenItSaysThatItTakesNothingMore() {
        AvailabilityChangeEvent.publish(instance.service(), ReadinessState.REFUSING_TRAFFIC);
        try {
            assertThat(ready("/ready").expect(503).text()).isEqualTo("{\"status\":\"not_ready\"}");
            ready("/healthz/readiness").expect(503);
            ready("/livez").expect(200);
            assertThat(health().status()).isEqualTo(200);
        } finally {
            AvailabilityChangeEvent.publish(instance.service(), ReadinessState.ACCEPTING_TRAFFIC);
        }
        staysReady();
    }

    /** And says so at once, as probes do not wait. */
    private void staysReady() {
        for (String path : List.of("/ready", "/healthz/readiness", "/livez")) {
            long start = System.nanoTime();
            ready(path).expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** What cannot be done now is refused in words, and may be tried again. */
    private static void refuses(Client lead) {
        Answer refusal = lead.post(instance.address() + "/api/v1/examinations", Map.of("title", "Without a database",
                "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd", "2026-12-31", "currency",
                "EUR"));
        refusal.expectProblem(503, "/unavailable");
        assertThat(refusal.header("Retry-After")).isPresent();
    }

    private Answer ready(String path) {
        return client().get(instance.address() + path);
    }

    private Answer health() {
        return client().get(instance.address() + "/health");
    }
}
