package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * A key that seals: AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random nonce of 96 bits and a tag of 128. A sealed value
 * is one byte that names this form, the nonce, and the cipher text with its tag. With random nonces one key is good for 2³² values
 * (section 8.3 there). A sealed text is written as text again, with a beginning that no other has.
 */
public final class SealingKey {

    /** Bytes that a sealed value is longer than what is in it. */
    public static final int OVERHEAD = 29;

    static final int KEY_BYTES = 32;

    private static final String TEXT_FORM = "nexus:sealed:1:";
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    SealingKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** A new key's bytes, from the system's source of randomness. */
    static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Seals bytes for a place. */
    public byte[] seal(byte[] plain, Place place) {
        byte[] sealed = new byte[plain.length + OVERHEAD];
        seal(plain, plain.length, sealed, place);
        return sealed;
    }

    /** Seals the first bytes of an array into another, which needs room for {@link #OVERHEAD} more; returns the bytes used. */
    public int seal(byte[] plain, int length, byte[] sealed, Place place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        sealed[0] = FORM;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place);
            return 1 + NONCE_BYTES + cipher.doFinal(plain, 0, length, sealed, 1 + NONCE_BYTES);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException("a value cannot be sealed", everyPlatformHasIt);
        }
    }

    /**
     * Opens what was sealed for a place.
     *
     * @throws ProblemException SEAL_BROKEN when it was not sealed with this key for this place, or was changed since
     */
    public byte[] open(byte[] sealed, Place place) {
        if (sealed.length < OVERHEAD || sealed[0] != FORM) {
            throw broken(place);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed, 1, place).doFinal(sealed, 1 + NONCE_BYTES,
                    sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException changedOrMoved) {
            throw broken(place);
        }
    }

    /** A key for another purpose that follows from this one and tells nothing of it (HKDF-SHA256). */
    SecretKey derived(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                .deriveKey("HmacSHA256", HKDFParameterSpec.expandOnly(new SecretKeySpec(key.getEncoded(), "HKDF"),
                        purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException("a key cannot be derived", everyPlatformHasIt);
        }
    }

    /** Seals a text for a place. */
    public String sealText(String plain, Place place) {
        return TEXT_FORM + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8), place));
    }

    /**
     * The text that was sealed for a place.
     *
     * @throws ProblemException SEAL_BROKEN when it was not sealed with this key for this place, or was changed since
     */
    public String openText(String sealed, Place place) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(isSealed(sealed) ? TEXT_FORM.length() : 0));
            return new String(open(bytes, place), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw broken(place);
        }
    }

    /** Whether a text is one that {@link #sealText} made; what was kept before texts were sealed is not. */
    public static boolean isSealed(String text) {
        return text.startsWith(TEXT_FORM);
    }

    /** A value that does not open where it stands. */
    public static ProblemException broken(Place place) {
        return new ProblemException(ProblemType.SEAL_BROKEN, "A value in " + place.table() + "." + place.column()
                + " does not open: it was changed or moved in the database, or belongs to another key. Nothing of it was"
                + " used. Tell the operator; the trail says what it was, and a backup may have it.");
    }

    private Cipher cipher(int mode, byte[] nonce, int from, Place place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
        cipher.updateAAD(place.bytes());
        return cipher;
    }
}
