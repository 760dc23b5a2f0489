package com.nexusplatform.platform;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** What pages of other origins may do: call the API with a bearer token, from the origins named and no others; never with cookies. */
class OtherOrigins implements CorsConfigurationSource {

    private final CorsConfiguration rule = new CorsConfiguration();

    OtherOrigins(List<String> origins) {
        rule.setAllowedOrigins(origins);
        rule.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        rule.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT,
                HttpHeaders.IF_MATCH, "Idempotency-Key"));
        rule.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER,
                HttpHeaders.CONTENT_DISPOSITION, "X-Request-Id", "RateLimit", "RateLimit-Policy",
                "Idempotency-Replayed"));
        rule.setMaxAge(Duration.ofMinutes(10));
    }

    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        return rule;
    }
}
