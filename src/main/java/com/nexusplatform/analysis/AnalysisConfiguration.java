package com.nexusplatform.analysis;

import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.procedure.catalogue.Catalogue;
import com.nexusplatform.shared.Revival;

/** Wires the analysis: its settings, its background task, and the catalogue of procedures. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalysisProperties.class)
class AnalysisConfiguration {

    @Bean
    PublishedProcedures publishedProcedures() {
        return new PublishedProcedures(Catalogue.procedures());
    }

    /** One task for each run; taken over by another instance, or this one after a restart, when its heart stops beating. */
    @Bean
    OneTimeTask<Void> analysisRun(RunExecution execution, AnalysisProperties properties) {
        return Tasks.oneTime("analysis-run")
            .onFailure(new FailureHandler.OnFailureRetryLater<>(properties.retryDelay()))
            .onDeadExecution(new Revival<>())
            .execute((instance, context) -> execution.execute(UUID.fromString(instance.getId())));
    }
}
