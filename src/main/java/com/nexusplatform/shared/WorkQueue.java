package com.nexusplatform.shared;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Orders background work by the scheduler's own clock, so that it is due at once whatever the clock of the machine says. */
public final class WorkQueue {

    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    public WorkQueue(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Has work done as soon as the transaction that orders it ends, unless the same was ordered already. */
    public void add(TaskInstance<?> work) {
        Scheduler known = scheduler.getObject();
        known.scheduleIfNotExists(work, clock.now());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    known.triggerCheckForDueExecutions(); // it can be seen now, and the next look may be a second away
                }
            });
        }
    }
}
