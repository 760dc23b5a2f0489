package com.nexusplatform.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ImmediateStart;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

import com.nexusplatform.shared.WorkQueue;

/** The clocks of the service and of its queue, the caller as a parameter of controllers, the count of requests, and who takes up queued work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformProperties.class, LimitProperties.class})
class PlatformConfiguration implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformConfiguration.class);
    /** JSON; bytes, texts and resources for the metrics, the API's description and the workbench. */
    private static final List<Class<?>> NEEDED = List.of(JacksonJsonHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class, StringHttpMessageConverter.class, ResourceHttpMessageConverter.class);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerParameter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new StrictRequests());
    }

    /**
     * The API has JSON alone. Spring finds converters for more on the class path, such as one for the YAML that the API's description
     * brings along.
     */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(
                converters -> converters.removeIf(other -> NEEDED.stream().noneMatch(kind -> kind.isInstance(other))));
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** In place of the machine's clock, which the scheduler would go by. */
    @Bean
    static QueueClock queueClock(JdbcClient database) {
        return new QueueClock(() -> database.sql("select clock_timestamp()")
            .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .single(), System::nanoTime);
    }

    /** Asks for the scheduler late: its tasks need what orders work. */
    @Bean
    static WorkQueue workQueue(ObjectProvider<Scheduler> scheduler, QueueClock clock) {
        return new WorkQueue(scheduler, clock);
    }

    @Bean
    static ServiceHealth serviceHealth(DataSource pool, RedisConnectionFactory redis, Clock clock) {
        DataSource beside = DataSourceBuilder.derivedFrom(pool).type(SimpleDriverDataSource.class).build();
        return new ServiceHealth(beside, redis, clock);
    }

    /** The database for the group of readiness, as {@code /ready} sees it. */
    @Bean
    static HealthIndicator database(ServiceHealth health) {
        return () -> (health.read().database() ? Health.up() : Health.down()).build();
    }

    @Bean
    static FoundEndpoint foundEndpoint() {
        return new FoundEndpoint();
    }

    @Bean
    static LimitFilter limitFilter(RequestCounts counts, LimitProperties properties, Problems problems) {
        return new LimitFilter(counts, properties, problems);
    }

    /** It stands in the security chain, and nowhere else. */
    @Bean
    static FilterRegistrationBean<LimitFilter> limitFilterInSecurityChainOnly(LimitFilter filter) {
        FilterRegistrationBean<LimitFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    /** Without a connection, Redis is done without at once: nobody waits for it to come back. */
    @Bean
    static LettuceClientOptionsBuilderCustomizer withoutRedisAtOnce() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** It is tried every second, not ever more rarely, so that it is back as soon as it can be. */
    @Bean
    static ClientResourcesBuilderCustomizer backWithRedisSoon() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofSeconds(1)));
    }

    /** The guard on every text of every body. */
    @Bean
    static JacksonModule storableText() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new StorableText());
    }

    @Bean
    static JsonMapperBuilderCustomizer plainBodies() {
        return PlainBody.everywhere();
    }

    /**
     * Migrations connect by themselves, as the owner: the pool's connections work as a role that may not change the schema. Where
     * {@code spring.flyway.user} names an owner of its own, Spring Boot does the same.
     */
    @Bean
    @ConditionalOnProperty(name = "spring.flyway.user", matchIfMissing = true, havingValue = "false")
    static FlywayConfigurationCustomizer migrationsAsOwner(ObjectProvider<JdbcConnectionDetails> databases) {
        return flyway -> databases.ifAvailable(database -> flyway.dataSource(database.getJdbcUrl(),
                database.getUsername(), database.getPassword()));
    }

    /** Static, and asking for the registry late: a handler that needs it early makes a cycle with the request filter. */
    @Bean
    static ObservationHandler<ServerRequestObservationContext> requestCount(ObjectProvider<MeterRegistry> registry) {
        return new RequestCount(registry);
    }

    /** Metrics are served to whoever reaches their path, and no rule asks for the classes and folders that they would name. */
    @Bean
    static MeterFilter noInsideInMetrics() {
        return MeterFilter.ignoreTags("main.application.class", "exception", "error", "path");
    }

    /** An instance that does not start the scheduler can add to the queue all the same. */
    @Bean
    DbSchedulerStarter queuedWork(Scheduler scheduler, PlatformProperties properties) {
        return properties.role().performsQueuedWork()
                ? new ImmediateStart(scheduler)
                : () -> LOG.info("loads and runs are left to other instances");
    }
}
