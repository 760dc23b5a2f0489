package com.nexusplatform.audit;

import java.time.Instant;
import java.util.Map;

import com.nexusplatform.shared.CanonicalJson;

/**
 * A signed head of the chain.
 *
 * @param number    its place among the checkpoints, from 1
 * @param sequence  place of the link
 * @param hash      hash of the link
 * @param at        when it was signed
 * @param keyId     first 16 hexadecimal digits of the SHA-256 of the public key
 * @param signature base64 of the Ed25519 signature of {@link #signed()}
 */
public record Checkpoint(long number, long sequence, String hash, Instant at, String keyId, String signature) {

    /** The text that is signed, byte for byte in UTF-8. */
    String signed() {
        return signed(number, sequence, hash, at, keyId);
    }

    static String signed(long number, long sequence, String hash, Instant at, String keyId) {
        return CanonicalJson.write(Map.of("at", at.toString(), "hash", hash, "keyId", keyId, "number", number,
                "sequence", sequence));
    }
}
