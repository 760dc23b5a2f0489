package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** DIG-5: endings with their leading zero, of amounts that have them. */
class LastTwoDigitsTests {

    private static final LastTwoDigits PROCEDURE = new LastTwoDigits();

    /** Nigrini's corporate payments, the 177,763 amounts of at least 10.00; counted and computed apart in Python. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(), Map.of());

        assertThat(said.statistics()).containsEntry("n", 177_763L).containsEntry("verdict", "not uniform at 1 %");
        assertThat(((BigDecimal) said.statistics().get("chiSquare")).setScale(6, RoundingMode.HALF_EVEN))
            .isEqualByComparingTo("921846.348965");
        assertThat(said.alerts().stream().limit(3).map(alert -> alert.explanation().inputs().get("digits")).toList())
            .isEqualTo(List.of("00", "50", "35"));
        assertThat(said.alerts().getFirst().rows()).hasSize(40_673);
    }

    @Test
    void keepsTheLeadingZeroOfAnEnding() {
        long[] amounts = uniform(3_000, 1);
        for (int i = 0; i < 200; i++) {
            amounts[i] = 1_205;
        }
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger(amounts), Map.of("criticalZ", "5"));

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.explanation().inputs()).containsEntry("digits", "05");
            assertThat(alert.explanation().sentence()).contains("end with the digits 05;");
            assertThat(alert.rows()).containsExactly(IntStream.range(0, 3_000)
                .filter(i -> amounts[i] % 100 == 5)
                .map(i -> i + 1)
                .toArray());
        });
    }

    @Test
    void leavesAmountsOutThatHaveNoEndingApartFromTheirBeginning() {
        long[] amounts = uniform(1_200, 2);
        Arrays.fill(amounts, 0, 200, 999); // 9.99
        Map<String, Object> statistics = Performing.applied(PROCEDURE, ledger(amounts), Map.of()).statistics();

        assertThat(statistics).containsEntry("n", 1_000L).containsEntry("belowTenUnits", 200L);
        amounts[200] = 999;
        assertThat(Performing.perform(PROCEDURE, ledger(amounts))).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason())
                    .isEqualTo("There are 999 positive amounts of at least 10; a verdict"
                            + " on their last digits needs at least 1,000."));
    }

    @Test
    void readsWholeNumbersWhereACurrencyHasNoDecimals() {
        long[] amounts = uniform(2_000, 3);
        String[] currencies = new String[2_000];
        for (int i = 0; i < 2_000; i++) {
            currencies[i] = i % 2 == 0 ? "JPY" : "KWD";
            amounts[i] = i % 2 == 0 ? 10 + i % 90 : 10_000 + i; // 10 yen and 10.000 dinars are both enough
        }
        ColumnarLedger ledger = ColumnarLedger.builder(2_000).amounts(amounts).text(Field.CURRENCY, currencies).build();

        assertThat(Performing.applied(PROCEDURE, ledger, Map.of()).statistics()).containsEntry("n", 2_000L);
    }

    @Test
    void saysNothingOfUniformEndings() {
        long[] amounts = IntStream.range(0, 10_000).mapToLong(i -> 1_000 + i).toArray();
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger(amounts), Map.of());

        assertThat(said.statistics()).containsEntry("verdict", "uniform");
        assertThat((BigDecimal) said.statistics().get("chiSquare")).isEqualByComparingTo("0");
        assertThat(said.alerts()).isEmpty();
    }

    @Test
    void readsNegativeAmountsByMagnitude() {
        long[] amounts = uniform(2_000, 4);
        Map<String, ?> negative = Map.of("sign", "negative", "criticalZ", "1");

        assertThat(Performing.applied(PROCEDURE, ledger(Arrays.stream(amounts).map(a -> -a).toArray()), negative)
            .alerts()
            .stream()
            .map(Alert::rows))
            .containsExactlyElementsOf(Performing.applied(PROCEDURE, ledger(amounts), Map.of("criticalZ", "1"))
                .alerts()
                .stream()
                .map(Alert::rows)
                .toList());
    }

    private static long[] uniform(int rows, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, rows).mapToLong(i -> 1_000 + random.nextInt(100_000)).toArray();
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }
}
