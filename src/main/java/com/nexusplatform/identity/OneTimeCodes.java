package com.nexusplatform.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that change every 30 seconds (TOTP, RFC 6238, over HMAC-SHA-1, the one that every authenticator knows). The code
 * of the step before or after is right too, since clocks differ and people type slowly.
 */
final class OneTimeCodes {

    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;

    /** As long as the hash, as RFC 4226 (section 4, R6) advises. */
    private static final int SEED_BYTES = 20;
    private static final int MODULUS = 1_000_000;
    private static final int DRIFT = 1;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeCodes() {}

    /** A new seed. */
    static byte[] seed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** The code of a step. */
    static String code(byte[] seed, long step) {
        byte[] hash = hmac(seed, step);
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
        String digits = Integer.toString(number % MODULUS + MODULUS);
        return digits.substring(1);
    }

    /** The step that a time is in. */
    static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    /** The step whose code it is, among those that are right at the time given and later than the last one taken. */
    static OptionalLong stepOf(String code, byte[] seed, Instant now, long lastTaken) {
        long present = stepAt(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            // all are computed and compared in full, so that the time taken tells nothing
            if (equal(code(seed, step), code) && step > lastTaken) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** Base32 (RFC 4648) without padding, the form in which authenticators take a seed. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = buffer << 8 | each & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(buffer >> bits - 5 & 31));
            }
        }
        return bits == 0 ? text.toString() : text.append(ALPHABET.charAt(buffer << 5 - bits & 31)).toString();
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
