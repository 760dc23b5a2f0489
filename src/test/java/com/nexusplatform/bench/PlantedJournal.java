package com.nexusplatform.bench;

import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.JournalFixture;

/** The journal of the tests, in which schemes are planted by document. */
final class PlantedJournal {

    private static final int REFERENCE = 8;

    private PlantedJournal() {}

    /** What the procedures raise on it, with the limit of approval that its schemes are about. */
    static Evidence evidence() {
        JournalFixture journal = new JournalFixture();
        ColumnarLedger ledger = journal.ledger(REFERENCE);
        boolean[] credits = new boolean[ledger.rows()];
        for (int row = 0; row < credits.length; row++) {
            credits[row] = ledger.amounts()[row] < 0;
        }
        return Evidence.of("journal of the tests, debits", DatasetKind.LEDGER, ledger, journal.schemes(), credits,
                List.of("10000"), Map.of());
    }
}
