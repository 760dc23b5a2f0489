package com.nexusplatform.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.SettingRefusedException;

/**
 * The key that signs access tokens: from {@code JWT_SECRET}, or, in the local default only, one that is made at the first start
 * and kept in a file readable by its owner. While it is replaced, tokens of
 * {@code JWT_SECRET_OTHERS} are accepted too: of the next key, or of the one before.
 */
@Component
class SigningKey {

    static final int LEAST_BYTES = 32;
    private static final String SIGNS = "JWT_SECRET";
    private static final String OTHERS = "JWT_SECRET_OTHERS";

    private final String id;
    private final Map<String, SecretKey> accepted = new LinkedHashMap<>();

    @Autowired
    SigningKey(Environment environment, IdentityProperties properties) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        this(secret(environment.getProperty(SIGNS, ""), production, properties.folder()),
                others(environment, production).toArray(String[]::new));
    }

    SigningKey(String signs, String... others) {
        this.id = id(signs);
        Stream.concat(Stream.of(signs), Stream.of(others)).forEach(secret -> accepted.put(id(secret), key(secret)));
    }

    static String secret(String given, boolean production, Path folder) {
        if (!given.isBlank()) {
            return acceptable(SIGNS, given, production);
        }
        if (production) {
            throw refused(SIGNS, "is not set");
        }
        return kept(folder.resolve("jwt-secret"));
    }

    private static List<String> others(Environment environment, boolean production) {
        return Stream.of(environment.getProperty(OTHERS, "").split(",", -1))
            .map(String::strip)
            .filter(other -> !other.isEmpty())
            .map(other -> acceptable(OTHERS, other, production))
            .toList();
    }

    private static String acceptable(String name, String given, boolean production) {
        if (given.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
            throw refused(name, "is shorter than 32 bytes");
        }
        if (production && Secrets.isSample(given)) {
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
        String made = Secrets.random(48);
        Secrets.writeOwnerOnly(file, made);
        return made;
    }

    /** One-way, and too short to tell the secret by. */
    private static String id(String secret) {
        return Digests.sha256("kid:" + secret).substring(0, 16);
    }

    private static SecretKey key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** The key that signs. */
    SecretKey key() {
        return accepted(id).orElseThrow();
    }

    /** Which key signs. */
    String id() {
        return id;
    }

    /** The key of that id, if it is one of ours. */
    Optional<SecretKey> accepted(String keyId) {
        return Optional.ofNullable(accepted.get(keyId));
    }
}
