package com.nexusplatform.platform.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.shared.Revival;
import com.nexusplatform.vault.SealedColumn;

/** Settings of idempotency keys, their sealed columns, and the removal of old ones. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyConfiguration {

    @Bean
    static SealedColumn fingerprintColumn() {
        return FirstAnswerRepository.column(FirstAnswerRepository.FINGERPRINT);
    }

    @Bean
    static SealedColumn answerColumn() {
        return FirstAnswerRepository.column(FirstAnswerRepository.ANSWER);
    }

    @Bean
    RecurringTask<Void> idempotencyCleaning(FirstAnswerRepository answers, IdempotencyProperties properties) {
        return Tasks.recurring("idempotency-cleaning", FixedDelay.of(properties.cleaning()))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> answers.clean());
    }
}
