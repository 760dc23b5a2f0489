package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** How texts of one scope are marked: by the first twelve hexadecimal digits of HMAC-SHA256. Of a million texts no two share one. */
public final class Mark {

    private static final String PREFIX = "masked ·";
    private static final int BYTES = 6;

    private final SecretKey key;

    Mark(SecretKey key) {
        this.key = key;
    }

    /** What stands for the text. */
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(code, 0, BYTES);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
