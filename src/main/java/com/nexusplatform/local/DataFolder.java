package com.nexusplatform.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** The folder of the embedded servers, held by one process at a time and readable by its owner alone. */
final class DataFolder implements AutoCloseable {

    private static final int PASSWORD_BYTES = 24;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the folder if absent and takes it; refuses when another process holds it. */
    static DataFolder take(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            makePrivate(path);
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new LocalServerException(
                        "The data folder %s is in use by another NEXUS (process %s). Stop that one, or give this one a folder of"
                            .formatted(path, Files.readString(path.resolve("owner")).strip())
                                + " its own with NEXUS_LOCAL_DATADIRECTORY.");
            }
            Files.writeString(path.resolve("owner"), Long.toString(ProcessHandle.current().pid()));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new LocalServerException("The data folder %s cannot be used: %s.".formatted(path, e), e);
        }
    }

    /** A path inside the folder. */
    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The password of this folder's servers: made at random once, kept in a file that only the owner can read. */
    String password() {
        Path file = path.resolve("password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                writePrivately(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalServerException("The password file %s cannot be read: %s.".formatted(file, e), e);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalServerException("The data folder %s cannot be given back: %s.".formatted(path, e), e);
        }
    }

    /** Makes a folder that only its owner can enter. */
    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Writes a file that only its owner can read, never visible half written. */
    static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another context of this very process
        }
    }
}
