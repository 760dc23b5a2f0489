package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.ledger.DatasetStatus;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Settles what goes into a run before it is queued: a sealed dataset, a checked plan, and the masters that the plan reads. */
@Component
class Planning {

    private final PublishedProcedures procedures;
    private final Datasets datasets;

    Planning(PublishedProcedures procedures, Datasets datasets) {
        this.procedures = procedures;
        this.datasets = datasets;
    }

    /**
     * The inputs of a new run. Of each kind of master that the plan reads, the one named is taken, none where null is named, and
     * otherwise the one sealed last in the examination, if any is.
     *
     * @throws ProblemException CONFLICT for a dataset that is not sealed or of another examination; PLAN_REFUSED for the plan, or
     *                          for a master that is of another kind or that nothing reads; NOT_FOUND
     */
    Inputs inputs(DatasetFacts dataset, List<RequestedProcedure> asked, Map<DatasetKind, @Nullable UUID> named,
            Actor actor) {
        Plan plan = procedures.plan(asked, dataset.kind());
        List<Master> masters = new ArrayList<>();
        for (DatasetKind kind : read(plan, named)) {
            if (named.containsKey(kind)) {
                named(kind, named.get(kind), dataset, actor).ifPresent(masters::add);
            } else {
                datasets.lastSealed(dataset.examinationId(), kind).map(Planning::master).ifPresent(masters::add);
            }
        }
        return inputs(dataset, plan, masters);
    }

    /**
     * The inputs of a run that repeats others: under their plan unless another is asked for, and with their masters as far as the
     * plan reads them and no others are named. None is looked for: what the original did without, its repetition does without.
     *
     * @throws ProblemException as for a new run
     */
    Inputs repeated(Inputs original, DatasetFacts dataset, @Nullable List<RequestedProcedure> asked,
            Map<DatasetKind, @Nullable UUID> named, Actor actor) {
        Plan plan = procedures.plan(asked == null ? requested(original.plan()) : asked, dataset.kind());
        List<Master> masters = new ArrayList<>();
        for (DatasetKind kind : read(plan, named)) {
            if (named.containsKey(kind)) {
                named(kind, named.get(kind), dataset, actor).ifPresent(masters::add);
            } else {
                original.masters().stream().filter(master -> master.kind() == kind).forEach(masters::add);
            }
        }
        return inputs(dataset, plan, masters);
    }

    private static Inputs inputs(DatasetFacts dataset, Plan plan, List<Master> masters) {
        return new Inputs(sealed(dataset), dataset.mappingSha256(), plan, masters, RunHash.ENGINE, Weights.version());
    }

    private static List<RequestedProcedure> requested(Plan plan) {
        return plan.steps()
            .stream()
            .map(step -> new RequestedProcedure(step.procedure(), step.parameters()))
            .toList();
    }

    /** Kinds of master that the plan reads; refuses those named that it does not, so that no run depends on what nothing reads. */
    private Set<DatasetKind> read(Plan plan, Map<DatasetKind, @Nullable UUID> named) {
        Set<DatasetKind> read = EnumSet.noneOf(DatasetKind.class);
        plan.steps().forEach(step -> read.addAll(procedures.declaration(step.procedure()).masters().keySet()));
        for (DatasetKind kind : named.keySet()) {
            if (!read.contains(kind)) {
                throw refused("No procedure of the plan reads a second dataset of kind " + kind
                        + "; leave it out of masters.", kind);
            }
        }
        return read;
    }

    private Optional<Master> named(DatasetKind kind, @Nullable UUID datasetId, DatasetFacts examined, Actor actor) {
        if (datasetId == null) {
            return Optional.empty();
        }
        DatasetFacts master = datasets.read(datasetId, actor);
        if (!master.examinationId().equals(examined.examinationId())) {
            throw new ProblemException(ProblemType.CONFLICT, "The dataset named for " + kind
                    + " belongs to another examination; a run takes its masters from its own.")
                .with("master", kind.name());
        }
        if (master.kind() != kind) {
            throw refused("The dataset named for " + kind + " holds " + master.kind() + ".", kind);
        }
        return Optional.of(master(master));
    }

    private static Master master(DatasetFacts dataset) {
        return new Master(dataset.kind(), dataset.id(), sealed(dataset), dataset.mappingSha256());
    }

    /** The content of a dataset that can no longer change. */
    private static String sealed(DatasetFacts dataset) {
        String content = dataset.contentSha256();
        if (dataset.status() != DatasetStatus.SEALED || content == null) {
            throw new ProblemException(ProblemType.CONFLICT, "The dataset of kind " + dataset.kind() + " is "
                    + dataset.status()
                    + "; procedures run over SEALED ones. Agree its control totals and seal it first.")
                .with("datasetStatus", dataset.status().name())
                .with("datasetId", dataset.id().toString());
        }
        return content;
    }

    private static ProblemException refused(String detail, DatasetKind kind) {
        return new ProblemException(ProblemType.PLAN_REFUSED, detail).with("master", kind.name());
    }
}
