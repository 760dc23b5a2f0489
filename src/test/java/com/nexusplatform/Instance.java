package com.nexusplatform;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

/** One more instance of the service in this JVM, over a database that a story says, with a clock of the story's own. */
public final class Instance implements AutoCloseable {

    private final ConfigurableApplicationContext service;

    private Instance(ConfigurableApplicationContext service) {
        this.service = service;
    }

    /** Address of an empty database of that name. */
    public static String emptyDatabase(String name) {
        TestServers servers = TestServers.get();
        servers.asOwner("drop database if exists " + name + " with (force)");
        servers.asOwner("create database " + name);
        return servers.databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    }

    /** Starts one; the settings are given as {@code name=value}, and win over those of the stories. */
    public static Instance start(String databaseUrl, Clock clock, String... settings) {
        TestServers servers = TestServers.get();
        List<String> common = List.of("server.port=0", "spring.datasource.url=" + databaseUrl,
                "spring.datasource.username=" + servers.username(), "spring.datasource.password=" + servers.password(),
                "spring.data.redis.url=" + servers.redisUrl(), "nexus.identity.folder=target/servers",
                "nexus.identity.many-tries=1000000",
                "NEXUS_DEMO_PASSWORD=" + ServiceIT.PASSWORD, "logging.level.root=warn",
                "logging.structured.format.console=", "spring.datasource.hikari.maximum-pool-size=4");
        return new Instance(new SpringApplicationBuilder(NexusApplication.class)
            .initializers(context -> ((GenericApplicationContext) context).registerBean("storyClock", Clock.class,
                    () -> clock, bean -> bean.setPrimary(true)))
            .run(arguments(common, List.of(settings))));
    }

    private static String[] arguments(List<String> common, List<String> own) {
        Map<String, String> byName = new LinkedHashMap<>();
        Stream.of(common, own)
            .flatMap(List::stream)
            .forEach(setting -> byName.put(setting.substring(0, setting.indexOf('=')), "--" + setting));
        return byName.values().toArray(String[]::new);
    }

    /** A caller of this instance who is not signed in. */
    public Client client() {
        return new Client("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"), Map.of());
    }

    /** A caller with the access token of an answer. */
    public Client bearer(Answer tokens) {
        return bearer(tokens.text("/accessToken"));
    }

    /** A caller with an access token. */
    public Client bearer(String accessToken) {
        return client().with("Authorization", "Bearer " + accessToken);
    }

    /** Tries to sign in. */
    public Answer signIn(String username, String password) {
        return client().post("/api/v1/auth/login", Map.of("username", username, "password", password));
    }

    /** Tries to sign in with a second factor. */
    public Answer signIn(String username, String password, String code) {
        return client().post("/api/v1/auth/login", Map.of("username", username, "password", password, "code", code));
    }

    /** The instance's database, as its owner. */
    public JdbcClient database() {
        TestServers servers = TestServers.get();
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(service.getEnvironment().getProperty("spring.datasource.url")), servers.username(),
                servers.password()));
    }

    /** Acts of the trail about a user, in their order. */
    public List<String> acts(String username) {
        return database().sql("select act from audit_event where object_id = :user order by id")
            .param("user", username)
            .query(String.class)
            .list();
    }

    @Override
    public void close() {
        service.close();
    }
}
