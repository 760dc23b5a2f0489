package com.nexusplatform.ledger;

import java.time.Duration;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.shared.Revival;

/** Beans of the ledger that are not components of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

    private static final int TRIES = 16;

    /** Background work: one instance a dataset, named by the dataset's id. */
    static final TaskDescriptor<Void> LOAD = TaskDescriptor.of("dataset-load");

    /** Turns of the workbooks that are surveyed. */
    @Bean
    Turns workbooks(LedgerProperties properties) {
        return new Turns(properties.workbooksAtOnce(), properties.workbookWait(),
                "Other workbooks are being read at this moment. Upload this one again in a few seconds, or save its sheet as"
                        + " CSV and upload that.");
    }

    /** Tries again after a failure, ever later, for about an hour; an instance that died is replaced by another. */
    @Bean
    Task<Void> loadTask(DatasetLoad load) {
        return Tasks.oneTime(LOAD)
            .onFailure(FailureHandler.<Void>maxRetries(TRIES)
                .withBackoff(Duration.ofSeconds(2), 1.5)
                .thenRemove(complete -> load.giveUp(UUID.fromString(complete.getExecution().getId()))))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> run(load, instance.getId()));
    }

    private static void run(DatasetLoad load, String id) {
        try {
            load.run(UUID.fromString(id));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("loading was interrupted", stop);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("loading failed", failed);
        }
    }
}
