package com.nexusplatform.procedure;

import java.util.Random;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Generated ledgers, the same for the same seed: log-normal amounts of many counterparties, some planted oddities, every field filled. */
public final class SampleLedger {

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long START = 1_735_689_600L; // 2025-01-01T00:00Z
    private static final String[] TYPES = {"wire", "card", "cash", "cheque"};

    private SampleLedger() {}

    /** A ledger of payments in dollars with so many rows. */
    public static ColumnarLedger of(int rows, long seed) {
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts(rows, seed))
            .text(Field.COUNTERPARTY_ID, codes(rows, seed, 1), names("V", counterparties(rows)))
            .text(Field.COUNTERPARTY_NAME, codes(rows, seed, 1), names("Vendor ", counterparties(rows)))
            .text(Field.DOCUMENT_NO, documents(rows, seed), names("INV-", rows))
            .text(Field.ACCOUNT, small(rows, seed, 60, 2), names("6", 60))
            .text(Field.COUNTER_ACCOUNT, small(rows, seed, 9, 3), names("20", 9))
            .text(Field.DESCRIPTION, small(rows, seed, 200, 4), names("Delivery ", 200))
            .text(Field.TYPE, small(rows, seed, TYPES.length, 5), types())
            .text(Field.CREATED_BY, small(rows, seed, 12, 6), names("clerk", 12))
            .text(Field.APPROVED_BY, small(rows, seed, 12, 7), names("clerk", 12))
            .instants(Field.POSTED_AT, times(rows, seed, 0), true)
            .instants(Field.ENTERED_AT, times(rows, seed, 86_400), true)
            .dates(Field.EFFECTIVE_ON, dates(rows, seed))
            .build();
    }

    /** Amounts of that ledger: log-normal about 300.00, one in 40 exactly 50.00, one in 50 negative, a few a hundredfold. */
    public static long[] amounts(int rows, long seed) {
        Random random = new Random(seed);
        long[] amounts = new long[rows];
        for (int i = 0; i < rows; i++) {
            long amount = Math.max(1, (long) StrictMath.exp(10.3 + 1.6 * random.nextGaussian()));
            int kind = random.nextInt(2_000);
            if (kind < 50) {
                amount = 5_000;
            } else if (kind < 90) {
                amount = -amount;
            } else if (kind == 90) {
                amount *= 100;
            }
            amounts[i] = amount;
        }
        return amounts;
    }

    private static int counterparties(int rows) {
        return Math.max(5, rows / 40);
    }

    private static int[] codes(int rows, long seed, int salt) {
        Random random = new Random(seed * 31 + salt);
        int[] codes = new int[rows];
        int size = counterparties(rows);
        for (int i = 0; i < rows; i++) { // the smaller the number, the more payments
            double share = random.nextDouble();
            codes[i] = 1 + (int) (share * share * size);
        }
        return codes;
    }

    private static int[] documents(int rows, long seed) {
        Random random = new Random(seed * 31 + 11);
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) { // now and then a number is used again, or left out
            int kind = random.nextInt(100);
            codes[i] = kind == 0 ? Math.max(1, i) : kind == 1 ? 1 + random.nextInt(rows) : i + 1;
        }
        return codes;
    }

    private static int[] small(int rows, long seed, int size, int salt) {
        Random random = new Random(seed * 31 + salt);
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            codes[i] = 1 + random.nextInt(size);
        }
        return codes;
    }

    private static Dictionary names(String prefix, int size) {
        Dictionary.Builder dictionary = new Dictionary.Builder();
        for (int i = 1; i <= size; i++) {
            dictionary.add(prefix + (100_000 + i));
        }
        return dictionary.build();
    }

    private static Dictionary types() {
        Dictionary.Builder dictionary = new Dictionary.Builder();
        for (String type : TYPES) {
            dictionary.add(type);
        }
        return dictionary.build();
    }

    private static long[] times(int rows, long seed, int delay) {
        Random random = new Random(seed * 31 + 21);
        long[] times = new long[rows];
        long second = START;
        int step = Math.max(1, 2 * 365 * 86_400 / Math.max(1, rows));
        for (int i = 0; i < rows; i++) {
            second += random.nextInt(step);
            boolean unusual = random.nextInt(30) == 0;
            times[i] = ((unusual ? second : officeHours(second)) + delay) * MICROS_A_SECOND;
        }
        return times;
    }

    /** The same second of a working day from 8 to 18 o'clock; 1970-01-01 was a Thursday. */
    private static long officeHours(long second) {
        long day = second / 86_400;
        long weekday = (day + 3) % 7; // 0 for Monday
        return (day - Math.max(0, weekday - 4)) * 86_400 + 8 * 3_600 + second % 36_000;
    }

    private static int[] dates(int rows, long seed) {
        long[] times = times(rows, seed, 0);
        int[] dates = new int[rows];
        for (int i = 0; i < rows; i++) {
            dates[i] = (int) (times[i] / MICROS_A_SECOND / 86_400);
        }
        return dates;
    }
}
