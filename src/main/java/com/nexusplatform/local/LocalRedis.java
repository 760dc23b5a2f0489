package com.nexusplatform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A real Redis 7 on the loopback interface, its data in the data folder. */
final class LocalRedis implements AutoCloseable {

    private final ServerProcess process;
    private final int port;
    private final String password;

    private LocalRedis(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** Starts the server on the data that are there. */
    static LocalRedis start(DataFolder folder, Binaries binaries, boolean durable) {
        Path data = folder.resolve("redis");
        Path processFile = data.resolve("redis.pid");
        ServerProcess.endLeftover("Redis", processFile, binaries.redis().getFileName().toString(), "TERM");
        int port = LocalPostgres.freePort();
        String password = folder.password();
        Path configuration = data.resolve("redis.conf");
        try {
            DataFolder.makePrivate(data);
            DataFolder.writePrivately(configuration, """
                    bind 127.0.0.1
                    port %s
                    requirepass %s
                    dir "%s"
                    pidfile "%s"
                    save ""
                    appendonly %s
                    """.formatted(port, password, data, processFile, durable ? "yes" : "no"));
        } catch (IOException e) {
            throw new LocalServerException("The settings of the embedded Redis cannot be written: %s.".formatted(e), e);
        }
        ServerProcess process = ServerProcess.start("redis", "TERM",
                List.of(binaries.redis().toString(), configuration.toString()),
                folder.resolve("redis.log"));
        LocalRedis server = new LocalRedis(process, port, password);
        try {
            process.awaitReady(server::answers);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Port on the loopback interface. */
    int port() {
        return port;
    }

    /** Password of the default user. */
    String password() {
        return password;
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        process.stop();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream()
                .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
        } catch (IOException e) {
            return false; // not yet listening
        }
    }
}
