package com.nexusplatform.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import com.nexusplatform.NexusApplication;
import com.nexusplatform.local.TestServers;

/** One more instance of the service beside the one that all stories share, with settings of its own. */
record Instance(ConfigurableApplicationContext service) implements AutoCloseable {

    /** Starts it over the same database and Redis, unless a setting says otherwise; the last one of a name holds. */
    static Instance start(String... settings) {
        TestServers servers = TestServers.get();
        Map<String, String> named = new LinkedHashMap<>();
        Stream<String> common = Stream.of("--server.port=0", "--spring.datasource.url=" + servers.databaseUrl(),
                "--spring.datasource.username=" + servers.username(),
                "--spring.datasource.password=" + servers.password(), "--spring.data.redis.url=" + servers.redisUrl(),
                "--nexus.identity.folder=target/servers", "--logging.level.root=warn",
                "--logging.structured.format.console=", "--spring.datasource.hikari.maximum-pool-size=4",
                "--NEXUS_ROLE=api");
        // of two settings of one name Spring would make a list
        Stream.concat(common, Stream.of(settings))
            .forEach(setting -> named.put(setting.substring(0, setting.indexOf('=')), setting));
        return new Instance(
                new SpringApplicationBuilder(NexusApplication.class).run(named.values().toArray(String[]::new)));
    }

    /** Port that it answers at. */
    int port() {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Address of the service, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        service.close();
    }
}
