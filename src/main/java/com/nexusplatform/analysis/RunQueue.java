package com.nexusplatform.analysis;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.WorkQueue;

/** Runs that wait: the row and the work on it are queued in one transaction, so that neither is there without the other. */
@Component
class RunQueue {

    private final RunRepository runs;
    private final OneTimeTask<Void> task;
    private final WorkQueue queue;
    private final Trail trail;

    RunQueue(RunRepository runs, OneTimeTask<Void> analysisRun, WorkQueue queue, Trail trail) {
        this.runs = runs;
        task = analysisRun;
        this.queue = queue;
        this.trail = trail;
    }

    /** Queues a run over a dataset, within the transaction of the caller. */
    Run add(DatasetFacts dataset, Inputs inputs, @Nullable UUID reperforms, Actor actor) {
        Instant now = trail.now();
        Run run = new Run(Identifiers.next(now.toEpochMilli()), dataset.examinationId(), dataset.id(), RunStatus.QUEUED,
                0, inputs, RunHash.of(inputs), null, 0, null, null, reperforms, null, null, now, actor.username(), null,
                null);
        runs.insert(run);
        trail.record(Entry.of(reperforms == null ? Act.RUN_QUEUED : Act.RUN_REPERFORMED, actor, run.id())
            .in(run.examinationId())
            .after(Map.of("dataset", dataset.id().toString(), "runHash", run.runHash(), "reperforms",
                    reperforms == null ? "" : reperforms.toString())));
        queue.add(task.instance(run.id().toString()));
        return run;
    }

    /** Ends a run that nobody has taken up yet; false when it is under way or finished. */
    boolean remove(Run run, Actor actor) {
        boolean removed = runs.cancelQueued(run.id(), trail.now());
        if (removed) {
            trail.record(Entry.of(Act.RUN_CANCELLED, actor, run.id()).in(run.examinationId()));
        }
        return removed;
    }

    /** Asks a run at work to stop; false when it is finished. */
    boolean stop(Run run, Actor actor) {
        boolean asked = runs.requestCancel(run.id());
        if (asked) {
            trail.record(Entry.of(Act.RUN_CANCEL_REQUESTED, actor, run.id()).in(run.examinationId()));
        }
        return asked;
    }
}
