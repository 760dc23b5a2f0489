package com.nexusplatform.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Orders received files to be loaded, within the transaction that receives them. */
@Component
class Intake {

    private final Clock clock;
    private final ObjectProvider<Scheduler> scheduler;

    Intake(Clock clock, ObjectProvider<Scheduler> scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** The time, to the microsecond that the database keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Has a dataset loaded as soon as the transaction ends. */
    void order(UUID datasetId, Instant when) {
        Scheduler known = scheduler.getObject();
        known.scheduleIfNotExists(LedgerConfiguration.LOAD.instance(datasetId.toString()).scheduledTo(when));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                known.triggerCheckForDueExecutions(); // it can be seen now, and the next look may be a second away
            }
        });
    }
}
