package com.nexusplatform.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.springframework.stereotype.Component;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.format.Limits;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.ledger.format.Survey;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.WorkQueue;

/** Surveys received files and orders them to be loaded, within the transaction that receives them. */
@Component
class Intake {

    private final Clock clock;
    private final WorkQueue queue;
    private final Turns workbooks;
    private final Limits limits;
    private final Trail trail;

    Intake(Clock clock, WorkQueue queue, Turns workbooks, LedgerProperties properties, Trail trail) {
        this.clock = clock;
        this.queue = queue;
        this.workbooks = workbooks;
        this.trail = trail;
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

    /** Records the upload of a dataset, and has it loaded as soon as the transaction ends. */
    void order(Dataset dataset, Actor actor) {
        trail.record(Entry.of(Act.DATASET_UPLOADED, actor, dataset.id())
            .in(dataset.examinationId())
            .after(Map.of("kind", dataset.kind(), "fileName", Entry.hashed(dataset.fileName()), "fileSha256",
                    dataset.fileSha256(), "fileSize", dataset.fileSize(), "mappingSha256", dataset.mappingSha256())));
        queue.add(LedgerConfiguration.LOAD.instance(dataset.id().toString()).build());
    }
}
