package com.nexusplatform.shared;

import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers of objects: UUID version 7 (RFC 9562), so that they ascend with time and index well. */
public final class Identifiers {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {}

    /** A new identifier for something made at the time given, in milliseconds since 1970. */
    public static UUID next(long epochMillis) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = low << 8 | (random[i] & 0xff);
        }
        long high = epochMillis << 16 | 0x7000 | (random[0] & 0x0fL) << 8 | (random[1] & 0xffL);
        return new UUID(high, low & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}
