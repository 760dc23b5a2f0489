package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a plan is performed, and how it is stopped. */
class EngineTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Engine engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.destroy();
        }
    }

    @Test
    void answersInTheOrderOfThePlan() {
        CountDownLatch second = new CountDownLatch(1);
        engine(AnalysisFixtures.procedure("ONE", 1, task -> {
            await(second); // the first answer comes last
            return AnalysisFixtures.select(task);
        }), AnalysisFixtures.procedure("TWO", 1, task -> {
            second.countDown();
            return AnalysisFixtures.select(task);
        }));

        List<Performed> performed = perform(AnalysisFixtures.ledger(1, 7, 9), "ONE", "TWO");

        assertThat(performed).extracting(each -> each.declaration().code()).containsExactly("ONE", "TWO");
        assertThat(performed.getFirst().alerts()).hasSize(2);
        assertThat(performed.getFirst().figures()).containsEntry("selected", 2);
        assertThat(registry.get("nexus.alerts").tag("procedure", "ONE").counter().count()).isEqualTo(2);
        assertThat(registry.get("nexus.analysis.duration").tag("procedure", "TWO").timer().count()).isEqualTo(1);
    }

    /** The two threads of the fixtures would both wait for ever if they took up the plan in its order. */
    @Test
    void beginsWithTheLongest() {
        CountDownLatch begun = new CountDownLatch(1);
        engine(AnalysisFixtures.procedure("ONE", 1, task -> {
            await(begun);
            return AnalysisFixtures.select(task);
        }), AnalysisFixtures.procedure("TWO", 1, task -> {
            await(begun);
            return AnalysisFixtures.select(task);
        }), AnalysisFixtures.lasting(1_000, AnalysisFixtures.procedure("LONG", 1, task -> {
            begun.countDown();
            return AnalysisFixtures.select(task);
        })));

        assertThat(perform(AnalysisFixtures.ledger(1), "ONE", "TWO", "LONG"))
            .extracting(each -> each.declaration().code())
            .containsExactly("ONE", "TWO", "LONG");
    }

    @Test
    void saysWhichColumnsAProcedureLacks() {
        engine(AnalysisFixtures.selecting("ONE"));

        Performed only = perform(ColumnarLedger.builder(2).build(), "ONE").getFirst();

        assertThat(only.inapplicable()).contains("ONE", "amount");
        assertThat(only.figures()).isEqualTo(Map.of("missing", List.of("amount")));
        assertThat(only.alerts()).isEmpty();
    }

    @Test
    void stopsTheOthersWhenOneFails() {
        CountDownLatch begun = new CountDownLatch(1);
        engine(AnalysisFixtures.procedure("ENDLESS", 1, task -> {
            begun.countDown();
            return endless(task);
        }), AnalysisFixtures.procedure("BROKEN", 1, task -> {
            await(begun);
            throw new IllegalArgumentException("broken");
        }));

        assertThatThrownBy(() -> perform(AnalysisFixtures.ledger(1), "ENDLESS", "BROKEN"))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhenMemoryDoesNotSuffice() {
        engine(AnalysisFixtures.procedure("LARGE", 1, task -> {
            throw new OutOfMemoryError();
        }));

        assertThatThrownBy(() -> perform(AnalysisFixtures.ledger(1), "LARGE"))
            .isInstanceOf(RunFailedException.class)
            .hasMessageContaining("memory");
    }

    @Test
    void stopsWhenTheServiceShutsDown() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        engine(AnalysisFixtures.procedure("ENDLESS", 1, task -> {
            begun.countDown();
            return endless(task);
        }));
        RunWatch watch = watch(1);
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                engine.perform(plan("ENDLESS"), Material.of(AnalysisFixtures.ledger(1)), "hash", watch);
            } catch (RuntimeException expected) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        await(begun);
        worker.interrupt();
        worker.join();

        assertThat(watch.cause()).contains(RunWatch.Cause.SHUTDOWN);
    }

    @Test
    void refusesAVersionThatIsNoLongerPublished() {
        engine(AnalysisFixtures.procedure("ONE", 2, AnalysisFixtures::select));

        assertThatThrownBy(() -> engine.fields(plan("ONE"))).hasMessageContaining("ONE@1")
            .hasMessageContaining("ONE@2");
        assertThatThrownBy(() -> engine.fields(plan("TWO"))).hasMessageContaining("no longer published");
    }

    @Test
    void needsTheColumnsOfThePlanAlone() {
        engine(AnalysisFixtures.selecting("ONE"));

        assertThat(engine.fields(plan("ONE"))).isEqualTo(Set.of(Field.AMOUNT));
    }

    @Test
    void givesEachProcedureTheMastersThatItDeclares() {
        Map<DatasetKind, Set<Field>> vendors = Map.of(DatasetKind.VENDORS, Set.of(Field.NAME, Field.STATUS));
        engine(AnalysisFixtures.reading("ONE", vendors, EngineTests::masters),
                AnalysisFixtures.reading("TWO", Map.of(DatasetKind.VENDORS, Set.of(Field.TAX_ID), DatasetKind.EMPLOYEES,
                        Set.of(Field.NAME)), EngineTests::masters),
                AnalysisFixtures.procedure("NONE", 1, EngineTests::masters));
        Material material = new Material(AnalysisFixtures.ledger(1),
                Map.of(DatasetKind.VENDORS, ColumnarLedger.builder(7).build()));

        List<Performed> performed = engine.perform(plan("ONE", "TWO", "NONE"), material, "hash", watch(3));

        assertThat(performed).extracting(Performed::figures)
            .containsExactly(Map.of("VENDORS", 7), Map.of("VENDORS", 7), Map.of());
        assertThat(engine.masterFields(plan("ONE", "TWO", "NONE"))).isEqualTo(Map.of(DatasetKind.VENDORS,
                Set.of(Field.NAME, Field.STATUS, Field.TAX_ID), DatasetKind.EMPLOYEES, Set.of(Field.NAME)));
    }

    private void engine(Procedure... procedures) {
        engine = new Engine(new PublishedProcedures(List.of(procedures)), new AnalysisMetrics(registry),
                AnalysisFixtures.PROPERTIES);
    }

    private List<Performed> perform(ColumnarLedger ledger, String... codes) {
        return engine.perform(plan(codes), Material.of(ledger), "hash", watch(codes.length));
    }

    private static Plan plan(String... codes) {
        return new Plan(List.of(codes).stream().map(code -> AnalysisFixtures.step(code, 5)).toList());
    }

    private static RunWatch watch(int procedures) {
        return new RunWatch(progress -> Optional.empty(), procedures, Duration.ofMinutes(1), Duration.ofMillis(200),
                System::nanoTime);
    }

    private static Outcome masters(Task task) {
        Map<String, Object> rows = new TreeMap<>();
        task.masters().forEach((kind, master) -> rows.put(kind.name(), master.rows()));
        return new Outcome.Applicable(rows, List.of());
    }

    private static Outcome endless(Task task) {
        while (true) {
            task.watch().at(0.1);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
