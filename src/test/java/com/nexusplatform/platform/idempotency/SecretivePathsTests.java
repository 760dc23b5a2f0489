package com.nexusplatform.platform.idempotency;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets are known by their path, in every way to write it. */
class SecretivePathsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/login", "/api/v1/me/second-factor", "/api/v1/me/second-factor/confirm",
            "/api/v1/%6De/second-factor", "/api/v1/%6d%65/second-factor/confirm", "/%61pi/v1/me/second-factor",
            "/api/v1/auth;a=b/refresh", "/api/v1/a%75th/refresh"})
    void includeThoseOfSignInAndOfOnesOwnAccountHoweverWritten(String path) {
        assertThat(SecretivePaths.include(new MockHttpServletRequest("POST", path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/examinations", "/api/v1/users", "/api/v1/members/7", "/api/v1/x/me/y",
            "/api/v1/me%2Fsecond-factor"})
    void includeNoOthers(String path) {
        assertThat(SecretivePaths.include(new MockHttpServletRequest("POST", path))).isFalse();
    }
}
