package com.nexusplatform.sampling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.nexusplatform.analysis.Runs;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.ledger.Masking;
import com.nexusplatform.ledger.Maskings;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.shared.Actor;

/** The records behind the rows of a sample. */
@Component
class Records {

    private final Runs runs;
    private final LedgerReader ledgers;
    private final Maskings maskings;

    Records(Runs runs, LedgerReader ledgers, Maskings maskings) {
        this.runs = runs;
        this.ledgers = ledgers;
        this.maskings = maskings;
    }

    /** How much of the records of a run the actor sees. */
    Masking masking(UUID runId, Actor actor) {
        return maskings.of(runs.read(runId, actor).examinationId(), actor);
    }

    /** Records of the dataset of a run as a reader sees them, by row number. */
    Map<Integer, RecordView> ofRun(UUID runId, Collection<Integer> rowNos, Masking masking, Actor actor) {
        int[] wanted = rowNos.stream().mapToInt(Integer::intValue).toArray();
        Map<Integer, RecordView> records = new HashMap<>();
        ledgers.records(runs.read(runId, actor).datasetId(), wanted, masking)
            .forEach(record -> records.put(record.rowNo(), record));
        return records;
    }
}
