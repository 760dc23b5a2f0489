package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.Secrets;

/**
 * The keys that values are sealed with: the present one from {@code ENCRYPTION_KEY}, or, in the local default only, one that is made
 * at the first start and kept in a file readable by its owner; and those of {@code ENCRYPTION_KEY_OTHERS}, which open what was
 * sealed before, or by a replica that has the next key already. Each is derived from its secret by HKDF-SHA256 (RFC 5869), and so is
 * its id, which tells nothing of it.
 */
@Component
class KeyRing {

    static final String SETTING = "ENCRYPTION_KEY";
    static final String OTHERS = "ENCRYPTION_KEY_OTHERS";

    private static final int ID_BYTES = 8;

    private final Map<String, SealingKey> keys = new LinkedHashMap<>();
    private final String present;

    @Autowired
    KeyRing(Environment environment, VaultProperties properties) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        this(Secrets.setting(SETTING, environment.getProperty(SETTING, ""), production,
                properties.folder().resolve("encryption-key")),
                Secrets.settings(OTHERS, environment.getProperty(OTHERS, ""), production));
    }

    KeyRing(String secret, List<String> others) {
        present = add(secret);
        others.forEach(this::add);
    }

    /** Id of the key that new values are sealed with. */
    String present() {
        return present;
    }

    /** Ids of all keys, the present one first. */
    Set<String> ids() {
        return keys.keySet();
    }

    /** The key of an id. */
    Optional<SealingKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private String add(String secret) {
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String id = Digests.hex(kdf.deriveData(info(bytes, "nexus sealing key id", ID_BYTES)));
            keys.put(id, new SealingKey(kdf.deriveData(info(bytes, "nexus sealing key", SealingKey.KEY_BYTES))));
            return id;
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static HKDFParameterSpec info(byte[] secret, String info, int bytes) {
        return HKDFParameterSpec.ofExtract()
            .addIKM(secret)
            .thenExpand(info.getBytes(StandardCharsets.UTF_8), bytes);
    }
}
