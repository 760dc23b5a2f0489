package com.nexusplatform.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL and one Redis for all tests of a JVM: the embedded ones, or containers where {@code NEXUS_TEST_CONTAINERS=true} asks for them and a
 * Docker engine answers.
 *
 * @param databaseUrl   JDBC address of an empty database
 * @param username      its user
 * @param password      the user's password
 * @param redisUrl      address of the Redis, with its password
 */
public record TestServers(String databaseUrl, String username, String password, String redisUrl) {

    private static final class Holder {

        private static final TestServers SERVERS = containersWanted() ? contained() : embedded();
    }

    /** The servers; started at the first call, ended with the JVM. */
    public static TestServers get() {
        return Holder.SERVERS;
    }

    /** Executes a statement as the owner of the database, which the service does not work as. */
    public void asOwner(String sql) {
        try (Connection owner = DriverManager.getConnection(databaseUrl, username, password);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    private static TestServers embedded() {
        DataFolder folder = DataFolder.take(Path.of("target", "servers"));
        Binaries binaries = Binaries.in(folder.resolve("servers"));
        // stories need not survive a power cut; what a write costs is measured with the flush that it takes in earnest
        boolean durable = Boolean.getBoolean("nexus.test.durable");
        LocalPostgres postgres = LocalPostgres.start(folder, binaries, durable);
        postgres.recreateDatabase();
        LocalRedis redis = LocalRedis.start(folder, binaries, false);
        return new TestServers(postgres.url(), LocalPostgres.USER, postgres.password(),
                "redis://:%s@127.0.0.1:%s".formatted(redis.password(), redis
                    .port()));
    }

    @SuppressWarnings("resource") // Testcontainers ends them with the JVM
    private static TestServers contained() {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:16");
        // by TCP: while an image sets its database up, it listens on a socket file only
        postgres.waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + postgres.getUsername()));
        GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:7")).withExposedPorts(6379);
        postgres.start();
        redis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.stop();
            redis.stop();
        }));
        return new TestServers(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword(),
                "redis://%s:%d".formatted(redis.getHost(), redis
                    .getMappedPort(6379)));
    }

    private static boolean containersWanted() {
        return Boolean.parseBoolean(System.getenv("NEXUS_TEST_CONTAINERS"))
                && DockerClientFactory.instance().isDockerAvailable();
    }
}
