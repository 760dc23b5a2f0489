package com.nexusplatform.procedure;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Ledgers made to break procedures. Each has every field. */
public enum AdversarialLedger {

    /** One account, author, document and text for all rows, all in one day. */
    ONE_ACCOUNT(2_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            return shape.ledger();
        }
    },
    /** One account that is paid by all the others and pays them, the same amount every second, under numbers with gaps throughout. */
    ONE_HUB(2_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            shape.amount = row -> 1_000_00;
            shape.second = row -> row;
            shape.account = row -> row % 2 == 0 ? 1 + row % 3_001 : 0;
            shape.counterAccount = row -> row % 2 == 0 ? 0 : 1 + row * 7 % 3_001;
            shape.party = shape.counterAccount;
            shape.numbered = true;
            return shape.ledger();
        }
    },
    /** One account that is paid a little by many within a day and pays most of it on in one sum, the last row. */
    ONE_COLLECTOR(2_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            int last = shape.rows - 1;
            shape.amount = row -> row < last ? 1_00 : 85 * last;
            shape.second = row -> (int) (80_000L * row / last);
            shape.account = row -> row < last ? 1 + row % 5_000 : 0;
            shape.counterAccount = row -> row < last ? 0 : 1;
            shape.party = shape.counterAccount;
            shape.document = row -> row;
            return shape.ledger();
        }
    },
    /** One amount, with everything else as various as can be. */
    ONE_AMOUNT(2_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            shape.amount = row -> 1_000_00;
            shape.second = row -> row * 37;
            shape.account = row -> row % 5_000;
            shape.counterAccount = row -> row * 31 % 5_000;
            shape.party = row -> row % 50_000;
            shape.document = row -> row;
            shape.text = row -> row;
            return shape.ledger();
        }
    },
    /** One counterparty that is paid every few seconds under numbers one letter apart. */
    ONE_COUNTERPARTY(2_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            shape.second = row -> row * 7;
            shape.account = row -> row % 60;
            shape.counterAccount = row -> 0;
            shape.document = row -> row;
            return shape.ledger();
        }
    },
    /** Every account pays every other once, in random order within a month. */
    COMPLETE_GRAPH(2_000 * 1_999) {

        @Override
        ColumnarLedger of(Shape shape) {
            int accounts = (int) ((1 + StrictMath.sqrt(1 + 4.0 * shape.rows)) / 2);
            shape.rows = accounts * (accounts - 1);
            int[] seconds = shape.random.ints(shape.rows, 0, 30 * 86_400).toArray();
            shape.second = row -> seconds[row];
            shape.amount = row -> 1_000_00 + row % 977;
            shape.account = row -> row / (accounts - 1);
            shape.counterAccount = row -> row % (accounts - 1) + (row % (accounts - 1) >= row / (accounts - 1) ? 1 : 0);
            shape.party = shape.counterAccount;
            shape.document = row -> row;
            return shape.ledger();
        }
    },
    /** As many vendors as rows, whose names and accounts differ in one letter. */
    NAMES_ONE_LETTER_APART(1_000_000) {

        @Override
        ColumnarLedger of(Shape shape) {
            shape.second = row -> row * 61;
            shape.party = row -> row;
            shape.document = row -> row;
            shape.account = row -> row % 60;
            shape.counterAccount = row -> row % 9;
            return shape.ledger();
        }
    };

    private final int fullSize;

    AdversarialLedger(int fullSize) {
        this.fullSize = fullSize;
    }

    /** The ledger with about a share of its full size, from 0 to 1. */
    public ColumnarLedger of(double share) {
        return of(new Shape((int) (fullSize * share)));
    }

    abstract ColumnarLedger of(Shape shape);

    /** The task of a procedure over such a ledger: its own parties as vendors, and employees who are called much the same. */
    public static Task task(Procedure procedure, ColumnarLedger ledger) {
        Task sample = SampleRun.task(procedure, ledger, 1, Watch.NONE);
        if (sample.masters().isEmpty()) {
            return sample;
        }
        Dictionary names = ledger.dictionary(Field.COUNTERPARTY_NAME);
        int[] codes = IntStream.rangeClosed(1, names.size()).toArray();
        ColumnarLedger vendors = ColumnarLedger.builder(codes.length)
            .text(Field.COUNTERPARTY_ID, codes, ledger.dictionary(Field.COUNTERPARTY_ID))
            .text(Field.NAME, codes, names)
            .text(Field.BANK_ACCOUNT, codes, names)
            .text(Field.ADDRESS, addresses(Arrays.stream(codes).mapToObj(names::text).toArray(String[]::new)))
            .build();
        int[] some = IntStream.range(0, codes.length).filter(code -> code % 50 == 0).map(code -> codes[code]).toArray();
        String[] employees = Arrays.stream(some)
            .mapToObj(code -> names.text(code).replace('B', 'Q'))
            .toArray(String[]::new);
        return new Task(ledger, Map.of(DatasetKind.VENDORS, vendors, DatasetKind.EMPLOYEES,
                ColumnarLedger.builder(some.length)
                    .text(Field.NAME, employees)
                    .text(Field.BANK_ACCOUNT, some, names)
                    .text(Field.ADDRESS, addresses(employees))
                    .build()),
                sample.parameters(), sample.seed(), sample.watch());
    }

    private static String[] addresses(String... names) {
        return Arrays.stream(names).map(name -> name + " Street 12").toArray(String[]::new);
    }

    /** What each field holds, by row; one value throughout where nothing is said. */
    static final class Shape {

        private static final long START = 1_735_718_400L; // 2025-01-01T08:00Z
        private static final int LETTERS = 6;

        private final Random random = new Random(7);
        private int rows;
        private IntUnaryOperator amount = row -> 100 + row;
        private IntUnaryOperator second = row -> row % 30_000;
        private IntUnaryOperator account = row -> 0;
        private IntUnaryOperator counterAccount = row -> 0;
        private IntUnaryOperator party = row -> 0;
        private IntUnaryOperator document = row -> 0;
        private IntUnaryOperator text = row -> 0;
        private boolean numbered;

        private Shape(int rows) {
            this.rows = rows;
        }

        private ColumnarLedger ledger() {
            long[] times = new long[rows];
            Arrays.setAll(times, row -> (START + second.applyAsInt(row)) * 1_000_000L);
            int[] days = Arrays.stream(times).mapToInt(time -> (int) (time / 86_400_000_000L)).toArray();
            long[] amounts = new long[rows];
            Arrays.setAll(amounts, amount::applyAsInt);
            ColumnarLedger.Builder ledger = ColumnarLedger.builder(rows)
                .currency("USD")
                .amounts(amounts)
                .instants(Field.POSTED_AT, times, true)
                .instants(Field.ENTERED_AT, times, true)
                .dates(Field.EFFECTIVE_ON, days);
            text(ledger, Field.ACCOUNT, "AC", account);
            text(ledger, Field.COUNTER_ACCOUNT, "AC", counterAccount);
            text(ledger, Field.COUNTERPARTY_ID, "V", party);
            text(ledger, Field.COUNTERPARTY_NAME, "Acme Trading ", party);
            text(ledger, Field.DOCUMENT_NO,
                    row -> "INVOICE" + (numbered ? String.valueOf(7 * row) : letters(document.applyAsInt(row))));
            text(ledger, Field.DESCRIPTION, "plug cash ", text);
            text(ledger, Field.TYPE, row -> "CASH");
            text(ledger, Field.CREATED_BY, "ann", row -> 0);
            text(ledger, Field.APPROVED_BY, "ann", row -> row % 20 == 0 ? 0 : 1);
            return ledger.build();
        }

        private void text(ColumnarLedger.Builder ledger, Field field, String prefix, IntUnaryOperator value) {
            text(ledger, field, row -> prefix + letters(value.applyAsInt(row)));
        }

        private void text(ColumnarLedger.Builder ledger, Field field, IntFunction<String> value) {
            Dictionary.Builder texts = new Dictionary.Builder();
            int[] codes = new int[rows];
            Arrays.setAll(codes, row -> texts.add(value.apply(row)));
            ledger.text(field, codes, texts.build());
        }

        /** Six letters for a number: neighbours differ in the last alone. */
        private static String letters(int number) {
            char[] letters = new char[LETTERS];
            int rest = number;
            for (int i = LETTERS - 1; i >= 0; i--) {
                letters[i] = (char) ('A' + rest % 26);
                rest /= 26;
            }
            return new String(letters);
        }
    }
}
