package com.nexusplatform.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Making and reading of secrets, telling of sample ones, and files that their owner alone can read. */
public final class Secrets {

    private static final int LEAST_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Words that give away a secret copied from a guide. */
    private static final Set<String> SAMPLE_WORDS = Set.of("change", "example", "sample", "secret-key", "your-",
            "your_", "placeholder",
            "replace", "default", "dummy", "password", "supersecret", "jwt_secret", "jwt-secret", "123456", "insecure");

    private Secrets() {}

    /** A random text of the given number of random bytes, in the alphabet of URLs. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Whether a secret looks like one from a guide: it holds such a word, or hardly any different characters. */
    public static boolean isSample(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return SAMPLE_WORDS.stream().anyMatch(lower::contains) || secret.chars().distinct().count() < 8;
    }

    /** Writes a text into a file that nobody but the owner can read, at any moment of its life. */
    public static void writeOwnerOnly(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly(file));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new SettingRefusedException("nexus.identity.folder", "cannot be written: " + file,
                    "Make the folder writable for the user that runs the service, or set NEXUS_IDENTITY_FOLDER to one that is.");
        }
    }

    /**
     * The secret of a setting; where it is not set, in the local default only, the one in the file given, made at the first start.
     *
     * @throws SettingRefusedException when it is missing, shorter than 32 bytes or looks like a sample
     */
    public static String setting(String name, String given, boolean production, Path file) {
        if (!given.isBlank()) {
            return acceptable(name, given, production);
        }
        if (production) {
            throw refused(name, "is not set");
        }
        return kept(file);
    }

    /**
     * The secrets of a setting that holds several, separated by commas.
     *
     * @throws SettingRefusedException when one is shorter than 32 bytes or looks like a sample
     */
    public static List<String> settings(String name, String given, boolean production) {
        return Stream.of(given.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(each -> acceptable(name, each, production))
            .toList();
    }

    private static String acceptable(String name, String given, boolean production) {
        if (given.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
            throw refused(name, "is shorter than 32 bytes");
        }
        if (production && isSample(given)) {
            throw refused(name, "looks like a sample from a guide");
        }
        return given;
    }

    private static SettingRefusedException refused(String name, String flaw) {
        return new SettingRefusedException(name, flaw, "Set " + name
                + " to at least 32 random bytes, for example the output of: openssl rand -base64 48");
    }

    private static String kept(Path file) {
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (kept.getBytes(StandardCharsets.UTF_8).length >= LEAST_BYTES) {
                    return kept;
                }
            }
        } catch (IOException unreadable) {
            throw new SettingRefusedException("The file " + file, "cannot be read",
                    "Make it readable, or delete it to get a new one.");
        }
        String made = random(48);
        writeOwnerOnly(file, made);
        return made;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> ownerReadsAndWrites = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(ownerReadsAndWrites)};
    }
}
