package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.PlantedLedger;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.SampleTransfers;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.catalogue.Catalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole catalogue through the engine: the number of its threads changes nothing. */
class EngineThreadsTests {

    private static final int ROWS = 3_000;

    @Test
    void saysTheSameWithOneTwoAndEightThreads() {
        for (boolean transfers : new boolean[]{false, true}) {
            ColumnarLedger ledger = transfers ? SampleTransfers.of(ROWS, 1) : PlantedLedger.of(ROWS, 1);
            List<Procedure> suited = Catalogue.procedures()
                .stream()
                .filter(procedure -> SampleTransfers.suits(procedure.declaration()) == transfers)
                .toList();
            List<String> one = hashes(suited, ledger, 1);
            assertThat(one).hasSameSizeAs(suited).doesNotHaveDuplicates();
            assertThat(hashes(suited, ledger, 2)).isEqualTo(one);
            assertThat(hashes(suited, ledger, 8)).isEqualTo(one);
        }
    }

    private static List<String> hashes(List<Procedure> procedures, ColumnarLedger ledger, int threads) {
        List<Task> tasks = procedures.stream()
            .map(procedure -> SampleRun.task(procedure, ledger, 1, Watch.NONE))
            .toList();
        Material material = tasks.stream()
            .filter(task -> !task.masters().isEmpty())
            .findFirst()
            .map(task -> new Material(ledger, task.masters()))
            .orElse(new Material(ledger, Map.of()));
        List<Plan.Step> steps = tasks.stream().map(task -> step(procedures.get(tasks.indexOf(task)), task)).toList();
        Engine engine = engine(procedures, threads);
        try {
            return engine.perform(new Plan(steps), material, "run", watch(steps.size())).stream().map(performed -> {
                assertThat(performed.inapplicable()).isNull();
                return performed.resultHash();
            }).toList();
        } finally {
            engine.destroy();
        }
    }

    private static Plan.Step step(Procedure procedure, Task task) {
        return new Plan.Step(procedure.declaration().code(), procedure.declaration().version(),
                task.parameters().values());
    }

    private static Engine engine(List<Procedure> procedures, int threads) {
        AnalysisProperties properties = new Binder(
                new MapConfigurationPropertySource(Map.of("nexus.analysis.threads", threads)))
            .bindOrCreate("nexus.analysis", AnalysisProperties.class);
        return new Engine(new PublishedProcedures(procedures), new AnalysisMetrics(new SimpleMeterRegistry()),
                properties);
    }

    private static RunWatch watch(int procedures) {
        return new RunWatch(progress -> Optional.empty(), procedures, Duration.ofMinutes(5), Duration.ofMillis(200),
                System::nanoTime);
    }
}
