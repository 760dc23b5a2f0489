package com.nexusplatform.local;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Stands in for PostgreSQL and Redis where no address of them is given. The servers are beans, so that a start that fails later stops them again.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalSettings.class)
class LocalConfiguration {

    @Bean
    @Lazy
    DataFolder dataFolder(LocalSettings settings) {
        return DataFolder.take(settings.dataDirectory());
    }

    @Bean
    @Lazy
    Binaries binaries(DataFolder folder, LocalSettings settings) {
        return Binaries.in(settings.programsDirectory() == null
                ? folder.resolve("servers")
                : settings.programsDirectory().toAbsolutePath());
    }

    @Bean
    @Conditional(NoDatabase.class)
    LocalPostgres localPostgres(DataFolder folder, Binaries binaries, LocalSettings settings) {
        return LocalPostgres.start(folder, binaries, settings.durable());
    }

    @Bean
    @Conditional(NoRedis.class)
    LocalRedis localRedis(DataFolder folder, Binaries binaries, LocalSettings settings) {
        return LocalRedis.start(folder, binaries, settings.durable());
    }

    @Bean
    @Conditional(NoDatabase.class)
    JdbcConnectionDetails localDatabase(LocalPostgres server) {
        return new JdbcConnectionDetails() {

            @Override
            public String getUsername() {
                return LocalPostgres.USER;
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url();
            }
        };
    }

    @Bean
    @Conditional(NoRedis.class)
    DataRedisConnectionDetails localCache(LocalRedis server) {
        return new DataRedisConnectionDetails() {

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public Standalone getStandalone() {
                return Standalone.of("127.0.0.1", server.port());
            }
        };
    }

    /** No address of a database is given. */
    static class NoDatabase implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }

    /** No address of a Redis is given. */
    static class NoRedis implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.data.redis.url"))
                    && !StringUtils.hasText(context.getEnvironment().getProperty("spring.data.redis.host"));
        }
    }
}
