package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.Weights;

/** Performs plans over columns in memory: some procedures at a time, answers in the order of the plan. */
@Component
class Engine implements DisposableBean {

    private final PublishedProcedures procedures;
    private final AnalysisMetrics metrics;
    private final ExecutorService threads;

    Engine(PublishedProcedures procedures, AnalysisMetrics metrics, AnalysisProperties properties) {
        this.procedures = procedures;
        this.metrics = metrics;
        threads = Executors.newFixedThreadPool(properties.threads(),
                Thread.ofPlatform().name("analysis-", 1).daemon().factory());
    }

    /** Every field that a procedure of the plan may read. */
    Set<Field> fields(Plan plan) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        plan.steps().forEach(step -> fields.addAll(procedure(step).declaration().fields()));
        return fields;
    }

    /** Every field of second datasets that a procedure of the plan may read, by their kind. */
    Map<DatasetKind, Set<Field>> masterFields(Plan plan) {
        Map<DatasetKind, Set<Field>> fields = new EnumMap<>(DatasetKind.class);
        plan.steps()
            .forEach(step -> procedure(step).declaration()
                .masters()
                .forEach((kind, read) -> fields.computeIfAbsent(kind, _ -> EnumSet.noneOf(Field.class)).addAll(read)));
        return fields;
    }

    /** Refuses a run that was planned under another engine or other weights: what came out would not be what was asked for. */
    void check(Inputs inputs) {
        if (inputs.engine() != RunHash.ENGINE || inputs.weights() != Weights.version()) {
            throw new RunFailedException("The run was planned with engine " + inputs.engine() + " and weights "
                    + inputs.weights() + ", but this service has engine " + RunHash.ENGINE + " and weights "
                    + Weights.version() + "; plan the run again.");
        }
    }

    /**
     * What each procedure of the plan says; the longest is begun first. When one of them throws, the others are stopped and
     * awaited, and the failure is thrown on: the first in the order of the plan, if there are several.
     */
    List<Performed> perform(Plan plan, Material material, String runHash, RunWatch watch) {
        Map<Integer, Future<Performed>> underWay = new TreeMap<>();
        for (int index : longestFirst(plan)) {
            Callable<Performed> work = () -> perform(plan.steps().get(index), index, material, runHash, watch);
            underWay.put(index, threads.submit(work));
        }
        List<Performed> performed = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<Performed> each : underWay.values()) {
            try {
                performed.add(await(each, watch));
            } catch (RuntimeException thrown) {
                failure = failure == null || failure instanceof Watch.StoppedException ? thrown : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return performed;
    }

    /** Places in the plan in the order of beginning. */
    private int[] longestFirst(Plan plan) {
        return IntStream.range(0, plan.steps().size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer index) -> procedure(plan.steps().get(index)).nanosARow())
                .reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    }

    private Performed perform(Plan.Step step, int index, Material material, String runHash, RunWatch watch) {
        try {
            watch.over(index).at(0);
            Declaration declaration = procedure(step).declaration();
            long begun = System.nanoTime();
            Outcome outcome = outcome(step, material, runHash, watch.over(index));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            watch.over(index).at(1);
            metrics.performed(declaration.code(), elapsed, outcome);
            return Performed.of(declaration, step, outcome, elapsed);
        } catch (RuntimeException | Error failed) {
            watch.stop(RunWatch.Cause.FAILED);
            throw failed;
        }
    }

    /** What one procedure says, on the thread of the caller; the same for the same step, material and run hash. */
    Outcome outcome(Plan.Step step, Material material, String runHash, Watch watch) {
        Procedure procedure = procedure(step);
        Declaration declaration = procedure.declaration();
        Task task = new Task(material.ledger(), material.mastersOf(declaration),
                Parameters.of(declaration, step.parameters()), RunHash.seed(runHash, step.reference()), watch);
        return declaration.missing(material.ledger()).orElseGet(() -> procedure.perform(task));
    }

    /** A step with other parameters, checked and complete; refused as a plan is. */
    Plan.Step checked(Plan.Step step, Map<String, ? extends @Nullable Object> parameters) {
        return new Plan.Step(step.procedure(), step.version(),
                Parameters.of(procedure(step).declaration(), parameters).values());
    }

    /** The published procedure of a step; another version than planned would answer another question. */
    private Procedure procedure(Plan.Step step) {
        Procedure procedure = procedures.find(step.procedure())
            .orElseThrow(
                    () -> new RunFailedException(step.reference() + " is no longer published; plan the run again."));
        String published = procedure.declaration().reference();
        if (!published.equals(step.reference())) {
            throw new RunFailedException(step.reference() + " was planned but " + published
                    + " is published since; plan the run again.");
        }
        return procedure;
    }

    /** Waits for one answer to the end, also when the service shuts down, so that no thread works on behind. */
    private static Performed await(Future<Performed> answer, RunWatch watch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException shutdown) {
                    interrupted = true;
                    watch.stop(RunWatch.Cause.SHUTDOWN);
                }
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException runtime -> throw runtime;
                case OutOfMemoryError tooLarge -> throw new RunFailedException(
                        "The memory of the service did not suffice; run fewer procedures at once or give it more.");
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
