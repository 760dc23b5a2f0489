package com.nexusplatform.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * and kept in a file readable by its owner.
 */
@Component
class SigningKey {

    static final int LEAST_BYTES = 32;
    private static final String HOW = "Set JWT_SECRET to at least 32 random bytes, for example the output of: openssl rand -base64 48";

    private final SecretKey key;
    private final String id;

    @Autowired
    SigningKey(Environment environment, IdentityProperties properties) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        this(secret(environment.getProperty("JWT_SECRET", ""), production, properties.folder()));
    }

    SigningKey(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        // one-way, and too short to tell the secret by
        this.id = Digests.sha256("kid:" + secret).substring(0, 16);
    }

    static String secret(String given, boolean production, Path folder) {
        if (given.isBlank()) {
            if (production) {
                throw new SettingRefusedException("JWT_SECRET", "is not set", HOW);
            }
            return kept(folder.resolve("jwt-secret"));
        }
        if (given.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
            throw new SettingRefusedException("JWT_SECRET", "is shorter than 32 bytes", HOW);
        }
        if (production && Secrets.isSample(given)) {
            throw new SettingRefusedException("JWT_SECRET", "looks like a sample from a guide", HOW);
        }
        return given;
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

    SecretKey key() {
        return key;
    }

    /** Which key signed a token. */
    String id() {
        return id;
    }
}
