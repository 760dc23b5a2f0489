package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.Weights;

import static org.assertj.core.api.Assertions.assertThat;

/** PAY-5: the exact limit, ties, gates, and alerts that can be computed again. */
class RelativeSizeFactorTests {

    private static final RelativeSizeFactor PROCEDURE = new RelativeSizeFactor();

    @Test
    void selectsTheRowOfTheLargestAmountExactlyFromTheThreshold() {
        assertThat(rows(payments(10_00, 100_00, 9_99), Map.of())).containsExactly(2);
        assertThat(rows(payments(10_00, 99_99, 9_99), Map.of())).isEmpty();
        assertThat(rows(payments(1_00, 3, 2_51), Map.of("threshold", "2.51"))).containsExactly(3);
        assertThat(rows(payments(1_00, 3, 2_50), Map.of("threshold", "2.51"))).isEmpty();
    }

    @Test
    void notesSmallerFactorsWhereThereAreSomePayments() {
        assertThat(graded(1_00, 90, 80, 70, 3_00)).containsExactly("NOTED_1");
        assertThat(graded(1_00, 90, 80, 70, 4_50)).containsExactly("NOTED_1_5");
        assertThat(graded(1_00, 90, 80, 70, 10_00)).containsExactly("TIMES_1");
        assertThat(graded(1_00, 90, 80, 70, 2_99)).isEmpty();
        assertThat(graded(1_00, 90, 80, 4_50)).isEmpty();
    }

    @Test
    void comparesAmountsThatFillAllDigits() {
        long second = 900_000_000_000_000_001L;
        assertThat(rows(payments(second, 9_000_000_000_000_000_010L, 1), Map.of())).containsExactly(2);
        assertThat(rows(payments(second, 9_000_000_000_000_000_009L, 1), Map.of())).isEmpty();
    }

    @Test
    void hasNoFactorWhereTheLargestAmountOccursTwice() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, payments(500_00, 1_00, 500_00),
                Map.of("threshold", "1"));

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1);
            assertThat(alert.explanation().steps()).containsEntry("factor", new BigDecimal("1.0000"));
        });
    }

    @Test
    void leavesNegativeAmountsAndSmallCounterpartiesOut() {
        assertThat(Performing.perform(PROCEDURE, payments(1_00, -5, 100_00)))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.reason()).isEqualTo(
                            "No counterparty has 3 positive amounts of one currency."));
        assertThat(rows(payments(1_00, -5, 100_00), Map.of("minimumRows", 2))).containsExactly(3);
    }

    @Test
    void countsPaymentsThatNameNobody() {
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .amounts(100, 110, 120, 1_200_000, -5, 7)
            .text(Field.CURRENCY, "USD", "USD", "USD", "USD", "USD", "JPY")
            .text(Field.COUNTERPARTY_ID, "A", "A", "A", null, null, null)
            .build();
        assertThat(Performing.applied(PROCEDURE, ledger, Map.of()).statistics())
            .containsEntry("paymentsWithoutCounterparty", 2)
            .containsEntry("counterpartiesTooSmall", 0);
    }

    @Test
    void takesACounterpartyForOneInAnySpelling() {
        ColumnarLedger ids = ColumnarLedger.builder(3)
            .amounts(1_00, 90, 10_00)
            .text(Field.COUNTERPARTY_ID, "a7", "A7", " A7 ")
            .build();
        ColumnarLedger names = ColumnarLedger.builder(4)
            .amounts(1_00, 90, 10_00, 5)
            .text(Field.COUNTERPARTY_NAME, "Smith & Sons, Ltd", "SMITH SONS LTD", "smith sons ltd.", "...")
            .build();
        assertThat(rows(ids, Map.of())).containsExactly(3);
        assertThat(rows(names, Map.of())).containsExactly(3);
        assertThat(Performing.applied(PROCEDURE, names, Map.of()).statistics())
            .containsEntry("paymentsWithoutCounterparty", 1);
    }

    @Test
    void leavesAmountsBelowDeMinimisOut() {
        assertThat(rows(payments(1_00, 1, 100_00), Map.of("deMinimis", "100"))).containsExactly(3);
        assertThat(rows(payments(1_00, 1, 100_00), Map.of("deMinimis", "100.01"))).isEmpty();
    }

    @Test
    void keepsCurrenciesApart() {
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .amounts(100, 110, 120, 1_200_000, 1_100_000, 1_000_000)
            .text(Field.CURRENCY, "KWD", "KWD", "KWD", "JPY", "JPY", "JPY")
            .text(Field.COUNTERPARTY_ID, "A", "A", "A", "A", "A", "A")
            .build();

        assertThat(Performing.applied(PROCEDURE, ledger, Map.of()).statistics())
            .containsEntry("counterpartiesJudged", 2)
            .containsEntry("found", 0);
    }

    @Test
    void gradesPointsAndReportsTheGreatestFactorFirst() {
        ColumnarLedger ledger = ColumnarLedger.builder(9)
            .currency("USD")
            .amounts(1, 1, 10, 1, 1, 100, 1, 1, 30)
            .text(Field.COUNTERPARTY_NAME, "A", "A", "A", "B", "B", "B", "C", "C", "C")
            .build();
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of());

        Weights weights = PROCEDURE.declaration().weights();
        assertThat(said.alerts()).extracting(Alert::points)
            .containsExactly(weights.points("TIMES_10"), weights.points("TIMES_2_5"), weights.points("TIMES_1"));
        assertThat(said.alerts()).extracting(alert -> alert.rows()[0]).containsExactly(6, 9, 3);
        assertThat(said.alerts().getFirst().explanation().inputs()).containsEntry("counterparty", "the value of row 6");
        assertThat(Performing.applied(PROCEDURE, ledger, Map.of("maximumAlerts", 1)).statistics())
            .containsEntry("found", 3)
            .containsEntry("reported", 1);
    }

    @Test
    void cannotSayWithoutCounterparties() {
        assertThat(Performing.perform(PROCEDURE, ColumnarLedger.builder(1).amounts(1).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(PROCEDURE, ColumnarLedger.builder(1).text(Field.COUNTERPARTY_ID, "A").build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void selectsNoMoreWhenTheThresholdRises() {
        ColumnarLedger ledger = SampleLedger.of(5_000, 21);
        List<Integer> before = rows(ledger, Map.of("threshold", "1.5"));
        for (String threshold : List.of("2", "5", "10", "40")) {
            List<Integer> after = rows(ledger, Map.of("threshold", threshold));
            assertThat(before).containsAll(after);
            before = after;
        }
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, SampleLedger.of(5_000, 22), Map.of("threshold", "2"));

        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            BigDecimal largest = new BigDecimal((String) in.get("largest"));
            BigDecimal second = new BigDecimal((String) in.get("second"));
            BigDecimal threshold = (BigDecimal) alert.explanation().constants().get("threshold");
            String grade = Stream.of("10", "5", "2.5", "1")
                .filter(times -> largest.compareTo(threshold.multiply(new BigDecimal(times)).multiply(second)) >= 0)
                .findFirst()
                .orElseThrow();
            assertThat(largest).isGreaterThanOrEqualTo(threshold.multiply(second));
            assertThat(alert.explanation().steps()).containsEntry("factor",
                    largest.divide(second, 4, RoundingMode.DOWN));
            assertThat(alert.explanation().steps()).containsEntry("grade", "TIMES_" + grade.replace('.', '_'))
                .containsEntry("points", alert.points());
            assertThat(alert.points()).isEqualTo(
                    PROCEDURE.declaration().weights().points("TIMES_" + grade.replace('.', '_')));
            assertThat(alert.rows()).containsExactly((Integer) in.get("largestRow"));
        });
    }

    private static List<Integer> rows(ColumnarLedger ledger, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, ledger, parameters)
            .alerts()
            .stream()
            .map(alert -> alert.rows()[0])
            .toList();
    }

    private static List<Object> graded(long... amounts) {
        ColumnarLedger ledger = ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, Collections.nCopies(amounts.length, "A").toArray(String[]::new))
            .build();
        return Performing.applied(PROCEDURE, ledger, Map.of())
            .alerts()
            .stream()
            .map(alert -> alert.explanation().steps().get("grade"))
            .toList();
    }

    private static ColumnarLedger payments(long first, long second, long third) {
        return ColumnarLedger.builder(3)
            .currency("USD")
            .amounts(first, second, third)
            .text(Field.COUNTERPARTY_ID, "A", "A", "A")
            .build();
    }
}
