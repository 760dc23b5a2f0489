package com.nexusplatform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL 18 on the loopback interface, its data in the data folder. */
final class LocalPostgres implements AutoCloseable {

    /** Name of the only user. */
    static final String USER = "nexus";
    private static final String DATABASE = "nexus";

    private final ServerProcess process;
    private final int port;
    private final String password;

    private LocalPostgres(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** Starts the server; makes its data and the database when absent. */
    static LocalPostgres start(DataFolder folder, Binaries binaries, boolean durable) {
        Path cluster = folder.resolve("postgresql");
        ServerProcess.endLeftover("PostgreSQL", cluster.resolve("postmaster.pid"), "postgres", "INT");
        if (!Files.isDirectory(cluster)) {
            initialise(cluster, folder, binaries);
        }
        int port = freePort();
        ServerProcess process = ServerProcess.start("postgresql", "INT", command(binaries, cluster, port, durable),
                folder.resolve("postgresql.log"));
        LocalPostgres server = new LocalPostgres(process, port, folder.password());
        try {
            process.awaitReady(() -> server.answers());
            server.createDatabase(DATABASE);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** JDBC address of the service's database. */
    String url() {
        return url(DATABASE);
    }

    /** Password of {@link #USER}. */
    String password() {
        return password;
    }

    /** Drops the service's database with all it holds, and makes it anew. */
    void recreateDatabase() {
        execute("drop database if exists " + DATABASE + " with (force)");
        createDatabase(DATABASE);
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        process.stop();
    }

    /** A port of the loopback interface that nobody listens on now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalServerException("There is no free port: %s.".formatted(e), e);
        }
    }

    private static void initialise(Path cluster, DataFolder folder, Binaries binaries) {
        Path draft = folder.resolve("postgresql.new");
        folder.password();
        try {
            Binaries.deleteTree(draft); // an initialisation that was cut off
            ServerProcess.run(List.of(binaries.postgres("initdb").toString(), "--pgdata=" + draft, "--username=" + USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + folder.resolve("password"), "--encoding=UTF8", "--locale=C",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalServerException("The folder %s cannot be made: %s.".formatted(cluster, e), e);
        }
    }

    private static List<String> command(Binaries binaries, Path cluster, int port, boolean durable) {
        List<String> line = new ArrayList<>(
                List.of(binaries.postgres("postgres").toString(), "-D", cluster.toString()));
        List<String> settings = new ArrayList<>(
                List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC",
                        "log_timezone=UTC", "shared_buffers=256MB", "max_wal_size=4GB"));
        String safe = durable ? "on" : "off";
        settings.addAll(List.of("fsync=" + safe, "synchronous_commit=" + safe, "full_page_writes=" + safe));
        for (String setting : settings) {
            line.add("-c");
            line.add(setting);
        }
        return line;
    }

    private void createDatabase(String name) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new LocalServerException("The database %s cannot be made: %s.".formatted(name, e.getMessage()), e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LocalServerException("%s: %s".formatted(sql, e.getMessage()), e);
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new LocalServerException(
                        "The embedded PostgreSQL refuses the password in the data folder; was the file changed?", e);
            }
            return false; // not yet listening, or still replaying its log
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database);
    }
}
