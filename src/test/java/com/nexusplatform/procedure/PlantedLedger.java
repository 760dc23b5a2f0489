package com.nexusplatform.procedure;

import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** A {@link SampleLedger} into which something is planted for each procedure that selects rows, in two currencies. */
public final class PlantedLedger {

    private PlantedLedger() {}

    /** A ledger of so many rows; 3,000 are enough for every procedure. */
    public static ColumnarLedger of(int rows, long seed) {
        ColumnarLedger sample = SampleLedger.of(rows, seed);
        String[] parties = texts(sample, Field.COUNTERPARTY_ID);
        String[] documents = texts(sample, Field.DOCUMENT_NO);
        String[] descriptions = texts(sample, Field.DESCRIPTION);
        String[] authors = texts(sample, Field.CREATED_BY);
        String[] currencies = new String[rows];
        long[] amounts = sample.amounts().clone();
        for (int row = 1; row < rows; row++) {
            currencies[row] = row % 10 == 4 ? "EUR" : "USD";
            if (row % 200 == 13) { // paid twice
                parties[row] = parties[row - 1];
                documents[row] = documents[row - 1];
                amounts[row] = Math.max(100, amounts[row - 1]);
                amounts[row - 1] = amounts[row];
            } else if (row % 150 == 20) { // round
                amounts[row] = 10_000_00L * (1 + row % 7);
            } else if (row % 30 == 7) { // just below the limit of 1,000
                amounts[row] = 950_00 + row * 37L % 49_99;
            }
            authors[row] = row % 6 == 1 ? authors[0] : authors[row]; // one author of all those below the limit
            descriptions[row] = described(descriptions[row], row);
        }
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CURRENCY, currencies)
            .text(Field.COUNTERPARTY_ID, parties)
            .text(Field.COUNTERPARTY_NAME, texts(sample, Field.COUNTERPARTY_NAME))
            .text(Field.DOCUMENT_NO, documents)
            .text(Field.ACCOUNT, texts(sample, Field.ACCOUNT))
            .text(Field.COUNTER_ACCOUNT, texts(sample, Field.COUNTER_ACCOUNT))
            .text(Field.DESCRIPTION, descriptions)
            .text(Field.TYPE, texts(sample, Field.TYPE))
            .text(Field.CREATED_BY, authors)
            .text(Field.APPROVED_BY, texts(sample, Field.APPROVED_BY))
            .instants(Field.POSTED_AT, sample.instants(Field.POSTED_AT), true)
            .instants(Field.ENTERED_AT, sample.instants(Field.ENTERED_AT), true)
            .dates(Field.EFFECTIVE_ON, sample.days(Field.EFFECTIVE_ON))
            .build();
    }

    private static String described(String description, int row) {
        if (row % 47 == 5) {
            return "x";
        }
        if (row % 89 == 7) {
            return "Plug, per CEO’s request";
        }
        return row % 83 == 3 ? "Rückbuchung" : description;
    }

    private static String[] texts(ColumnarLedger ledger, Field field) {
        String[] texts = new String[ledger.rows()];
        Arrays.setAll(texts, row -> ledger.text(field, row));
        return texts;
    }
}
