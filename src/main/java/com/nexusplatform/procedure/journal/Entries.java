package com.nexusplatform.procedure.journal;

import java.util.Arrays;
import java.util.List;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** What the rows of an entry say together. */
final class Entries {

    private static final int LISTED = 20;

    private Entries() {}

    /** Largest size of an amount among rows given by number, in minor units; 0 where amounts are not mapped. */
    static long largestAmount(ColumnarLedger ledger, int[] rowNumbers) {
        long largest = 0;
        if (ledger.has(Field.AMOUNT)) {
            for (int row : rowNumbers) {
                largest = Math.max(largest, Math.abs(ledger.amounts()[row - 1]));
            }
        }
        return largest;
    }

    /** The first row numbers, as an explanation lists them. */
    static List<Integer> listed(int... rowNumbers) {
        return Arrays.stream(rowNumbers).limit(LISTED).boxed().toList();
    }
}
