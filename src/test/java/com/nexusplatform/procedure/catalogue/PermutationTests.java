package com.nexusplatform.procedure.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;

import static org.assertj.core.api.Assertions.assertThat;

/** What a procedure says of the same rows in another order. */
class PermutationTests {

    /** Procedures whose answer depends on the order of the rows, and why it must. */
    private static final Map<String, String> ORDERED = Map.of(//
            "DIG-4", "of equal amounts the earliest rows are taken to explain a sum", //
            "LED-1", "a number used more than twice is shown by its first row and the first that differs", //
            "ANO-2", "trees are grown from rows drawn by their number");

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void selectsTheSameRowsInAnyOrder(Procedure procedure) {
        for (ExaminedRun run : ExaminedRun.forms(procedure)) {
            ColumnarLedger ledger = run.ledger();
            int[] order = shuffled(ledger.rows(), 11);
            List<String> before = selected(run.outcome(), IntStream.range(0, ledger.rows()).toArray());
            List<String> after = selected(run.said(Rearranged.rows(ledger, order), Map.of()), order);

            if (!ORDERED.containsKey(procedure.declaration().code())) {
                assertThat(after).isEqualTo(before);
            } else if (!run.bySubset()) {
                assertThat(after).as("declared to depend on the order, but does not").isNotEqualTo(before);
                assertThat(after).as("the number of alerts does not").hasSameSizeAs(before);
            }
        }
    }

    /** Few amounts, numbers, counterparties and days: whatever stands for others could be another row. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheSameNearDuplicatesAmongTies(long seed) {
        Procedure procedure = Catalogue.find("PAY-2").orElseThrow();
        ColumnarLedger ledger = ties(400, new Random(seed));
        List<String> before = told(procedure, ledger);

        assertThat(before).isNotEmpty();
        assertThat(told(procedure, Rearranged.rows(ledger, shuffled(ledger.rows(), seed)))).isEqualTo(before);
    }

    private static ColumnarLedger ties(int rows, Random random) {
        String[] parties = new String[rows];
        String[] numbers = new String[rows];
        String[] accounts = new String[rows];
        long[] amounts = new long[rows];
        LocalDate[] days = new LocalDate[rows];
        for (int row = 0; row < rows; row++) {
            parties[row] = "V" + random.nextInt(6);
            numbers[row] = "INV" + (10_000 + random.nextInt(rows / 2)) + (random.nextInt(10) == 0 ? "A" : "");
            accounts[row] = "65" + random.nextInt(2);
            amounts[row] = (random.nextInt(20) == 0 ? -1 : 1) * (90_00L + random.nextInt(30) * 100L);
            days[row] = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(120));
            if (row > 0 && random.nextInt(3) == 0) { // a payment of before, made again about the same number
                int like = random.nextInt(row);
                parties[row] = parties[like];
                numbers[row] = numbers[like].replaceFirst("A?$", random.nextBoolean() ? "A" : "");
                amounts[row] = Math.abs(amounts[like]);
            }
        }
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, parties)
            .text(Field.DOCUMENT_NO, numbers)
            .text(Field.ACCOUNT, accounts)
            .days(Field.POSTED_AT, days)
            .build();
    }

    /** Grade of every alert, and what its rows hold. */
    private static List<String> told(Procedure procedure, ColumnarLedger ledger) {
        return ExaminedRun.alerts(Performing.perform(procedure, ledger))
            .stream()
            .map(alert -> alert.explanation().steps().get("grade") + " "
                    + Arrays.stream(alert.rows()).mapToObj(row -> held(ledger, row - 1)).sorted().toList())
            .sorted()
            .toList();
    }

    private static String held(ColumnarLedger ledger, int row) {
        return String.join("|", ledger.text(Field.COUNTERPARTY_ID, row), ledger.text(Field.DOCUMENT_NO, row),
                ledger.text(Field.ACCOUNT, row), Long.toString(ledger.amounts()[row]),
                Integer.toString(ledger.days(Field.POSTED_AT)[row]));
    }

    /** Points and rows of every alert, the rows as they were numbered before. */
    private static List<String> selected(Outcome outcome, int[] order) {
        return ExaminedRun.alerts(outcome)
            .stream()
            .map(alert -> alert.points() + " "
                    + Arrays.stream(alert.rows()).map(row -> order[row - 1]).sorted().boxed().toList())
            .sorted()
            .toList();
    }

    private static int[] shuffled(int rows, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
