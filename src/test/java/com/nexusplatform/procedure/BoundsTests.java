package com.nexusplatform.procedure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.journal.DescriptionKeywords;
import com.nexusplatform.procedure.journal.PeriodEndEntries;
import com.nexusplatform.procedure.journal.RoundAmounts;
import com.nexusplatform.procedure.journal.SegregationOfDuties;
import com.nexusplatform.procedure.journal.SequenceGaps;
import com.nexusplatform.procedure.journal.UnusualAccounts;
import com.nexusplatform.procedure.journal.UnusualTimes;
import com.nexusplatform.procedure.payments.ExactDuplicates;
import com.nexusplatform.procedure.payments.NearDuplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Payment and journal procedures on ledgers made to break them, and on one ledger in other orders. */
class BoundsTests {

    private static final List<Procedure> PROCEDURES = List.of(new ExactDuplicates(), new NearDuplicates(),
            new SequenceGaps(), new RoundAmounts(), new UnusualTimes(), new PeriodEndEntries(), new UnusualAccounts(),
            new SegregationOfDuties(), new DescriptionKeywords());

    @Test
    void standsOneCounterpartyAndOnePaymentThroughout() {
        stands(300_000, row -> "INV1", row -> 100_00);
    }

    @Test
    void standsOneAmountUnderNumbersOneLetterApart() {
        stands(200_000, row -> "AAAAAAAAAAAA" + Integer.toString(row, 36), row -> 100_00);
    }

    @Test
    void standsOneNumberWithEveryAmount() {
        stands(200_000, row -> "INV1", row -> 100_00 + row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void selectsTheSameDocumentsInAnyOrder(int seed) {
        int rows = 3_000;
        List<Integer> order = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(seed));
        assertThat(content(new PeriodEndEntries(), order)).isNotEmpty();
        assertThat(content(new UnusualAccounts(), order)).isNotEmpty();
        assertThat(content(new DescriptionKeywords(), order)).isNotEmpty();
        for (Procedure procedure : PROCEDURES) {
            assertThat(content(procedure, order)).as(procedure.declaration().code())
                .isEqualTo(content(procedure, order.stream().sorted().toList()));
        }
    }

    private static void stands(int rows, IntFunction<String> document, IntFunction<Integer> amount) {
        String[] documents = new String[rows];
        String[] parties = new String[rows];
        String[] authors = new String[rows];
        long[] amounts = new long[rows];
        long[] instants = new long[rows];
        for (int row = 0; row < rows; row++) {
            documents[row] = document.apply(row);
            parties[row] = "V";
            authors[row] = "ann" + row % 3;
            amounts[row] = amount.apply(row);
            instants[row] = 1_736_500_000_000_000L + row;
        }
        ColumnarLedger ledger = ledger(documents, parties, amounts, instants, authors);
        for (Procedure procedure : PROCEDURES) {
            Outcome outcome = assertTimeoutPreemptively(Duration.ofSeconds(20),
                    () -> Performing.perform(procedure, ledger));
            assertThat(outcome).isNotNull();
        }
    }

    /** What a procedure selected, by counterparty and document, whatever the order of the rows. */
    private static Set<String> content(Procedure procedure, List<Integer> order) {
        int rows = order.size();
        String[] documents = new String[rows];
        String[] parties = new String[rows];
        String[] authors = new String[rows];
        long[] amounts = new long[rows];
        long[] instants = new long[rows];
        for (int i = 0; i < rows; i++) {
            int row = order.get(i);
            Random random = new Random(row);
            documents[i] = "D" + (10_000 + row - (row % 50 == 7 ? 1 : 0)) + (row % 40 == 3 ? "A" : "");
            parties[i] = "V" + row / 300;
            amounts[i] = row % 97 == 0 ? 5_000_00 : 100_01 + random.nextInt(500) * 7L;
            instants[i] = 1_736_500_000_000_000L + row * 900_000_000L; // a month
            authors[i] = "u" + random.nextInt(40);
        }
        Outcome outcome = Performing.perform(procedure, ledger(documents, parties, amounts, instants, authors));
        Set<String> content = new TreeSet<>();
        if (outcome instanceof Outcome.Applicable applicable) {
            applicable.alerts()
                .forEach(alert -> content.add(alert.points() + " "
                        + Arrays.stream(alert.rows())
                            .mapToObj(row -> parties[row - 1] + documents[row - 1])
                            .sorted()
                            .toList()));
        }
        return content;
    }

    private static ColumnarLedger ledger(String[] documents, String[] parties, long[] amounts, long[] instants,
            String[] authors) {
        String[] approvers = new String[authors.length];
        String[] descriptions = new String[authors.length];
        Arrays.setAll(descriptions, row -> {
            int kind = Math.floorMod(documents[row].hashCode(), 45);
            return kind == 0 ? "plug" : kind == 1 ? "x" : "delivery";
        });
        String[] accounts = new String[authors.length];
        Arrays.setAll(accounts, row -> "4" + Math.floorMod(documents[row].hashCode() / 7, 12));
        Arrays.setAll(approvers, row -> authors[row].endsWith("1") ? authors[row] : "boss");
        return ColumnarLedger.builder(documents.length)
            .currency("USD")
            .amounts(amounts)
            .instants(Field.POSTED_AT, instants, true)
            .text(Field.DOCUMENT_NO, documents)
            .text(Field.COUNTERPARTY_ID, parties)
            .text(Field.CREATED_BY, authors)
            .text(Field.APPROVED_BY, approvers)
            .text(Field.DESCRIPTION, descriptions)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, parties)
            .build();
    }
}
