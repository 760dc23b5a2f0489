package com.nexusplatform.platform;

import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import com.nexusplatform.NexusApplication;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Instances that answer requests, beside instances that perform what is queued. */
class InstanceRoleIT extends ServiceIT {

    @Autowired
    private Scheduler scheduler;

    @Test
    void performsQueuedWorkByDefault() {
        assertThat(scheduler.getSchedulerState().isStarted()).isTrue();
    }

    @Test
    void leavesQueuedWorkToOthersAsAnApi() {
        try (ConfigurableApplicationContext service = start("--NEXUS_ROLE=api")) {
            String there = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            client().get(there + "/ready").expect(200);
            client().get(there + "/healthz").expect(200);
            assertThat(client().get(there + "/metrics").expect(200).text()).contains("nexus_jobs_queue_age_seconds");
            assertThat(service.getBean(Scheduler.class).getSchedulerState().isStarted()).isFalse();
        }
    }

    @Test
    void refusesARoleThatThereIsNot() {
        assertThatThrownBy(() -> start("--NEXUS_ROLE=kitchen").close()).hasStackTraceContaining("nexus.platform.role");
    }

    private static ConfigurableApplicationContext start(String... more) {
        TestServers servers = TestServers.get();
        Stream<String> settings = Stream.of("--server.port=0", "--spring.datasource.url=" + servers.databaseUrl(),
                "--spring.datasource.username=" + servers.username(),
                "--spring.datasource.password=" + servers.password(), "--spring.data.redis.url=" + servers.redisUrl(),
                "--nexus.identity.folder=target/servers", "--logging.level.root=warn",
                "--logging.structured.format.console=", "--spring.datasource.hikari.maximum-pool-size=3");
        return new SpringApplicationBuilder(NexusApplication.class)
            .run(Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }
}
