package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
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
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** ANO-1: golden values, a plain computation beside the fast one, gates, sides, and alerts that can be computed again. */
class PeerOutlierTests {

    private static final PeerOutlier PROCEDURE = new PeerOutlier();

    /** Nigrini's corporate payments, computed independently: 248 of 185,083 by log amounts over all rows. */
    @Test
    void agreesWithTheCorporatePaymentsAsOneGroup() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(),
                Map.of("subset", "none", "minimumRatio", 1, "q", 1));

        assertThat(said.statistics()).containsEntry("rowsJudged", 185_083L).containsEntry("found", 248);
    }

    /** The same source: 1,959 vendors have at least ten payments, and 290 of these have a MAD of 0. */
    @Test
    void countsTheVendorsOfTheCorporatePaymentsThatCannotSay() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(), Map.of());

        assertThat(said.statistics()).containsEntry("groupsThatCannotSay", 290)
            .containsEntry("groupsJudged", 1_959 - 290)
            .containsEntry("subset", "counterpartyId");
    }

    /** The same source: without logarithms 31,912 rows would be selected, a sixth of all; hence the logarithms. */
    @Test
    void wouldDrownInTheCorporatePaymentsWithoutLogarithms() {
        double[] amounts = Arrays.stream(CorporatePayments.ledger().amounts())
            .filter(amount -> amount > 0)
            .asDoubleStream()
            .sorted()
            .toArray();
        double median = quantile(amounts, 0.5);
        double deviation = quantile(Arrays.stream(amounts).map(x -> Math.abs(x - median)).sorted().toArray(), 0.5);

        assertThat(Arrays.stream(amounts).filter(x -> LogSpread.SCALE * Math.abs(x - median) / deviation > 3.5).count())
            .isEqualTo(31_912);
    }

    @Test
    void measuresGroupsAsThePlainDefinitionDoes() {
        Random random = new Random(7);
        for (int size = 1; size < 60; size++) {
            long[] sorted = random.longs(size, 1, 1_000L * size).sorted().toArray();
            double[] logs = Arrays.stream(sorted).mapToDouble(StrictMath::log).toArray();
            LogSpread spread = LogSpread.of(sorted, 0, size);
            double median = quantile(logs, 0.5);
            double[] deviations = Arrays.stream(logs).map(log -> Math.abs(log - median)).sorted().toArray();

            assertThat(spread.median()).isCloseTo(median, within(1e-12));
            assertThat(spread.deviation()).as("size %d", size).isCloseTo(quantile(deviations, 0.5), within(1e-12));
            assertThat(spread.quartile1()).isCloseTo(quantile(logs, 0.25), within(1e-12));
            assertThat(spread.quartile3()).isCloseTo(quantile(logs, 0.75), within(1e-12));
        }
    }

    @Test
    void selectsWhatThePlainDefinitionSelects() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 11);
        List<Integer> expected = IntStream.range(0, ledger.rows())
            .filter(index -> plainlySelected(ledger, index))
            .mapToObj(index -> index + 1)
            .toList();

        assertThat(rows(Performing.applied(PROCEDURE, ledger, Map.of("q", 1)))).isNotEmpty()
            .containsExactlyElementsOf(expected);
    }

    @Test
    void selectsNoMoreWhenTheThresholdRises() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 12);
        List<Integer> before = rows(Performing.applied(PROCEDURE, ledger, Map.of("threshold", "1")));
        for (String threshold : List.of("2", "3.5", "5", "9")) {
            List<Integer> after = rows(Performing.applied(PROCEDURE, ledger, Map.of("threshold", threshold)));
            assertThat(before).containsAll(after);
            before = after;
        }
    }

    @Test
    void looksAtTheSideAskedFor() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 13);
        List<Integer> high = rows(
                Performing.applied(PROCEDURE, ledger, Map.of("side", "high", "threshold", "2", "q", 1)));
        List<Integer> low = rows(
                Performing.applied(PROCEDURE, ledger, Map.of("side", "low", "threshold", "2", "q", 1)));
        List<Integer> both = rows(Performing.applied(PROCEDURE, ledger, Map.of("threshold", "2", "q", 1)));

        assertThat(high).isNotEmpty().doesNotContainAnyElementsOf(low);
        assertThat(low).isNotEmpty();
        assertThat(both).containsAll(high).containsAll(low);
    }

    @Test
    void reportsTheStrongestAndCountsTheOthers() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 14);
        Outcome.Applicable all = Performing.applied(PROCEDURE, ledger, Map.of("threshold", "1.5", "q", 1));
        Outcome.Applicable few = Performing.applied(PROCEDURE, ledger,
                Map.of("threshold", "1.5", "q", 1, "maximumAlerts", 7));

        assertThat(few.statistics()).containsEntry("found", all.alerts().size()).containsEntry("reported", 7);
        int least = few.alerts().stream().mapToInt(Alert::points).min().orElseThrow();
        assertThat(rows(all)).containsAll(rows(few));
        assertThat(all.alerts().stream().filter(alert -> alert.points() > least)).hasSizeLessThanOrEqualTo(7);
    }

    /** A standard normal figure is beyond 1.96 in 5 % of all cases, beyond 2.576 in 1 % (tables of the normal distribution). */
    @Test
    void knowsTheTailsOfTheNormalDistribution() {
        assertThat(PeerChance.probability(new BigDecimal("1.959964")).doubleValue()).isCloseTo(0.05, within(1e-6));
        assertThat(PeerChance.probability(new BigDecimal("-2.575829"))).isEqualByComparingTo("0.01000");
        assertThat(PeerChance.probability(BigDecimal.ZERO)).isEqualByComparingTo("1");
    }

    @Test
    void selectsFewerTheFewerChanceMayMakeUp() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 12);
        List<Integer> before = rows(Performing.applied(PROCEDURE, ledger, Map.of("threshold", "2", "q", 1)));
        for (String q : List.of("0.5", "0.05", "0.001")) {
            Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("threshold", "2", "q", q));
            List<Integer> after = rows(said);
            assertThat(before).containsAll(after);
            assertThat(said.statistics()).containsEntry("found", after.size());
            assertThat(said.alerts()).allMatch(alert -> ((BigDecimal) alert.explanation().steps().get("p"))
                .compareTo((BigDecimal) said.statistics().get("pThreshold")) <= 0);
            before = after;
        }
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, SampleLedger.of(4_000, 15),
                Map.of("threshold", "2", "q", 1));
        assertThat(said.alerts()).isNotEmpty().allSatisfy(PeerOutlierTests::computeAgain);
    }

    @Test
    void comparesAmountsWithinOneCurrencyOnly() {
        long[] amounts = new long[24];
        String[] currencies = new String[24];
        for (int i = 0; i < 24; i++) {
            amounts[i] = i % 2 == 0 ? 1_000 + i : 1_000_000 + 1_000L * i;
            currencies[i] = i % 2 == 0 ? "USD" : "JPY";
        }
        ColumnarLedger ledger = ColumnarLedger.builder(24).amounts(amounts).text(Field.CURRENCY, currencies).build();
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("subset", "none"));

        assertThat(said.statistics()).containsEntry("groupsJudged", 2);
        assertThat(said.alerts()).isEmpty();
    }

    @Test
    void cannotSayWhereMoreThanHalfOfAGroupIsEqual() {
        long[] amounts = new long[12];
        Arrays.fill(amounts, 50_00);
        amounts[3] = 9_000_00;
        Outcome said = Performing.perform(PROCEDURE, ledger(amounts, "V1"));

        assertThat(said).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.facts()).containsEntry("groupsThatCannotSay", 1)
                    .containsEntry("rowsOfGroupsThatCannotSay", 12L));
    }

    @Test
    void cannotSayWhereNoGroupIsLargeEnough() {
        assertThat(Performing.perform(PROCEDURE, ledger(new long[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, "V1")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.reason()).contains("counterpartyId", "10 positive amounts"));
    }

    @Test
    void cannotSayWithoutAColumnOfGroups() {
        ColumnarLedger bare = ColumnarLedger.builder(3).amounts(1, 2, 3).build();

        assertThat(Performing.perform(PROCEDURE, bare)).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(PROCEDURE, bare, Map.of("subset", "account")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.reason()).contains("account"));
        assertThat(Performing.perform(PROCEDURE, ColumnarLedger.builder(1).text(Field.TYPE, "x").build()))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.facts()).containsEntry("missing", List.of("amount")));
    }

    @Test
    void keepsPersonalTextsOutOfExplanations() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 16);
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, Map.of("subset", "createdBy", "q", 1));

        assertThat(said.alerts()).isNotEmpty()
            .allSatisfy(alert -> assertThat(alert.explanation().inputs().get("subsetValue"))
                .isEqualTo("the value of row " + alert.rows()[0]));
    }

    private static void computeAgain(Alert alert) {
        Map<String, Object> in = alert.explanation().inputs();
        Map<String, Object> constants = alert.explanation().constants();
        Map<String, Object> steps = alert.explanation().steps();
        double difference = Math.log(new BigDecimal((String) in.get("amount")).movePointRight(2).doubleValue())
                - number(in, "median");
        double z = number(constants, "scale") * difference / number(in, "deviation");
        double reach = number(constants, "fence") * (number(in, "quartile3") - number(in, "quartile1"));
        boolean beyond = difference + number(in, "median") > number(in, "quartile3") + reach
                || difference + number(in, "median") < number(in, "quartile1") - reach;
        double ratio = Math.exp(Math.abs(difference));
        String grade = z < 0
                ? "LOW"
                : !beyond
                        ? "INSIDE_FENCE"
                        : ratio < 5 ? "BELOW_FIVEFOLD" : "FIVEFOLD_Z" + (z >= 12 ? 12 : z >= 8 ? 8 : z >= 5 ? 5 : 3);

        assertThat(number(steps, "modifiedZ")).isCloseTo(z, within(1e-6));
        assertThat(number(steps, "ratio")).isCloseTo(ratio, within(1e-4));
        assertThat(steps).containsEntry("beyondFence", beyond).containsEntry("grade", grade);
        assertThat(alert.points()).isEqualTo(((Map<?, ?>) constants.get("points")).get(grade));
        assertThat(Math.abs(z)).isGreaterThan(number(constants, "threshold"));
    }

    private static double number(Map<String, Object> figures, String name) {
        return ((BigDecimal) figures.get(name)).doubleValue();
    }

    private static boolean plainlySelected(ColumnarLedger ledger, int index) {
        long[] amounts = ledger.amounts();
        int[] codes = ledger.codes(Field.COUNTERPARTY_ID);
        double[] logs = IntStream.range(0, amounts.length)
            .filter(i -> amounts[i] > 0 && codes[i] == codes[index])
            .mapToDouble(i -> StrictMath.log((double) amounts[i]))
            .sorted()
            .toArray();
        if (amounts[index] <= 0 || logs.length < 10) {
            return false;
        }
        double median = quantile(logs, 0.5);
        double deviation = quantile(Arrays.stream(logs).map(log -> Math.abs(log - median)).sorted().toArray(), 0.5);
        double distance = Math.abs(StrictMath.log((double) amounts[index]) - median);
        return deviation > 0 && 0.6745 * distance / deviation > 3.5 && distance >= Math.log(2);
    }

    /** Quantile of sorted values, type 7. */
    private static double quantile(double[] sorted, double share) {
        BigDecimal place = BigDecimal.valueOf(sorted.length - 1L).multiply(BigDecimal.valueOf(share));
        int lower = place.setScale(0, RoundingMode.FLOOR).intValue();
        double part = place.subtract(BigDecimal.valueOf(lower)).doubleValue();
        return part == 0 ? sorted[lower] : sorted[lower] + part * (sorted[lower + 1] - sorted[lower]);
    }

    private static List<Integer> rows(Outcome.Applicable said) {
        return said.alerts().stream().map(alert -> alert.rows()[0]).sorted().toList();
    }

    private static ColumnarLedger ledger(long[] amounts, String counterparty) {
        return ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, Collections.nCopies(amounts.length, counterparty).toArray(String[]::new))
            .build();
    }
}
