package com.nexusplatform.analysis;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Identifiers;

/** Runs that wait: the row and the work on it are queued in one transaction, so that neither is there without the other. */
@Component
class RunQueue {

    private final RunRepository runs;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;
    private final Clock clock;

    RunQueue(RunRepository runs, OneTimeTask<Void> analysisRun, Scheduler scheduler, Clock clock) {
        this.runs = runs;
        task = analysisRun;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Queues a run over a dataset, within the transaction of the caller. */
    Run add(DatasetFacts dataset, Inputs inputs, @Nullable UUID reperforms, Actor actor) {
        Instant now = clock.instant();
        Run run = new Run(Identifiers.next(now.toEpochMilli()), dataset.examinationId(), dataset.id(), RunStatus.QUEUED,
                0, inputs, RunHash.of(inputs), null, 0, null, null, reperforms, null, null, now, actor.username(), null,
                null);
        runs.insert(run);
        scheduler.schedule(task.instance(run.id().toString()), now);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
        return run;
    }

    /** Ends a run that nobody has taken up yet; false when it is under way or finished. */
    boolean remove(UUID runId) {
        return runs.cancelQueued(runId, clock.instant());
    }
}
