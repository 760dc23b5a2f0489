package com.nexusplatform.bench;

import java.util.List;

import com.nexusplatform.procedure.JournalFixture;

/** The journal of the tests, in which schemes are planted by document. */
final class PlantedJournal {

    private static final int REFERENCE = 8;

    private PlantedJournal() {}

    /** What the procedures raise on it, with the limit of approval that its schemes are about. */
    static Evidence evidence() {
        JournalFixture journal = new JournalFixture();
        return Evidence.of("journal of the tests", journal.ledger(REFERENCE), journal.schemes(), List.of("10000"));
    }
}
