package com.nexusplatform.procedure.payments;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;

/**
 * The two largest positive amounts of every counterparty in one currency, each with its first row; one pass. What is kept of a
 * counterparty lies together, so that a row touches one line of memory.
 */
final class LargestPayments {

    private static final int WIDTH = 4;
    private static final int COUNT = 0;
    private static final int LARGEST = 1;
    private static final int SECOND = 2;
    private static final int ROWS = 3;

    private final long[] kept;

    private LargestPayments(int counterparties) {
        kept = new long[WIDTH * (counterparties + 1)];
    }

    /**
     * Those of a column of counterparties in a currency.
     *
     * @param numbers        of the counterparties by code, from 1; 0 for nobody
     * @param counterparties highest of these numbers
     */
    static LargestPayments of(ColumnarLedger ledger, Field column, int[] numbers, int counterparties,
            RowCurrencies currencies, int currency) {
        LargestPayments payments = new LargestPayments(counterparties);
        long[] amounts = ledger.amounts();
        int[] codes = ledger.codes(column);
        boolean several = currencies.codes().size() > 1;
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0 && (!several || currencies.at(i) == currency)) {
                payments.add(numbers[codes[i]], i, amounts[i]);
            }
        }
        return payments;
    }

    private void add(int code, int index, long amount) {
        int at = code * WIDTH;
        kept[at + COUNT]++;
        if (amount <= kept[at + SECOND]) {
            return;
        }
        if (amount > kept[at + LARGEST]) {
            kept[at + SECOND] = kept[at + LARGEST];
            kept[at + LARGEST] = amount;
            kept[at + ROWS] = kept[at + ROWS] >>> 32 | (long) index << 32;
        } else {
            kept[at + SECOND] = amount;
            kept[at + ROWS] = kept[at + ROWS] & 0xFFFF_FFFF_0000_0000L | index;
        }
    }

    /** Number of positive amounts of no counterparty. */
    int withoutCounterparty() {
        return count(Dictionary.ABSENT);
    }

    /** Number of positive amounts of a counterparty. */
    int count(int counterparty) {
        return (int) kept[counterparty * WIDTH + COUNT];
    }

    /** Index of the first row with the largest amount. */
    int largest(int counterparty) {
        return (int) (kept[counterparty * WIDTH + ROWS] >>> 32);
    }

    /** Index of the first other row with the second largest amount, which may equal the largest. */
    int second(int counterparty) {
        return (int) kept[counterparty * WIDTH + ROWS];
    }
}
