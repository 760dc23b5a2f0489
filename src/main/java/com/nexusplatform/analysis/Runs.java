package com.nexusplatform.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.examination.Examinations;
import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Runs of procedures over sealed datasets. */
@Service
public class Runs {

    private static final UUID NONE = new UUID(0, 0);

    private final RunRepository runs;
    private final RunQueue queue;
    private final Datasets datasets;
    private final Examinations examinations;
    private final Planning planning;

    Runs(RunRepository runs, RunQueue queue, Datasets datasets, Examinations examinations,
            Planning planning) {
        this.runs = runs;
        this.queue = queue;
        this.datasets = datasets;
        this.examinations = examinations;
        this.planning = planning;
    }

    /**
     * Queues a run of the procedures asked for, or of every procedure that fits the dataset's kind when none is. Of each kind of
     * second dataset that the plan reads it takes the one named, none where null is named, or else the one sealed last.
     *
     * @throws ProblemException PLAN_REFUSED naming the procedure, parameter or master; CONFLICT unless the datasets are sealed
     *                          and of one examination; refused as {@code Datasets.workOn} does
     */
    @Transactional
    public Run start(UUID datasetId, List<RequestedProcedure> plan, Map<DatasetKind, @Nullable UUID> masters,
            Actor actor) {
        DatasetFacts dataset = datasets.workOn(datasetId, actor);
        return queue.add(dataset, planning.inputs(dataset, plan, masters, actor), null, actor);
    }

    /**
     * Queues a run that repeats another, under its own plan, dataset and masters or under others of the same examination, and
     * will say whether it is identical and in what it differs. As it was, it is open to whoever may read the run: it adds no
     * judgement. One that ended without results is no model to prove: it is repeated by those who may work.
     *
     * @throws ProblemException PLAN_REFUSED, CONFLICT for a dataset that is not sealed or of another examination, NOT_FOUND;
     *                          under other conditions, and where there are no results, also refused as {@link #workOn} does
     */
    @Transactional
    public Run reperform(UUID runId, @Nullable List<RequestedProcedure> plan, @Nullable UUID datasetId,
            Map<DatasetKind, @Nullable UUID> masters, Actor actor) {
        boolean asItWas = plan == null && datasetId == null && masters.isEmpty();
        Run original = asItWas ? read(runId, actor) : workOnAnother(runId, actor);
        if (original.status() == RunStatus.FAILED || original.status() == RunStatus.CANCELLED) {
            workOn(runId, actor);
        }
        DatasetFacts dataset = datasets.read(datasetId == null ? original.datasetId() : datasetId, actor);
        if (!dataset.examinationId().equals(original.examinationId())) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "The dataset belongs to another examination; a run is re-performed within its own.");
        }
        return queue.add(dataset, planning.repeated(original.inputs(), dataset, plan, masters, actor), runId, actor);
    }

    /** The run as the model of another: under other conditions it is no check of what was done, but more work. */
    private Run workOnAnother(UUID runId, Actor actor) {
        try {
            return workOn(runId, actor);
        } catch (ProblemException refused) {
            throw refused.type() == ProblemType.NOT_ALLOWED
                    ? new ProblemException(ProblemType.NOT_ALLOWED,
                            "Another plan, dataset or masters are for a member of the team with the duty LEAD or EXAMINER."
                                    + " Leave them out to re-perform the run as it was.")
                    : refused;
        }
    }

    /** The run, for whoever may read its examination; NOT_FOUND for anyone else. */
    @Transactional(readOnly = true)
    public Run read(UUID runId, Actor actor) {
        Optional<Run> run = runs.find(runId);
        admitted(() -> examinations.read(examinationOf(run), actor));
        return run.orElseThrow(() -> ProblemException.notFound("run"));
    }

    /** The run, for whoever may work on its examination; refused as {@code Examinations.workOn} does. */
    @Transactional(readOnly = true)
    public Run workOn(UUID runId, Actor actor) {
        Optional<Run> run = runs.find(runId);
        admitted(() -> examinations.workOn(examinationOf(run), actor));
        return run.orElseThrow(() -> ProblemException.notFound("run"));
    }

    /** The run once it succeeded; CONFLICT with its state before that, refused as {@link #read} does. */
    @Transactional(readOnly = true)
    public Run succeeded(UUID runId, Actor actor) {
        Run run = read(runId, actor);
        if (run.status() != RunStatus.SUCCEEDED) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "The run is " + run.status() + "; only one that SUCCEEDED has results.")
                .with("runStatus", run.status().name());
        }
        return run;
    }

    /** Runs of an examination, the newest first. */
    @Transactional(readOnly = true)
    public Page<Run> ofExamination(UUID examinationId, @Nullable String cursor, int limit, Actor actor) {
        examinations.read(examinationId, actor);
        return page(runs.ofExamination(examinationId, before(cursor), limit + 1), limit);
    }

    /** Runs over a dataset, the newest first. */
    @Transactional(readOnly = true)
    public Page<Run> ofDataset(UUID datasetId, @Nullable String cursor, int limit, Actor actor) {
        datasets.read(datasetId, actor);
        return page(runs.ofDataset(datasetId, before(cursor), limit + 1), limit);
    }

    /**
     * Stops a run: at once when it waits, within moments when it is at work.
     *
     * @return whether it is stopped already
     * @throws ProblemException CONFLICT when it ended otherwise; refused as {@link #workOn} does
     */
    @Transactional
    public boolean cancel(UUID runId, Actor actor) {
        Run run = workOn(runId, actor);
        if (queue.remove(run, actor)) {
            return true;
        }
        if (queue.stop(run, actor)) {
            return false;
        }
        RunStatus status = runs.find(runId).map(Run::status).orElseThrow();
        if (status == RunStatus.CANCELLED) {
            return true;
        }
        throw new ProblemException(ProblemType.CONFLICT, "The run is " + status + " already; there is nothing to stop.")
            .with("runStatus", status.name());
    }

    /** How far runs are that the caller was admitted to; those that do not exist are left out. */
    @Transactional(readOnly = true)
    public List<RunProgress> progress(Collection<UUID> runIds) {
        return runs.progress(runIds);
    }

    private static @Nullable UUID before(@Nullable String cursor) {
        return cursor == null ? null : Cursor.decodeId(cursor);
    }

    private static Page<Run> page(List<Run> read, int limit) {
        return Page.of(read, limit, run -> run.id().toString());
    }

    /** Whether the run exists or not, the same questions are asked, so that no clock tells one from the other. */
    private static UUID examinationOf(Optional<Run> run) {
        return run.map(Run::examinationId).orElse(NONE);
    }

    /** Lets an outsider see no more than that there is no such run, as for one that does not exist. */
    private static void admitted(Runnable check) {
        try {
            check.run();
        } catch (ProblemException refused) {
            throw refused.type() == ProblemType.NOT_FOUND ? ProblemException.notFound("run") : refused;
        }
    }
}
