package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Ledgers made to break searches in graphs. */
final class DenseGraphs {

    private static final long START = 1_736_500_000_000_000L;

    private DenseGraphs() {}

    /**
     * Every account pays every other.
     *
     * @param rising whether each account pays one second after the one before it, so that no amount closes a way; otherwise all
     *               amounts and moments are equal
     */
    static ColumnarLedger complete(int accounts, boolean rising) {
        int rows = accounts * (accounts - 1);
        int[] payers = new int[rows];
        int[] payees = new int[rows];
        long[] amounts = new long[rows];
        long[] times = new long[rows];
        int row = 0;
        for (int one = 1; one <= accounts; one++) {
            for (int other = 1; other <= accounts; other++) {
                if (one != other) {
                    payers[row] = one;
                    payees[row] = other;
                    times[row] = START + (rising ? one * 1_000_000L : 0);
                    amounts[row] = rising && one > other ? 50_00 : 100_00;
                    row++;
                }
            }
        }
        return ledger(accounts, payers, payees, amounts, times);
    }

    /** One account pays so many others once, and is paid by them, all at one moment and with one amount. */
    static ColumnarLedger star(int others) {
        int[] payers = new int[2 * others];
        int[] payees = new int[2 * others];
        long[] amounts = new long[2 * others];
        long[] times = new long[2 * others];
        for (int i = 0; i < others; i++) {
            payers[2 * i] = 1;
            payees[2 * i] = i + 2;
            payers[2 * i + 1] = i + 2;
            payees[2 * i + 1] = 1;
        }
        Arrays.fill(amounts, 100_00);
        Arrays.fill(times, START);
        return ledger(others + 1, payers, payees, amounts, times);
    }

    private static ColumnarLedger ledger(int accounts, int[] payers, int[] payees, long[] amounts, long[] times) {
        Dictionary.Builder names = new Dictionary.Builder();
        for (int account = 1; account <= accounts; account++) {
            names.add("N" + account);
        }
        Dictionary dictionary = names.build();
        return ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .instants(Field.POSTED_AT, times, true)
            .text(Field.ACCOUNT, payers, dictionary)
            .text(Field.COUNTER_ACCOUNT, payees, dictionary)
            .build();
    }
}
