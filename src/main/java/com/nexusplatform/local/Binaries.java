package com.nexusplatform.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The servers' programs for this machine, unpacked once from the class path into a folder. */
final class Binaries {

    private static final String POSTGRESQL = "postgresql-18.6";
    private static final String REDIS = "redis-server-7.0.15";

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /** The programs in the folder given; unpacks those that are missing. */
    static Binaries in(Path folder) {
        String machine = machine();
        try {
            Files.createDirectories(folder);
            if (!Files.isDirectory(folder.resolve(POSTGRESQL))) {
                unpackPostgres("/postgres-" + archive(machine) + ".txz", folder);
            }
            if (!Files.exists(folder.resolve(REDIS))) {
                unpackRedis("/" + REDIS + "-" + machine, folder);
            }
            return new Binaries(folder);
        } catch (IOException e) {
            throw new LocalServerException("The embedded servers cannot be unpacked into %s: %s.".formatted(folder, e),
                    e);
        }
    }

    /** Path of a program of PostgreSQL. */
    Path postgres(String program) {
        return folder.resolve(POSTGRESQL).resolve("bin").resolve(program);
    }

    /** Path of the Redis server. */
    Path redis() {
        return folder.resolve(REDIS);
    }

    private static void unpackPostgres(String resource, Path folder) throws IOException {
        Path draft = Files.createTempDirectory(folder, POSTGRESQL + ".");
        try (InputStream raw = open(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(raw)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, draft);
            }
        }
        settle(draft, folder.resolve(POSTGRESQL));
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target,
                    PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void unpackRedis(String resource, Path folder) throws IOException {
        Path draft = Files.createTempFile(folder, REDIS, "");
        try (InputStream raw = open(resource)) {
            Files.copy(raw, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, folder.resolve(REDIS), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Moves the finished folder into place; another process may have been faster, then its copy stays. */
    private static void settle(Path draft, Path target) throws IOException {
        try {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(draft);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    /** Deletes a folder with everything in it; an absent folder is fine. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder,
                    @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static InputStream open(String resource) throws IOException {
        InputStream stream = Binaries.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("there is no " + resource + " on the class path");
        }
        return stream;
    }

    private static String machine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (system.equals("linux") && (arm || processor.equals("amd64"))) {
            return arm ? "linux-arm64" : "linux-amd64";
        }
        if (system.startsWith("mac") && arm) {
            return "darwin-arm64";
        }
        throw new LocalServerException(
                "There are no embedded servers for this machine (%s, %s).".formatted(system, processor));
    }

    private static String archive(String machine) {
        return switch (machine) {
            case "linux-amd64" -> "linux-x86_64";
            case "linux-arm64" -> "linux-arm_64";
            default -> "darwin-arm_64";
        };
    }
}
