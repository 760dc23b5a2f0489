package com.nexusplatform.audit;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.shared.Revival;

/** Settings and background work of the module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    /** One replica at a time, again and again; where one died the next takes over. */
    @Bean
    Task<Void> verificationTask(VerificationJob job, AuditProperties properties) {
        return Tasks.recurring("trail-verification", FixedDelay.of(properties.verifyInterval()))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> job.run());
    }
}
