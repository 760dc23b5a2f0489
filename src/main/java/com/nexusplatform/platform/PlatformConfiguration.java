package com.nexusplatform.platform;

import java.time.Clock;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** The clock of the service, the caller as a parameter of controllers, and the count of requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformProperties.class)
class PlatformConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerParameter());
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** The guard on every text of every body. */
    @Bean
    static JacksonModule storableText() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new StorableText());
    }

    /** Static, and asking for the registry late: a handler that needs it early makes a cycle with the request filter. */
    @Bean
    static ObservationHandler<ServerRequestObservationContext> requestCount(ObjectProvider<MeterRegistry> registry) {
        return new RequestCount(registry);
    }
}
