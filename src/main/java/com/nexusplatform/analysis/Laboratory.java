package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Tries other values of one parameter over the data of a run and writes nothing. Values are tried one after the other on the thread
 * that asks, and few sweeps at once, so that a sweep takes at most one core from the runs.
 */
@Service
public class Laboratory {

    private static final int RETRY_SECONDS = 10;

    private final RunWords runs;
    private final Engine engine;
    private final LedgerReader ledgers;
    private final AlertRepository alerts;
    private final AnalysisProperties properties;
    private final Semaphore free;

    Laboratory(RunWords runs, Engine engine, LedgerReader ledgers, AlertRepository alerts,
            AnalysisProperties properties) {
        this.runs = runs;
        this.engine = engine;
        this.ledgers = ledgers;
        this.alerts = alerts;
        this.properties = properties;
        free = new Semaphore(properties.whatIf().atOnce());
    }

    /**
     * What a run that succeeded would have said under each of the values, with its dataset, masters, seed and other parameters.
     *
     * @param label  procedure of the plan, with {@code #2} and so on where it occurs again
     * @param values values of the parameter, null for its default
     * @throws ProblemException PLAN_REFUSED for a procedure, parameter or value; VALIDATION_FAILED for no values or too many;
     *                          NOT_ALLOWED for words of a reader who sees marks;
     *                          CONFLICT when the run did not succeed or the procedure changed since; UNAVAILABLE when others are
     *                          at it or the time is over; MEMORY_EXCEEDED; refused as {@link Runs#read} does
     */
    public WhatIf sweep(UUID runId, String label, String parameter, List<? extends @Nullable Object> values,
            Actor actor) {
        Run run = runs.succeeded(runId, actor);
        int place = place(run, label);
        Plan.Step own = run.plan().steps().get(place);
        if (own.parameters().containsKey(parameter)) {
            runs.refuseWords(run, own.procedure(), parameter, actor);
        }
        List<Plan.Step> steps = steps(own, parameter, values);
        if (!free.tryAcquire()) {
            throw new ProblemException(ProblemType.UNAVAILABLE,
                    "Other values are being tried at this moment; try these again in " + RETRY_SECONDS + " seconds.")
                .with("retryAfter", RETRY_SECONDS);
        }
        try {
            return runs.masked(run, actor).whatIf(sweep(run, place, parameter, steps));
        } catch (OutOfMemoryError tooLarge) {
            throw new ProblemException(ProblemType.MEMORY_EXCEEDED,
                    "The memory of the service did not suffice; try again when no run is under way, or give it more.");
        } finally {
            free.release();
        }
    }

    private WhatIf sweep(Run run, int place, String parameter, List<Plan.Step> steps) {
        RunWatch watch = new RunWatch(progress -> Optional.empty(), steps.size(), properties.whatIf().timeLimit(),
                properties.watchInterval(), System::nanoTime);
        Plan.Step own = run.plan().steps().get(place);
        Material material = Material.load(run.datasetId(), run.inputs().limitedTo(own), engine, ledgers);
        KnownAlerts known = alerts.known(run.id(), place);
        List<Trial> trials = new ArrayList<>();
        try {
            for (int i = 0; i < steps.size(); i++) {
                watch.look();
                Outcome outcome = engine.outcome(steps.get(i), material, run.runHash(), watch.over(i));
                trials.add(known.beside(value(steps.get(i), parameter), outcome));
            }
        } catch (Watch.StoppedException stopped) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "After " + properties.whatIf().timeLimit().toSeconds()
                    + " s, " + trials.size() + " of " + steps.size()
                    + " values were tried; ask for fewer at once, or have "
                    + "nexus.analysis.what-if.time-limit raised.")
                .with("tried", trials.size());
        }
        return new WhatIf(own.procedure(), own.version(), parameter, known.under(value(own, parameter)), trials);
    }

    private static int place(Run run, String label) {
        List<String> labels = run.plan().labels();
        int place = labels.indexOf(label);
        if (place < 0) {
            throw new ProblemException(ProblemType.PLAN_REFUSED, "The run has no procedure " + label + "; it has "
                    + String.join(", ", labels) + ".")
                .with("procedure", label);
        }
        return place;
    }

    private List<Plan.Step> steps(Plan.Step own, String parameter, List<? extends @Nullable Object> values) {
        int most = properties.whatIf().values();
        if (values.isEmpty() || values.size() > most) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "values must name 1 to " + most + " values.")
                .with("field", "values");
        }
        List<Plan.Step> steps = new ArrayList<>();
        for (Object value : values) {
            Map<String, @Nullable Object> parameters = new HashMap<>(own.parameters());
            if (value == null) {
                parameters.remove(parameter);
            } else {
                parameters.put(parameter, value);
            }
            try {
                steps.add(engine.checked(own, parameters));
            } catch (RunFailedException changed) {
                throw new ProblemException(ProblemType.CONFLICT, changed.reason());
            }
        }
        return steps;
    }

    private static Object value(Plan.Step step, String parameter) {
        Object value = step.parameters().get(parameter);
        if (value == null) {
            throw new IllegalStateException(step.reference() + " has no " + parameter);
        }
        return value;
    }
}
