package com.nexusplatform.platform;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Takes {@code NODE_ENV=production}, which deployments set for every service alike, as the profile {@code production}. */
public class ProductionAlias implements EnvironmentPostProcessor, Ordered {

    private static final String PRODUCTION = "production";
    private static final String PROFILES = "spring.profiles.active";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1; // before the profiles are read
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (PRODUCTION.equals(environment.getProperty("NODE_ENV", "").strip())) {
            String named = environment.getProperty(PROFILES, "").strip();
            String profiles = named.isEmpty() ? PRODUCTION : named + "," + PRODUCTION;
            environment.getPropertySources()
                .addFirst(new MapPropertySource("productionAlias", Map.of(PROFILES, profiles)));
        }
    }
}
