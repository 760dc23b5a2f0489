package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;

/** DIG-6: the order of the list, its limits, and alerts that can be computed again. */
class NumberDuplicationTests {

    private static final NumberDuplication PROCEDURE = new NumberDuplication();

    /** Nigrini's corporate payments: the head of the table of duplicates that benford.analysis prints for them. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(), Map.of());

        assertThat(said.alerts().stream().limit(3).map(alert -> alert.explanation().inputs().get("amount")).toList())
            .isEqualTo(List.of("50.00", "1153.35", "1083.45"));
        assertThat(said.alerts().stream().limit(3).map(alert -> alert.rows().length)).containsExactly(6_022, 2_264,
                1_185);
        assertThat(said.statistics()).containsEntry("differentAmounts", 65_505).containsEntry("reported", 20);
    }

    @Test
    void listsTheMostFrequentFirstAndThenTheSmallest() {
        ColumnarLedger ledger = ledger(7, 7, 5, 5, 9, 9, 9, 1);
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("minimumRepeats", 2));

        assertThat(said.alerts().stream().map(alert -> Arrays.stream(alert.rows()).boxed().toList()))
            .containsExactly(List.of(5, 6, 7), List.of(3, 4), List.of(1, 2));
        assertThat(said.statistics()).containsEntry("found", 3).containsEntry("rowsFound", 7L);
        assertThat(Performing.applied(PROCEDURE, ledger, Map.of("minimumRepeats", 2, "top", 1)).alerts()).hasSize(1);
        assertThat(Performing.applied(PROCEDURE, ledger, Map.of()).alerts()).isEmpty();
    }

    @Test
    void leavesSmallAmountsAndTheOtherSignOut() {
        ColumnarLedger ledger = ledger(499, 499, 500, 500, -800, -800, 0, 0);
        Map<String, Object> repeats = Map.of("minimumRepeats", 2, "deMinimis", "5.00");

        assertThat(amounts(ledger, repeats)).containsExactly("5.00");
        assertThat(amounts(ledger, Map.of("minimumRepeats", 2, "deMinimis", "5.00", "sign", "negative")))
            .containsExactly("-8.00");
        assertThat(Performing.perform(PROCEDURE, ledger, Map.of("deMinimis", "6")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.reason()).isEqualTo("There is no positive amount of at least 6."));
    }

    /** From 100.00 to 110.00 there are 1,000 other amounts, which occur 990 times; those below are not counted, nor possible. */
    @Test
    void looksForNeighboursNotBelowTheLeastAmount() {
        for (long direction : new long[]{1, -1}) {
            long[] amounts = new long[2_000];
            Arrays.setAll(amounts,
                    i -> direction * (i < 20 ? 100_00 : i < 1_010 ? 100_01 + i % 1_000 : 90_00 + i % 999));
            assertThat(Performing.applied(PROCEDURE, ledger(amounts),
                    Map.of("deMinimis", 100, "sign", direction > 0 ? "positive" : "negative"))
                .alerts()).singleElement()
                .satisfies(alert -> assertThat(alert.explanation().steps())
                    .containsEntry(direction > 0 ? "neighboursFrom" : "neighboursTo",
                            direction > 0 ? "100.00" : "-100.00")
                    .containsEntry(direction > 0 ? "neighboursTo" : "neighboursFrom",
                            direction > 0 ? "110.00" : "-110.00")
                    .containsEntry("neighbouringOccurrences", 990L)
                    .containsEntry("neighbouringAmounts", 1_000L)
                    .containsEntry("expected", new BigDecimal("0.99")));
        }
    }

    @Test
    void countsTheSameNumberOfTwoCurrenciesApart() {
        ColumnarLedger ledger = ColumnarLedger.builder(5)
            .currency("USD")
            .amounts(700, 700, 700, 700, 700)
            .text(Field.CURRENCY, "EUR", null, "JPY", "EUR", "USD")
            .build();
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("minimumRepeats", 2));

        assertThat(said.alerts().stream().map(alert -> alert.explanation().inputs().get("currency")).toList())
            .isEqualTo(List.of("EUR", "USD"));
        assertThat(said.alerts().get(1).rows()).containsExactly(2, 5);
    }

    /** Both near zero and far from it, where the table grows. */
    @Test
    void countsAsAPlainCountDoes() {
        for (Sign sign : Sign.values()) {
            int direction = sign == Sign.POSITIVE ? 1 : -1;
            AmountCounts counts = new AmountCounts(sign, 3, 1_000);
            IntStream.range(0, 120_000).forEach(i -> counts.add(direction * (1 + i % 20_000 * 97L), i % 3));

            assertThat(counts.size()).isEqualTo(60_000);
            assertThat(counts.count(direction, 0)).isEqualTo(2);
            assertThat(counts.count(direction * (1 + 19_999 * 97L), 1)).isEqualTo(2);
            assertThat(counts.count(direction * 2L, 0)).isZero();
            assertThat(counts.repeated(2)).hasSize(60_000).isSorted();
            assertThat(counts.repeated(3)).isEmpty();
            long least = Math.min(direction, direction * 1_940L);
            long most = Math.max(direction, direction * 1_940L);
            assertThat(counts.occurrences(least, most, direction * 98L, 2)).isEqualTo(2 * 19);
            assertThat(counts.occurrences(Long.MIN_VALUE + 1, Long.MAX_VALUE, direction, 0)).isEqualTo(2 * 19_999);
        }
    }

    @Test
    void gradesNothingByNeighboursWhereThereCanBeNone() {
        assertThat(
                Performing.applied(PROCEDURE, ledger(2, 2, 2, 2), Map.of("deMinimis", 0, "minimumRepeats", 2)).alerts())
            .singleElement()
            .satisfies(alert -> {
                assertThat(alert.explanation().steps()).containsEntry("grade", "LISTED")
                    .containsEntry("neighbouringAmounts", 0L);
                assertThat(alert.explanation().sentence()).contains("no other amount is within a tenth of it");
            });
    }

    @Test
    void countsTheGreatestAmountsThereAre() {
        ColumnarLedger ledger = ledger(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(amounts(ledger, Map.of("minimumRepeats", 2))).containsExactly("92233720368547758.07");
        assertThat(amounts(ledger, Map.of("minimumRepeats", 2, "sign", "negative")))
            .containsExactly("-92233720368547758.08");
    }

    @Test
    void explainsAlertsCompletely() {
        ColumnarLedger ledger = SampleLedger.of(6_000, 31);
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("minimumRepeats", 2));

        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            Map<String, Object> steps = alert.explanation().steps();
            long amount = minor(in.get("amount"));
            long from = minor(steps.get("neighboursFrom"));
            long to = minor(steps.get("neighboursTo"));
            long near = Arrays.stream(ledger.amounts()).filter(a -> a >= from && a <= to && a != amount).count();
            long times = Arrays.stream(ledger.amounts()).filter(a -> a == amount).count();
            double expected = (double) near / Math.max(1, to - from);

            assertThat(from).isEqualTo(amount - amount / 10);
            assertThat(in).containsEntry("observed", (int) times);
            assertThat(steps).containsEntry("neighbouringOccurrences", near)
                .containsEntry("neighbouringAmounts",
                        Math.max(1, to - from));
            String grade = times >= 100 * expected ? "HUNDREDFOLD" : times >= 10 * expected ? "TENFOLD" : "LISTED";
            assertThat(steps).containsEntry("grade", grade);
            assertThat(alert.points()).isEqualTo(PROCEDURE.declaration().weights().points(grade));
        });
    }

    @Test
    void saysTheSameOfEveryOrderOfTheRows() {
        long[] amounts = SampleLedger.amounts(3_000, 32);
        long[] reversed = IntStream.range(0, amounts.length).mapToLong(i -> amounts[amounts.length - 1 - i]).toArray();

        assertThat(Performing.applied(PROCEDURE, ledger(amounts), Map.of()).statistics())
            .isEqualTo(Performing.applied(PROCEDURE, ledger(reversed), Map.of()).statistics());
    }

    private static long minor(Object money) {
        return new BigDecimal((String) money).movePointRight(2).longValueExact();
    }

    private static List<Object> amounts(ColumnarLedger ledger, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, ledger, parameters)
            .alerts()
            .stream()
            .map(alert -> alert.explanation().inputs().get("amount"))
            .toList();
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }
}
