package com.nexusplatform.analysis;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

import com.nexusplatform.procedure.Outcome;

/** What operations see of the analysis: time of each procedure, alerts raised, and runs by how they ended. */
@Component
class AnalysisMetrics {

    private final MeterRegistry registry;

    AnalysisMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (RunStatus status : RunStatus.values()) {
            if (status.isFinal()) {
                runs(status); // there from the start: a first failure must be seen as a change from 0
            }
        }
    }

    void performed(String procedure, Duration elapsed, Outcome outcome) {
        Timer.builder("nexus.analysis.duration")
            .description("Time that a procedure took over a dataset")
            .tag("procedure", procedure)
            .register(registry)
            .record(elapsed);
        if (outcome instanceof Outcome.Applicable applicable) {
            Counter.builder("nexus.alerts")
                .description("Alerts that a procedure raised")
                .tag("procedure", procedure)
                .register(registry)
                .increment(applicable.alerts().size());
        }
    }

    void finished(RunStatus status) {
        runs(status).increment();
    }

    private Counter runs(RunStatus status) {
        return Counter.builder("nexus.analysis.runs")
            .description("Runs by their final state")
            .tag("status", status.name())
            .register(registry);
    }
}
