package com.nexusplatform.procedure;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * A {@link SampleLedger} in which every procedure for payments and journals finds something: in every hundred rows a payment made
 * twice, a purchase in three parts, an amount just below a limit, a round one, and an entry at the end of a month with a
 * word to be asked about.
 */
public final class ExaminedLedger {

    private static final int BLOCK = 100;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final String PERSON = "clerk100003";

    private final Random random;
    private final ColumnarLedger from;
    private final long[] amounts;
    private final long[] posted;
    private final long[] entered;
    private final String[] documents;
    private final String[] vendors;
    private final String[] descriptions;
    private final String[] types;
    private final String[] authors;
    private final String[] currencies;
    private final String[] accounts;
    private final String[] counterAccounts;

    private ExaminedLedger(int rows, long seed) {
        random = new Random(seed * 31 + 77);
        from = SampleLedger.of(rows, seed);
        amounts = from.amounts().clone();
        posted = from.instants(Field.POSTED_AT).clone();
        entered = from.instants(Field.ENTERED_AT).clone();
        documents = texts(Field.DOCUMENT_NO);
        vendors = texts(Field.COUNTERPARTY_ID);
        descriptions = texts(Field.DESCRIPTION);
        types = texts(Field.TYPE);
        authors = texts(Field.CREATED_BY);
        accounts = texts(Field.ACCOUNT);
        counterAccounts = texts(Field.COUNTER_ACCOUNT);
        currencies = new String[rows];
        Arrays.fill(currencies, "USD");
        for (int row = 0; row + BLOCK <= rows; row += BLOCK) {
            plant(row);
        }
        for (int row = 80; row + BLOCK <= rows; row += 20 * BLOCK) {
            ghosts(row);
        }
        keepApart();
    }

    /** A ledger in dollars and yen with so many rows. */
    public static ColumnarLedger of(int rows, long seed) {
        ExaminedLedger made = new ExaminedLedger(rows, seed);
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(made.amounts)
            .text(Field.CURRENCY, made.currencies)
            .text(Field.COUNTERPARTY_ID, made.vendors)
            .text(Field.COUNTERPARTY_NAME, made.vendors)
            .text(Field.DOCUMENT_NO, made.documents)
            .text(Field.ACCOUNT, made.accounts)
            .text(Field.COUNTER_ACCOUNT, made.counterAccounts)
            .text(Field.DESCRIPTION, made.descriptions)
            .text(Field.TYPE, made.types)
            .text(Field.CREATED_BY, made.authors)
            .text(Field.APPROVED_BY, made.texts(Field.APPROVED_BY))
            .instants(Field.POSTED_AT, made.posted, true)
            .instants(Field.ENTERED_AT, made.entered, true)
            .dates(Field.EFFECTIVE_ON, made.from.days(Field.EFFECTIVE_ON))
            .build();
    }

    private void plant(int row) {
        copy(row + 5, row + 6); // paid twice
        for (int part = 10; part < 13; part++) { // bought in three parts
            copy(row + 10, row + part);
            amounts[row + part] = 40_000 + 1_100L * part;
            documents[row + part] = "P" + (row + part) * 37;
        }
        for (int near = 20; near < 24; near++) {
            authors[row + near] = PERSON;
            amounts[row + near] = 95_000L + random.nextInt(4_999);
        }
        amounts[row + 30] = 5_000_00;
        authors[row + 30] = PERSON;
        posted[row + 40] = endOfMonth(posted[row + 40]);
        entered[row + 40] = posted[row + 40] + 45 * MICROS_A_DAY;
        descriptions[row + 40] = "adj";
        types[row + 40] = "manual";
        descriptions[row + 50] = "plug as instructed by the CEO";
        for (int yen = 60; yen < 65; yen++) {
            currencies[row + yen] = "JPY";
        }
    }

    /** One pair of accounts and one author with an account nearly never meet, and one account is seldom used. */
    private void keepApart() {
        for (int row = 0; row < accounts.length; row++) {
            boolean rare = row % 10_000 == 70;
            if (accounts[row].equals("6100001")) {
                counterAccounts[row] = rare || !counterAccounts[row].equals("20100001")
                        ? counterAccounts[row]
                        : "20100002";
            }
            if (accounts[row].equals("6100002") && authors[row].equals("clerk100001")) {
                authors[row] = "clerk100002";
            }
            if (rare) {
                accounts[row] = "6100001";
                counterAccounts[row] = "20100001";
                accounts[row + 1] = "6100002";
                authors[row + 1] = "clerk100001";
                accounts[row + 2] = "6999999";
            }
        }
    }

    /** A vendor whose numbers run on and whose amounts are round, and one with a single large payment. */
    private void ghosts(int row) {
        for (int bill = 0; bill < 6; bill++) {
            vendors[row + bill] = "G" + row;
            documents[row + bill] = "B-" + (1_000 + bill);
            amounts[row + bill] = 110_000_00L + 10_000L * bill;
            posted[row + bill] += bill * 7L * MICROS_A_DAY;
        }
        vendors[row + 7] = "S" + row;
        amounts[row + 7] = 91_234_56;
    }

    private void copy(int source, int target) {
        amounts[target] = Math.abs(amounts[source]);
        amounts[source] = amounts[target];
        posted[target] = posted[source];
        documents[target] = documents[source];
        vendors[target] = vendors[source];
        authors[target] = authors[source];
    }

    private static long endOfMonth(long micros) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_A_DAY));
        return day.withDayOfMonth(day.lengthOfMonth()).toEpochDay() * MICROS_A_DAY
                + Math.floorMod(micros, MICROS_A_DAY);
    }

    private String[] texts(Field field) {
        return IntStream.range(0, from.rows()).mapToObj(i -> from.text(field, i)).toArray(String[]::new);
    }
}
