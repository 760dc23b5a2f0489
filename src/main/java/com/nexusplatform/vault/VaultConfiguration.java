package com.nexusplatform.vault;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
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

    /** Instances that were not replaced yet seal with the former key after the job is done. */
    @Bean
    Task<Void> rotationCheckTask(Rotation rotation, RotationJob job, VaultProperties properties) {
        return Tasks.recurring("key-rotation-check", FixedDelay.of(properties.rotationCheck()))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> rotation.due().ifPresent(job::run));
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
