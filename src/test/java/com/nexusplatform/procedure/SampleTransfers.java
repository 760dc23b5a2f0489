package com.nexusplatform.procedure;

import java.util.Random;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/**
 * Generated transfers between accounts, the same for the same seed, in no order of time over two years: about 25 a paying account,
 * log-normal amounts, and in every 200 rows a cycle, money passed on, a fan, cash in parts and a pair that repeats itself; one
 * account in ten is silent for most of the time.
 */
public final class SampleTransfers {

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long START = 1_735_689_600L; // 2025-01-01T00:00Z
    private static final int SECONDS = 730 * 86_400;
    private static final int HOUR = 3_600;
    private static final int BLOCK = 200;
    private static final int CASH = 3;
    private static final String[] TYPES = {"wire", "card", "cash", "cheque"};

    private final Random random;
    private final int accounts;
    private final int[] payers;
    private final int[] payees;
    private final int[] types;
    private final long[] amounts;
    private final long[] times;

    private SampleTransfers(int rows, long seed) {
        random = new Random(seed);
        accounts = Math.max(20, rows / 25);
        payers = new int[rows];
        payees = new int[rows];
        types = new int[rows];
        amounts = new long[rows];
        times = new long[rows];
        for (int row = 0; row < rows; row++) {
            ordinary(row);
        }
        for (int row = 0; row + BLOCK <= rows; row += BLOCK) {
            plant(row);
        }
    }

    /** Transfers in dollars with so many rows. */
    public static ColumnarLedger of(int rows, long seed) {
        SampleTransfers sample = new SampleTransfers(rows, seed);
        Dictionary accounts = names(sample.accounts);
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(sample.amounts)
            .instants(Field.POSTED_AT, sample.times, true)
            .text(Field.ACCOUNT, sample.payers, accounts)
            .text(Field.COUNTER_ACCOUNT, sample.payees, accounts)
            .text(Field.TYPE, sample.types, types())
            .build();
    }

    /** Whether a procedure runs on transfers alone. */
    public static boolean suits(Declaration declaration) {
        return declaration.kinds().equals(Set.of(DatasetKind.TRANSFERS));
    }

    /** The generated ledger that suits a procedure: transfers, or a {@link SampleLedger}. */
    static ColumnarLedger suiting(Declaration declaration, int rows, long seed) {
        return suits(declaration) ? of(rows, seed) : SampleLedger.of(rows, seed);
    }

    private void ordinary(int row) {
        int payer = 1 + random.nextInt(accounts);
        double share = random.nextDouble();
        int payee = 1 + (int) (share * share * accounts);
        int second = random.nextInt(SECONDS);
        boolean sleeper = payer % 10 == 0;
        set(row, payer, payee, Math.max(1, (long) StrictMath.exp(10.3 + 1.6 * random.nextGaussian())),
                sleeper && second > SECONDS / 4 && random.nextInt(20) != 0 ? second / 4 : second);
        types[row] = 1 + random.nextInt(TYPES.length);
    }

    private void plant(int row) {
        int second = random.nextInt(SECONDS - 40 * HOUR);
        int first = random.nextInt(accounts);
        long amount = 100_000L + random.nextInt(900_000);
        for (int hop = 0; hop < 4; hop++) { // a cycle that loses two in a hundred at each hop
            set(row + hop, node(first + hop), node(first + (hop + 1) % 4), amount * (100 - 2 * hop) / 100,
                    second + hop * HOUR);
        }
        set(row + 10, node(first + 10), node(first + 11), amount, second);
        set(row + 11, node(first + 11), node(first + 12), amount * 97 / 100, second + 2 * HOUR);
        for (int payer = 0; payer < 7; payer++) {
            set(row + 20 + payer, node(first + 20 + payer), node(first + 40), 20_000 + payer,
                    second + payer * HOUR / 2);
        }
        for (int part = 0; part < 2; part++) {
            set(row + 30 + part, node(first + 50), node(first + 51), 950_000 - part * 10_000, second + part * HOUR);
            types[row + 30 + part] = CASH;
        }
        for (int time = 0; time < 4; time++) {
            set(row + 40 + time, node(first + 60), node(first + 61), 31_000, second + time * 60);
        }
    }

    private void set(int row, int payer, int payee, long amount, int second) {
        payers[row] = payer;
        payees[row] = payee;
        amounts[row] = amount;
        times[row] = (START + second) * MICROS_A_SECOND;
    }

    private int node(int number) {
        return 1 + number % accounts;
    }

    private static Dictionary names(int size) {
        Dictionary.Builder dictionary = new Dictionary.Builder();
        for (int i = 1; i <= size; i++) {
            dictionary.add("AC" + (1_000_000 + i));
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
}
