package com.nexusplatform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The embedded servers: durable, private, alone on their folder, and never left behind. */
@EnabledOnOs(OS.LINUX) // looks for processes in /proc
class LocalServersTests {

    private static final Path PROGRAMS = Path.of("target", "servers", "servers").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataOverARestartAndWaitsForTheDisk() {
        try (DataFolder folder = DataFolder.take(directory); LocalPostgres server = start(folder)) {
            execute(server, "create table kept as select 42 as answer");
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "show data_checksums")).isEqualTo("on");
        }
        assertThat(serversOf(directory)).isEmpty();
        try (DataFolder folder = DataFolder.take(directory); LocalPostgres server = start(folder)) {
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void letsOneServiceAtATimeUseAFolder() {
        try (DataFolder folder = DataFolder.take(directory)) {
            assertThat(folder.resolve("lock")).exists();
            assertThatThrownBy(() -> DataFolder.take(directory)).isInstanceOf(LocalServerException.class)
                .hasMessageContaining("in use by another NEXUS")
                .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
                .hasMessageContaining("NEXUS_LOCAL_DATADIRECTORY");
        }
        DataFolder.take(directory).close();
    }

    @Test
    void keepsItsPasswordFromOthers() throws IOException {
        try (DataFolder folder = DataFolder.take(directory.resolve("new"))) {
            String password = folder.password();
            assertThat(password).hasSizeGreaterThanOrEqualTo(48).isEqualTo(folder.password());
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(directory.resolve("new")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void endsItsServersWhenTheServiceIsKilled() throws IOException {
        Process service = startService();
        String line = firstLine(service);
        String url = line.substring(0, line.indexOf(' '));
        execute(url, "create table kept as select 7 as answer");
        assertThat(serversOf(directory)).isNotEmpty();

        service.destroyForcibly();

        awaitNoServers();
        try (DataFolder folder = DataFolder.take(directory); LocalPostgres server = start(folder)) {
            assertThat(query(server, "select answer from kept")).isEqualTo("7");
        }
    }

    @Test
    void stopsAServerThatOutlivedItsService() throws IOException {
        Process service = startService();
        firstLine(service);
        List<ProcessHandle> keepers = service.children().toList();
        keepers.stream()
            .flatMap(ProcessHandle::children)
            .filter(process -> process.info().command().orElse("").endsWith("sh"))
            .forEach(
                    ProcessHandle::destroyForcibly); // first the watchers, or they would see the pipe close
        keepers.forEach(ProcessHandle::destroyForcibly);
        service.destroyForcibly();
        Awaitility.await().until(() -> !service.isAlive());
        assertThat(serversOf(directory)).as("orphans of the killed service").hasSizeGreaterThanOrEqualTo(2);

        try (DataFolder folder = DataFolder.take(directory);
                LocalPostgres postgres = start(folder);
                LocalRedis redis = LocalRedis.start(folder, Binaries.in(PROGRAMS), true)) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
            assertThat(redis.port()).isPositive();
        }
        awaitNoServers();
    }

    @Test
    void isNotFooledByAProcessNumberThatAnotherProgramHasNow() throws IOException {
        try (DataFolder folder = DataFolder.take(directory)) {
            start(folder).close();
            Path processFile = folder.resolve("postgresql/postmaster.pid");
            Files.writeString(processFile, ProcessHandle.current().pid() + "\n" + folder.resolve("postgresql")
                    + "\n0\n5432\n\n127.0.0.1\n\nready\n");
            try (LocalPostgres server = start(folder)) {
                assertThat(query(server, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void startsAnInitialisationOverThatWasCutOff() throws IOException {
        try (DataFolder folder = DataFolder.take(directory)) {
            Files.createDirectories(folder.resolve("postgresql.new/base"));
            Files.writeString(folder.resolve("postgresql.new/PG_VERSION"), "18");
            try (LocalPostgres server = start(folder)) {
                assertThat(query(server, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void showsWhatTheServerSaysWhenItDoesNotStart() throws IOException {
        try (DataFolder folder = DataFolder.take(directory)) {
            DataFolder.makePrivate(folder.resolve("postgresql"));
            Files.writeString(folder.resolve("postgresql/PG_VERSION"), "9.6\n");
            assertThatThrownBy(() -> start(folder)).isInstanceOf(LocalServerException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining(
                        "postgresql.conf");
        }
        awaitNoServers();
    }

    @Test
    void leavesNothingBehindWhenTheServiceFailsLater() {
        assertThatThrownBy(service(FailingService.class)::run).rootCause().hasMessage("fails after both servers run");
        awaitNoServers();
        DataFolder.take(directory).close();
    }

    @Test
    void standsInWhereNoServerIsNamed() {
        try (ConfigurableApplicationContext service = service(Quiet.class).run()) {
            JdbcConnectionDetails database = service.getBean(JdbcConnectionDetails.class);
            DataRedisConnectionDetails cache = service.getBean(DataRedisConnectionDetails.class);
            execute(database.getJdbcUrl(), "select 1", database.getPassword());
            assertThat(database.getUsername()).isEqualTo(LocalPostgres.USER);
            assertThat(cache.getPassword()).isEqualTo(database.getPassword());
            assertThat(cache.getStandalone().getHost()).isEqualTo("127.0.0.1");
        }
        assertThat(serversOf(directory)).isEmpty();
    }

    @Test
    void keepsOutWhereServersAreNamed() {
        try (ConfigurableApplicationContext service = service(Quiet.class)
            .properties("spring.datasource.url=jdbc:postgresql://db/nexus",
                    "spring.data.redis.url=redis://cache")
            .run()) {
            assertThat(service.getBeanNamesForType(JdbcConnectionDetails.class)).isEmpty();
            assertThat(service.getBeanNamesForType(DataRedisConnectionDetails.class)).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void explainsAFailureInsteadOfAStack() {
        LocalServerException cause = new LocalServerException("The folder is in use.");
        assertThat(new LocalServerFailure().analyze(new IllegalStateException(cause)).getDescription())
            .isEqualTo("The folder is in use.");
        assertThat(new LocalServerFailure().analyze(new IllegalStateException(cause)).getAction())
            .contains("DATABASE_URL", "REDIS_URL");
    }

    private static LocalPostgres start(DataFolder folder) {
        return LocalPostgres.start(folder, Binaries.in(PROGRAMS), true);
    }

    private SpringApplicationBuilder service(Class<?> configuration) {
        return new SpringApplicationBuilder(configuration)
            .properties("nexus.local.data-directory=" + directory, "nexus.local.programs-directory=" + PROGRAMS,
                    "logging.structured.format.console=", "logging.level.root=off",
                    "spring.main.log-startup-info=false")
            .web(org.springframework.boot.WebApplicationType.NONE);
    }

    private Process startService() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(), directory.toString(), PROGRAMS.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private void awaitNoServers() {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(serversOf(directory)).isEmpty());
    }

    /** Command lines of the living servers whose data are in the folder. */
    private static List<String> serversOf(Path folder) {
        String place = folder.toAbsolutePath().toString();
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes.filter(process -> process.getFileName().toString().matches("\\d+"))
                .map(LocalServersTests::describe)
                .filter(text -> text
                    .contains(place) && (text.contains("bin/postgres") || text.contains("redis-server")))
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1) + " "
                    + Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException ignored) {
            return ""; // ended meanwhile
        }
    }

    private static void execute(LocalPostgres server, String sql) {
        execute(server.url(), sql, server.password());
    }

    private void execute(String url, String sql) throws IOException {
        execute(url, sql, Files.readString(directory.resolve("password")).strip());
    }

    private static void execute(String url, String sql, String password) {
        try (Connection connection = DriverManager.getConnection(url, LocalPostgres.USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(LocalPostgres server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.url(), LocalPostgres.USER, server.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A service over the embedded servers that fails once they run. */
    @Configuration(proxyBeanMethods = false)
    @Import(LocalConfiguration.class)
    static class FailingService {

        @Bean
        Runnable failure(JdbcConnectionDetails database, DataRedisConnectionDetails redis) {
            throw new IllegalStateException("fails after both servers run");
        }
    }

    /** The same that does not fail. */
    @Configuration(proxyBeanMethods = false)
    @Import(LocalConfiguration.class)
    static class Quiet {}
}
