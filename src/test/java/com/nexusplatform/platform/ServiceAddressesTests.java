package com.nexusplatform.platform;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import com.nexusplatform.shared.SettingRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From the environment to Spring's settings. */
class ServiceAddressesTests {

    @Test
    void translatesTheTwoAddresses() {
        StandardEnvironment environment = environment(false,
                Map.of("DATABASE_URL", "postgresql://me:x@db/nexus", "REDIS_URL", "redis://cache:6379"));
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/nexus");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("x");
        assertThat(environment.getProperty("spring.data.redis.url")).isEqualTo("redis://cache:6379");
        assertThat(environment.getProperty("nexus.local.enabled")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://cache", "rediss://cache.example:6380/1", "redis://:Ab-1._~+=@cache:6379",
            "redis://me:a%2Fb@10.0.0.1:6379", "redis://[::1]:6379"})
    void takesTheAddressOfRedisAsItIs(String given) {
        assertThat(URI.create(given).getHost()).isNotNull();
        assertThat(environment(false, Map.of("DATABASE_URL", "postgresql://db/nexus", "REDIS_URL", given))
            .getProperty("spring.data.redis.url")).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:hunter/2@cache:6379", "redis://:hunter#2@cache:6379", "redis://hunter/2@cache",
            "redis://:hunter@2@cache:6379", "redis://:hunter?2@cache", "redis://:hunter 2@cache", "hunter2@cache:6379",
            "redis://:hunter%2@cache", "http://:hunter2@cache:6379"})
    void refusesAnAddressOfRedisThatIsNoneWithoutRepeatingIt(String given) {
        Map<String, Object> settings = Map.of("DATABASE_URL", "postgresql://db/nexus", "REDIS_URL", given);
        assertThatThrownBy(() -> environment(false, settings)).isInstanceOf(SettingRefusedException.class)
            .hasMessageContaining("REDIS_URL")
            .hasNoCause()
            .satisfies(refusal -> assertThat(refusal + ((SettingRefusedException) refusal).action())
                .doesNotContain("hunter")
                .contains("openssl rand -hex 32"));
    }

    @Test
    void letsSpringsOwnNamesWin() {
        StandardEnvironment environment = environment(false,
                Map.of("DATABASE_URL", "postgresql://me:x@db/nexus", "spring.datasource.url",
                        "jdbc:postgresql://other/nexus", "REDIS_URL", "redis://a", "spring.data.redis.url",
                        "redis://b"));
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://other/nexus");
        assertThat(environment.getProperty("spring.datasource.username")).isNull();
        assertThat(environment.getProperty("spring.data.redis.url")).isEqualTo("redis://b");
    }

    @Test
    void takesAPasswordFromElsewhere() {
        StandardEnvironment environment = environment(false,
                Map.of("DATABASE_URL", "postgresql://me:x@db/nexus", "spring.datasource.password", "mounted"));
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("mounted");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("me");
    }

    @Test
    void isTheLocalDefaultWhereNoDatabaseIsNamed() {
        assertThat(environment(true, Map.of("DATABASE_URL", " ")).getProperty("nexus.local.enabled")).isEqualTo("true");
        assertThat(environment(true, Map.of("DATABASE_URL", "postgresql://db/x")).getProperty("nexus.local.enabled"))
            .isEqualTo("false");
    }

    @Test
    void refusesToStartWithoutAnyDatabaseAndSaysWhatToSet() {
        assertThatThrownBy(() -> environment(false, Map.of())).isInstanceOf(NoDatabaseException.class)
            .satisfies(failure -> {
                assertThat(new NoDatabaseFailure().analyze(failure).getAction()).contains("DATABASE_URL=postgresql://",
                        "REDIS_URL=redis://");
                assertThat(new NoDatabaseFailure().analyze(failure).getDescription()).contains("no database");
            });
    }

    @Test
    void findsTheEmbeddedServersOfTheCheckout() {
        StandardEnvironment environment = new StandardEnvironment();
        new ServiceAddresses().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("nexus.local.enabled")).isNotNull();
    }

    private static StandardEnvironment environment(boolean localServersPresent, Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        new ServiceAddresses(localServersPresent).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
