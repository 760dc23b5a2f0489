package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** DIG-1 and DIG-2: golden values, gates, invariance, and alerts that can be computed again. */
class FirstTwoDigitsTests {

    /** Nigrini's corporate payments; figures computed with two independent packages from the 185,083 positive amounts. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(new FirstTwoDigits(), CorporatePayments.ledger(), Map.of());

        assertThat(said.statistics()).containsEntry("n", 185_083L).containsEntry("verdict", "nonconformity");
        assertThat(rounded(said, "chiSquare", 6)).isEqualTo("32100.901094");
        assertThat(rounded(said, "meanAbsoluteDeviation", 9)).isEqualTo("0.002336614");
        assertThat(said.alerts()).hasSize(19);
        assertThat(said.alerts().getFirst().explanation().inputs()).containsEntry("digits", 50)
            .containsEntry("observed", 7_530L);
    }

    /** The same data and source; at 0.0132 the deviation of first digits is in the last band. */
    @Test
    void countsTheFirstDigitsOfTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(new FirstDigit(), CorporatePayments.ledger(), Map.of());

        List<Object> observed = ((List<?>) said.statistics().get("groups")).stream()
            .<Object>map(group -> ((Map<?, ?>) group).get("observed"))
            .toList();
        assertThat(observed)
            .containsExactly(58_774L, 29_817L, 20_386L, 15_337L, 18_810L, 11_157L, 9_221L, 9_322L, 12_259L);
        assertThat(said.statistics()).containsEntry("verdict", "marginally acceptable conformity");
        assertThat(said.alerts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void refusesAVerdictOnTooFewAmounts(Procedure procedure, int rows) {
        long[] amounts = Arrays.stream(SampleLedger.amounts(rows * 2, 3))
            .filter(amount -> amount > 0)
            .limit(rows)
            .toArray();

        assertThat(Performing.perform(procedure, ledger(amounts))).isInstanceOf(Outcome.Applicable.class);
        assertThat(Performing.perform(procedure, ledger(Arrays.copyOf(amounts, rows - 1))))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> {
                assertThat(refused.reason()).contains("positive amounts", "at least");
                assertThat(refused.facts()).containsEntry("n", rows - 1L).containsEntry("minimumRows", rows);
            });
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void refusesAVerdictOnAmountsOfASmallSpan(Procedure procedure, int rows) {
        long[] amounts = IntStream.range(0, rows).mapToLong(i -> 100 + i % 50).toArray();
        amounts[rows - 1] = 9_999;
        assertThat(Performing.perform(procedure, ledger(amounts))).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("from 1.00 to 99.99", "2 orders of magnitude"));
        amounts[rows - 1] = 10_000;
        assertThat(Performing.perform(procedure, ledger(amounts))).isInstanceOf(Outcome.Applicable.class);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void saysTheSameOfEveryOrderAndSign(Procedure procedure, int rows) {
        long[] amounts = SampleLedger.amounts(4_000, 4);
        List<Long> order = new ArrayList<>(Arrays.stream(amounts).boxed().toList());
        Collections.shuffle(order, new Random(9));
        Map<String, Object> statistics = statistics(procedure, amounts, "positive");

        assertThat(statistics(procedure, order.stream().mapToLong(Long::longValue).toArray(), "positive"))
            .isEqualTo(statistics);
        Map<String, Object> negated = statistics(procedure, Arrays.stream(amounts).map(a -> -a).toArray(), "negative");
        assertThat(negated.remove("sign")).isEqualTo("negative");
        statistics.remove("sign");
        assertThat(negated).isEqualTo(statistics);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void seesDigitsAloneAndNotTheirScale(Procedure procedure, int rows) {
        long[] amounts = SampleLedger.amounts(4_000, 5);
        Map<String, Object> statistics = statistics(procedure, amounts, "positive");
        Map<String, Object> thousandfold = statistics(procedure, Arrays.stream(amounts).map(a -> a * 1_000).toArray(),
                "positive");
        for (Map<String, Object> each : List.of(statistics, thousandfold)) {
            each.remove("smallest");
            each.remove("largest");
            each.keySet().removeAll(List.of("collapsedAmounts", "collapsedMean", "distortionFactor")); // from ten units on
            if (each.get("secondOrder") instanceof Map<?, ?> second) {
                second.remove("differencesOfOneDigit"); // in minor units
            }
        }

        assertThat(thousandfold).isEqualTo(statistics);
    }

    @Test
    void selectsNoMoreGroupsWhenTheCriticalValueRises() {
        ColumnarLedger ledger = ledger(SampleLedger.amounts(20_000, 6));
        int before = Integer.MAX_VALUE;
        for (String z : List.of("1", "1.96", "2.576", "5", "40")) {
            int selected = Performing.applied(new FirstTwoDigits(), ledger, Map.of("criticalZ", z)).alerts().size();
            assertThat(selected).isLessThanOrEqualTo(before);
            before = selected;
        }
        assertThat(before).isZero();
    }

    @Test
    void selectsEveryRowOfAGroupAndNoOther() {
        ColumnarLedger ledger = ledger(SampleLedger.amounts(5_000, 7));
        Outcome.Applicable said = Performing.applied(new FirstTwoDigits(), ledger, Map.of());

        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            int group = (Integer) alert.explanation().inputs().get("digits");
            assertThat(alert.rows()).containsExactly(IntStream.range(0, ledger.rows())
                .filter(i -> ledger.amounts()[i] > 0 && LeadingDigits.of(ledger.amounts()[i], 2) == group)
                .map(i -> i + 1)
                .toArray());
        });
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(new FirstTwoDigits(), ledger(SampleLedger.amounts(5_000, 8)),
                Map.of("criticalZ", "1.5"));

        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            double n = ((Long) in.get("n")).doubleValue();
            double observed = ((Long) in.get("observed")).doubleValue();
            double p = Math.log10(1 + 1.0 / (Integer) in.get("digits"));
            double difference = Math.abs(observed / n - p);
            double continuity = 1 / (2 * n) < difference ? 1 / (2 * n) : 0;
            int most = (Integer) alert.explanation().constants().get("excessMost");
            double z = (difference - continuity) / Math.sqrt(p * (1 - p) / n);

            assertThat(((BigDecimal) alert.explanation().steps().get("z")).doubleValue()).isCloseTo(z, within(1e-9));
            assertThat(z).isGreaterThan(((BigDecimal) alert.explanation().constants().get("criticalZ")).doubleValue());
            assertThat(alert.points()).isEqualTo(Math.max(1, (int) Math.rint(most * (observed - n * p) / observed)));
        });
    }

    @Test
    void measuresTheSpanInUnitsOfEachCurrency() {
        long[] amounts = IntStream.range(0, 400).mapToLong(i -> 100 + i % 50).toArray();
        String[] currencies = IntStream.range(0, 400).mapToObj(i -> i % 2 == 0 ? "JPY" : "KWD").toArray(String[]::new);
        ColumnarLedger ledger = ColumnarLedger.builder(400).amounts(amounts).text(Field.CURRENCY, currencies).build();

        assertThat(Performing.applied(new FirstDigit(), ledger, Map.of()).statistics())
            .containsEntry("smallest", "0.101")
            .containsEntry("largest", "148");
    }

    static Stream<Arguments> procedures() {
        return Stream.of(Arguments.of(new FirstDigit(), 300), Arguments.of(new FirstTwoDigits(), 1_301));
    }

    private static Map<String, Object> statistics(Procedure procedure, long[] amounts, String sign) {
        return new LinkedHashMap<>(Performing.applied(procedure, ledger(amounts), Map.of("sign", sign)).statistics());
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }

    private static String rounded(Outcome.Applicable said, String name, int decimals) {
        return ((BigDecimal) said.statistics().get(name)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
