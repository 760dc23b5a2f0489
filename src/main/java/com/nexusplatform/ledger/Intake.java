package com.nexusplatform.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Orders received files to be loaded, within the transaction that receives them. */
@Component
class Intake {

    private final Clock clock;
    private final ObjectProvider<SchedulerClient> scheduler;

    Intake(Clock clock, ObjectProvider<SchedulerClient> scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** The time, to the microsecond that the database keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Has a dataset loaded as soon as the transaction ends. */
    void order(UUID datasetId, Instant when) {
        scheduler.getObject()
            .scheduleIfNotExists(LedgerConfiguration.LOAD.instance(datasetId.toString()).scheduledTo(when));
    }
}
