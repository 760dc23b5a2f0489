package com.nexusplatform.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

import com.nexusplatform.shared.SettingRefusedException;

/** Making of random secrets, telling of sample ones, and files that their owner alone can read. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Words that give away a secret copied from a guide. */
    private static final Set<String> SAMPLE_WORDS = Set.of("change", "example", "sample", "secret-key", "your-",
            "your_", "placeholder",
            "replace", "default", "dummy", "password", "supersecret", "jwt_secret", "jwt-secret", "123456", "insecure");

    private Secrets() {}

    /** A random text of the given number of random bytes, in the alphabet of URLs. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Whether a secret looks like one from a guide: it holds such a word, or hardly any different characters. */
    static boolean isSample(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return SAMPLE_WORDS.stream().anyMatch(lower::contains) || secret.chars().distinct().count() < 8;
    }

    /** Writes a text into a file that nobody but the owner can read, at any moment of its life. */
    static void writeOwnerOnly(Path file, String text) {
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

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> ownerReadsAndWrites = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(ownerReadsAndWrites)};
    }
}
