package com.nexusplatform.sampling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.nexusplatform.analysis.Runs;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.shared.Actor;

/** The records behind the rows of a sample. */
@Component
class Records {

    private final Runs runs;
    private final LedgerReader ledgers;

    Records(Runs runs, LedgerReader ledgers) {
        this.runs = runs;
        this.ledgers = ledgers;
    }

    /** Records of the dataset of a run, by row number. */
    Map<Integer, RecordView> ofRun(UUID runId, Collection<Integer> rowNos, Actor actor) {
        int[] wanted = rowNos.stream().mapToInt(Integer::intValue).toArray();
        Map<Integer, RecordView> records = new HashMap<>();
        ledgers.records(runs.read(runId, actor).datasetId(), wanted)
            .forEach(record -> records.put(record.rowNo(), record));
        return records;
    }
}
