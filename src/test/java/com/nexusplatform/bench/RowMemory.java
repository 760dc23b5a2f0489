package com.nexusplatform.bench;

import java.util.Locale;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * Bytes a row of a ledger in memory.
 *
 * @param columns      of the columns
 * @param dictionaries of the texts that they refer to
 */
record RowMemory(double columns, double dictionaries) {

    private static final int MOST_BYTES = 120;

    static RowMemory of(ColumnarLedger ledger) {
        long dictionaries = 0;
        for (Field field : Field.values()) {
            if (field.type() == Field.Type.TEXT && ledger.has(field)) {
                dictionaries += ledger.dictionary(field).memory();
            }
        }
        return new RowMemory((double) (ledger.memory() - dictionaries) / ledger.rows(),
                (double) dictionaries / ledger.rows());
    }

    /** Whether the columns need more than they may. */
    boolean isTooMuch() {
        return columns > MOST_BYTES;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "columns of %.1f bytes a row, at most %d%s; dictionaries of %.1f", columns,
                MOST_BYTES, isTooMuch() ? ": TOO MUCH" : "", dictionaries);
    }
}
