package com.nexusplatform.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.context.ApplicationContext;

/** Tokens of every kind that must not pass, each made from one that does. */
public final class ForgedTokens {

    private static final String ANOTHER_KEY = "another-key-of-more-than-thirty-two-bytes";

    private ForgedTokens() {}

    /** The forgeries by their kind; those that only a holder of the service's own key could make are signed with it. */
    public static Map<String, String> of(ApplicationContext service, String valid) {
        SecretKey key = service.getBean(SigningKey.class).key();
        SecretKey another = new SecretKeySpec(ANOTHER_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        String[] parts = valid.split("\\.", -1);
        String header = text(parts[0]);
        String claims = text(parts[1]);
        long past = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("expired", signed(header, claims.replaceAll("\"iat\":\\d+", "\"iat\":" + past)
            .replaceAll("\"nbf\":\\d+", "\"nbf\":" + past)
            .replaceAll("\"exp\":\\d+", "\"exp\":" + (past + 900)), key));
        forged.put("foreign issuer", signed(header, claims.replaceAll("\"iss\":\"[^\"]*\"", "\"iss\":\"other\""), key));
        forged.put("tampered", parts[0] + "." + base64(claims.replaceAll("\"sub\":\"[^\"]*\"", "\"sub\":\"admin\""))
                + "." + parts[2]);
        forged.put("alg none", base64(header.replaceAll("\"alg\":\"[^\"]*\"", "\"alg\":\"none\"")) + "." + parts[1]
                + ".");
        forged.put("wrong key", signed(header, claims, another));
        return forged;
    }

    private static String signed(String header, String claims, SecretKey key) {
        try {
            String body = base64(header) + "." + base64(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
            return body + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
