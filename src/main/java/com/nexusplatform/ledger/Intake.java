package com.nexusplatform.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.format.Limits;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.ledger.format.Survey;

/** Surveys received files and orders them to be loaded, within the transaction that receives them. */
@Component
class Intake {

    private final Clock clock;
    private final ObjectProvider<Scheduler> scheduler;

    private final Turns workbooks;
    private final Limits limits;

    Intake(Clock clock, ObjectProvider<Scheduler> scheduler, Turns workbooks, LedgerProperties properties) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.workbooks = workbooks;
        limits = properties.files().limits();
    }

    /**
     * Says how a file is to be read. A workbook, whose texts are held in memory meanwhile, waits its turn.
     *
     * @throws com.nexusplatform.shared.ProblemException as {@link Survey} refuses; UNAVAILABLE where no turn came
     */
    Mapping survey(Path file, String fileName, DatasetKind kind, RequestedMapping requested, String currency)
            throws IOException {
        if (!Survey.workbook(file)) {
            return Survey.of(file, fileName, kind, requested, currency, limits);
        }
        try (Turns.Turn _ = workbooks.take()) {
            return Survey.of(file, fileName, kind, requested, currency, limits);
        }
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
