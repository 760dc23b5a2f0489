package com.nexusplatform.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server that ends with this process, however this process ends.
 *
 * <p>A small shell stands between: it starts the server in a session of its own (a Ctrl-C in the terminal reaches only the service, which stops the
 * server in order) and reads from a pipe that this process holds. When the pipe closes, at an orderly stop as after a {@code kill -9}, it signals
 * the server.
 */
final class ServerProcess {

    private static final Pattern PROCESS_ID = Pattern.compile("[0-9]{1,18}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> UNWILLING_AS_ROOT = Set.of("postgres", "initdb");
    private static final String KEEPER = """
            trap '' INT TERM HUP
            signal=$1; shift
            exec 3<&0
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            "$@" </dev/null 3<&- & server=$!
            { read -r _ <&3; kill -s "$signal" "$server"; } & watcher=$!
            wait "$server"; status=$?
            kill -9 "$watcher" 2>/dev/null
            exit "$status"
            """;

    private final String name;
    private final Process keeper;
    private final Path log;

    private ServerProcess(String name, Process keeper, Path log) {
        this.name = name;
        this.keeper = keeper;
        this.log = log;
    }

    /** Starts a command, its output appended to the log; the signal is the one that stops it in order. */
    static ServerProcess start(String name, String signal, List<String> command, Path log) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", KEEPER, "nexus-" + name, signal));
        line.addAll(asOrdinaryUser(command));
        try {
            Process keeper = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
            return new ServerProcess(name, keeper, log);
        } catch (IOException e) {
            throw new LocalServerException("The embedded %s cannot be started: %s.".formatted(name, e), e);
        }
    }

    /** Runs a command to its end; throws with its output when it fails. */
    static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(asOrdinaryUser(command)).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String hint = output.startsWith("unshare:")
                        ? " PostgreSQL does not run as root, and this machine allows no user namespaces:"
                                + " start NEXUS as an ordinary user."
                        : "";
                throw new LocalServerException("%s failed: %s%s".formatted(command.getFirst(), output.strip(), hint));
            }
        } catch (IOException e) {
            throw new LocalServerException("%s cannot be run: %s.".formatted(command.getFirst(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Interrupted while running %s.".formatted(command.getFirst()), e);
        }
    }

    /** Waits until the attempt answers; throws with the end of the server's log when the server ends or time runs out. */
    void awaitReady(Attempt attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!attempt.succeeds()) {
                if (keeper.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new LocalServerException(
                            "The embedded %s did not start. The end of %s says: %s".formatted(name, log, tail()));
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new LocalServerException("The embedded %s does not answer after %s s; see %s.".formatted(name,
                            PATIENCE.toSeconds(), log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Interrupted while waiting for the embedded %s.".formatted(name), e);
        }
    }

    /** Stops the server in order and waits for its end; kills what does not end in time. */
    void stop() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                keeper.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            throw new LocalServerException("The embedded %s cannot be stopped: %s.".formatted(name, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends a server that an earlier service left behind, as its process file tells. A number that belongs to another program by now is stale, and its
     * file is removed; this is safe because the caller holds the data folder.
     */
    static void endLeftover(String name, Path processFile, String program, String signal) {
        Optional<ProcessHandle> found = living(processFile);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        try {
            if (process.info().command().filter(command -> !command.endsWith("/" + program)).isPresent()) {
                Files.deleteIfExists(processFile);
                return;
            }
            run(List.of("sh", "-c", "kill -s \"$1\" \"$2\" || true", "sh", signal, Long.toString(process.pid())));
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | IOException e) {
            throw new LocalServerException(
                    "A %s of an earlier start still runs as process %s and does not stop. Stop it by hand.".formatted(
                            name,
                            process.pid()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Interrupted while stopping an earlier %s.".formatted(name), e);
        }
    }

    private static Optional<ProcessHandle> living(Path processFile) {
        try {
            if (!Files.exists(processFile)) {
                return Optional.empty();
            }
            String first = Files.readString(processFile).lines().findFirst().orElse("").strip();
            return PROCESS_ID.matcher(first).matches()
                    ? ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException e) {
            throw new LocalServerException("%s cannot be read: %s.".formatted(processFile, e), e);
        }
    }

    /** PostgreSQL refuses to run as root; inside a fresh user namespace root is an ordinary user without rights. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))
                || !UNWILLING_AS_ROOT.contains(Path.of(command.getFirst()).getFileName().toString())) {
            return command;
        }
        List<String> line = new ArrayList<>(List.of("unshare", "-U"));
        line.addAll(command);
        return line;
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** One try to reach a server. */
    @FunctionalInterface
    interface Attempt {

        /** Whether the server answered. */
        boolean succeeds();
    }
}
