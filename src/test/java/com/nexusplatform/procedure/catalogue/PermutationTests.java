package com.nexusplatform.procedure.catalogue;

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

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Outcome;
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
