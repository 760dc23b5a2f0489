package com.nexusplatform.audit;

/**
 * A public key whose signatures are believed.
 *
 * @param keyId     first 16 hexadecimal digits of its SHA-256
 * @param publicKey base64 of its X.509 form
 */
public record TrustedKey(String keyId, String publicKey) {}
