package com.nexusplatform.ledger;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** Reads records of loaded datasets: as columns for analysis, as rows for people. */
@Service
public class LedgerReader {

    /**
     * The columns of a dataset, by binary COPY. Fields that are not mapped are left out.
     *
     * @throws com.nexusplatform.shared.ProblemException MEMORY_EXCEEDED, before anything is loaded, naming the bytes needed
     */
    public ColumnarLedger columns(UUID datasetId, Set<Field> fields) {
        throw new UnsupportedOperationException();
    }

    /** The records of those row numbers, in the order given; numbers that do not exist are left out. */
    public List<RecordView> records(UUID datasetId, int[] rowNos) {
        throw new UnsupportedOperationException();
    }
}
