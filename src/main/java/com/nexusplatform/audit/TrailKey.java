package com.nexusplatform.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.SettingRefusedException;

/**
 * The Ed25519 key (RFC 8032) that signs checkpoints: from {@code NEXUS_TRAIL_KEY}, or, in the local default only, one that is made
 * at the first start and kept in a file readable by its owner. Signatures of earlier keys are believed while their public halves
 * are configured.
 */
@Component
class TrailKey {

    private static final Pattern NOT_BASE64 = Pattern.compile("-----[A-Z ]{1,40}-----|\\s");
    private static final String SETTING = "NEXUS_TRAIL_KEY";
    private static final String HOW = "Set NEXUS_TRAIL_KEY, or put a file of that name under /run/secrets, to an Ed25519 key in PKCS#8,"
            + " for example the output of: openssl genpkey -algorithm ed25519";

    private final PrivateKey own;
    private final String id;
    private final Map<String, PublicKey> believed = new LinkedHashMap<>();

    @Autowired
    TrailKey(Environment environment, AuditProperties properties) {
        this(given(environment.getProperty(SETTING, ""), environment.acceptsProfiles(Profiles.of("production")),
                properties.folder().resolve("trail-key")), properties.earlierKeys());
    }

    TrailKey(String privateKey, List<String> earlierKeys) {
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            own = factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(privateKey)));
            PublicKey present = publicHalf(own);
            id = idOf(present);
            believed.put(id, present);
            for (String earlier : earlierKeys) {
                PublicKey key = factory.generatePublic(new X509EncodedKeySpec(decoded(earlier)));
                believed.put(idOf(key), key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw new SettingRefusedException(SETTING + " or nexus.audit.earlier-keys", "is not an Ed25519 key", HOW);
        }
    }

    /** A new private key in PKCS#8, base64. */
    static String made() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String given(String setting, boolean production, Path file) {
        if (!setting.isBlank()) {
            return setting;
        }
        if (production) {
            throw new SettingRefusedException(SETTING, "is not set", HOW);
        }
        return kept(file);
    }

    private static String kept(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file);
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            String made = made();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, made, StandardCharsets.UTF_8);
            return made;
        } catch (IOException | UnsupportedOperationException failure) {
            throw new SettingRefusedException("The file " + file, "cannot be read or made",
                    "Make the folder writable for the user that runs the service, or set NEXUS_AUDIT_FOLDER to one that is.");
        }
    }

    /** Which key signs. */
    String id() {
        return id;
    }

    /** Signs a text; base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a checkpoint bears the signature of a key that is believed. */
    boolean signed(Checkpoint checkpoint) {
        PublicKey key = believed.get(checkpoint.keyId());
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(checkpoint.signed().getBytes(StandardCharsets.UTF_8));
            byte[] given = Base64.getDecoder().decode(checkpoint.signature());
            // the last character has bits that decoding passes over
            return signature.verify(given) && Base64.getEncoder().encodeToString(given).equals(checkpoint.signature());
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Public keys that are believed, the present one first: identity and base64 of X.509. */
    List<TrustedKey> publicHalves() {
        List<TrustedKey> halves = new ArrayList<>();
        believed.forEach(
                (keyId, key) -> halves
                    .add(new TrustedKey(keyId, Base64.getEncoder().encodeToString(key.getEncoded()))));
        return halves;
    }

    private static String idOf(PublicKey key) {
        return Digests.hex(Digests.sha256().digest(key.getEncoded())).substring(0, 16);
    }

    /** PEM or its base64 alone. */
    private static byte[] decoded(String key) {
        return Base64.getDecoder().decode(NOT_BASE64.matcher(key).replaceAll(""));
    }

    /** The JDK tells a public key only when it makes a pair; making one from the seed of the private key gives its own. */
    private static PublicKey publicHalf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(GeneralSecurityException::new);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return generator.generateKeyPair().getPublic();
    }

    /** Gives out the seed of a key that exists. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        private Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
