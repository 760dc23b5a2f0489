package com.nexusplatform.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import com.nexusplatform.shared.Secrets;

/**
 * The key that signs access tokens: from {@code JWT_SECRET}, or, in the local default only, one that is made at the first start
 * and kept in a file readable by its owner. While it is replaced, tokens of
 * {@code JWT_SECRET_OTHERS} are accepted too: of the next key, or of the one before.
 */
@Component
class SigningKey {

    private static final String SIGNS = "JWT_SECRET";
    private static final String OTHERS = "JWT_SECRET_OTHERS";

    private final String id;
    private final Map<String, SecretKey> accepted = new LinkedHashMap<>();

    @Autowired
    SigningKey(Environment environment, IdentityProperties properties) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        this(secret(environment.getProperty(SIGNS, ""), production, properties.folder()),
                Secrets.settings(OTHERS, environment.getProperty(OTHERS, ""), production).toArray(String[]::new));
    }

    SigningKey(String signs, String... others) {
        this.id = id(signs);
        Stream.concat(Stream.of(signs), Stream.of(others)).forEach(secret -> accepted.put(id(secret), key(secret)));
    }

    static String secret(String given, boolean production, Path folder) {
        return Secrets.setting(SIGNS, given, production, folder.resolve("jwt-secret"));
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
