package com.nexusplatform.platform;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code NODE_ENV=production} is production, whatever else is set. */
class ProductionAliasTests {

    @ParameterizedTest
    @CsvSource({"production,,production", "production,metrics,'metrics,production'", "development,,", ",,",
            ",metrics,metrics"})
    void addsTheProfile(String nodeEnvironment, String named, String expected) {
        MockEnvironment environment = new MockEnvironment();
        if (nodeEnvironment != null) {
            environment.setProperty("NODE_ENV", nodeEnvironment);
        }
        if (named != null) {
            environment.setProperty("spring.profiles.active", named);
        }
        new ProductionAlias().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("spring.profiles.active")).isEqualTo(expected);
    }
}
