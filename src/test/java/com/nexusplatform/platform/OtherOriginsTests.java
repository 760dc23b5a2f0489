package com.nexusplatform.platform;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Which pages of other origins may call. */
class OtherOriginsTests {

    private final CorsConfiguration rule = new OtherOrigins(List.of("https://workbench.example"))
        .getCorsConfiguration(new MockHttpServletRequest());

    @Test
    void admitsTheOriginsNamedAlone() {
        assertThat(rule.checkOrigin("https://workbench.example")).isEqualTo("https://workbench.example");
        assertThat(rule.checkOrigin("https://workbench.example.evil")).isNull();
        assertThat(rule.checkOrigin("http://workbench.example")).isNull();
        assertThat(rule.checkOrigin("null")).isNull();
    }

    @Test
    void admitsNoCookies() {
        assertThat(rule.getAllowCredentials()).isNull();
    }

    @Test
    void refusesToStartWithAWildcard() {
        new ApplicationContextRunner().withUserConfiguration(Settings.class)
            .withPropertyValues("nexus.platform.allowed-origins=*")
            .run(context -> assertThat(context).getFailure().hasRootCauseInstanceOf(BindValidationException.class));
    }

    /** Binds the settings alone. */
    @EnableConfigurationProperties(PlatformProperties.class)
    static class Settings {}
}
