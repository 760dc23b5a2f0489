package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;

/**
 * Seals single values, such as the seed of a second factor, with the present key of {@code ENCRYPTION_KEY}. A sealed value is a text:
 * {@code v1.}, the id of its key, a full stop, and base64 of the sealed bytes. A column of such values is declared as a bean
 * {@link SealedColumn}, so that a new key reaches it.
 */
@Component
public class Vault {

    private static final String FORM = "v1.";
    private static final Pattern SEALED = Pattern.compile("v1\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]+)");

    private final KeyRing ring;

    Vault(KeyRing ring) {
        this.ring = ring;
    }

    /** Seals a text for a place. */
    public String seal(String plain, Place place) {
        return seal(plain.getBytes(StandardCharsets.UTF_8), place);
    }

    /** Seals bytes for a place. */
    public String seal(byte[] plain, Place place) {
        return seal(plain, place, ring.present());
    }

    /**
     * The text that was sealed for a place.
     *
     * @throws ProblemException SEAL_BROKEN when the value was changed or moved, or its key is not configured
     */
    public String open(String sealed, Place place) {
        return new String(openBytes(sealed, place), StandardCharsets.UTF_8);
    }

    /**
     * The bytes that were sealed for a place.
     *
     * @throws ProblemException SEAL_BROKEN when the value was changed or moved, or its key is not configured
     */
    public byte[] openBytes(String sealed, Place place) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw SealingKey.broken(place);
        }
        try {
            return ring.key(parts.group(1))
                .orElseThrow(() -> SealingKey.broken(place))
                .open(Base64.getUrlDecoder().decode(parts.group(2)), place);
        } catch (IllegalArgumentException notBase64) {
            throw SealingKey.broken(place);
        }
    }

    /** Seals bytes with one of the keys. */
    String seal(byte[] plain, Place place, String keyId) {
        SealingKey key = ring.key(keyId)
            .orElseThrow(() -> new IllegalStateException("the key " + keyId + " is not configured here"));
        return prefix(keyId) + Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(plain, place));
    }

    /** How values that are sealed with a key begin. */
    static String prefix(String keyId) {
        return FORM + keyId + ".";
    }
}
