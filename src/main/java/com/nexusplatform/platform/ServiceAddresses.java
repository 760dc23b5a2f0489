package com.nexusplatform.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import com.nexusplatform.shared.SettingRefusedException;

/**
 * Translates {@code DATABASE_URL} and {@code REDIS_URL} into Spring's settings, and says with {@code nexus.local.enabled} whether this is the local
 * default: no database is given, and the embedded one is at hand. An explicit {@code spring.datasource.*} wins over {@code DATABASE_URL}.
 */
public class ServiceAddresses implements EnvironmentPostProcessor, Ordered {

    private static final String LOCAL_SERVERS = "com.nexusplatform.local.LocalConfiguration";

    /** What {@link java.net.URI} finds a host in: one of / # ? @ in the password would end it early. */
    private static final Pattern REDIS = Pattern.compile("rediss?://(?:(?:[\\w.~!$&'()*+,;=:-]|%\\p{XDigit}{2})*@)?"
            + "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?(?:/\\d*)?(?:\\?[^@#]*)?");

    private final boolean localServersPresent;

    /** Looks for the embedded servers on the class path. */
    public ServiceAddresses() {
        this(ClassUtils.isPresent(LOCAL_SERVERS, ServiceAddresses.class.getClassLoader()));
    }

    ServiceAddresses(boolean localServersPresent) {
        this.localServersPresent = localServersPresent;
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1; // after application.yml and mounted secrets
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> settings = new LinkedHashMap<>();
        boolean database = StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        String databaseUrl = environment.getProperty("DATABASE_URL");
        if (!database && StringUtils.hasText(databaseUrl)) {
            putDatabase(settings, environment, DatabaseAddress.parse(databaseUrl));
            database = true;
        }
        String redisUrl = environment.getProperty("REDIS_URL");
        if (StringUtils.hasText(redisUrl) && !StringUtils.hasText(environment.getProperty("spring.data.redis.url"))) {
            settings.put("spring.data.redis.url", redis(redisUrl.strip()));
        }
        if (!database && !localServersPresent) {
            throw new NoDatabaseException();
        }
        if (environment.getProperty("nexus.local.enabled") == null) {
            settings.put("nexus.local.enabled", !database);
        }
        environment.getPropertySources().addLast(new MapPropertySource("serviceAddresses", settings));
    }

    /** An address of Redis as it is; refuses, without repeating a password, what is not one. Spring would show it in the log. */
    private static String redis(String text) {
        if (!REDIS.matcher(text).matches()) {
            throw new SettingRefusedException("REDIS_URL", "is not of the form redis://:password@host:6379",
                    "Set REDIS_URL to redis:// or rediss://, user and password where there are any, host and port. In the"
                            + " password percent-encode what is neither a letter nor a digit, or make one without:"
                            + " openssl rand -hex 32");
        }
        return text;
    }

    private static void putDatabase(Map<String, Object> settings, ConfigurableEnvironment environment,
            DatabaseAddress address) {
        settings.put("spring.datasource.url", address.url());
        putUnlessSet(settings, environment, "spring.datasource.username", address.user());
        putUnlessSet(settings, environment, "spring.datasource.password", address.password());
    }

    private static void putUnlessSet(Map<String, Object> settings, ConfigurableEnvironment environment, String name,
            @Nullable String value) {
        if (value != null && environment.getProperty(name) == null) {
            settings.put(name, value);
        }
    }
}
