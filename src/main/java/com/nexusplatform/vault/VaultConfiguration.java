package com.nexusplatform.vault;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.shared.Revival;

/** Beans of the vault that are not components of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
class VaultConfiguration {

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Background work: one instance a key, named by the key's id. */
    static final TaskDescriptor<Void> ROTATION = TaskDescriptor.of("key-rotation");

    @Bean
    SealedColumn dataKeyColumn() {
        return DataKeys.column();
    }

    /** Tries again until it is done; an instance that died is replaced by another. */
    @Bean
    Task<Void> rotationTask(RotationJob job) {
        return Tasks.oneTime(ROTATION)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> job.run(instance.getId()));
    }
}
