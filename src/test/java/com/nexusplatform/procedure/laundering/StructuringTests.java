package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleTransfers;

import static org.assertj.core.api.Assertions.assertThat;

/** AML-1: the statute's business day, the weaker windows, and what is no cash. */
class StructuringTests {

    private static final Structuring PROCEDURE = new Structuring();

    @Test
    void givesTheTwoDepositsOfFfiecAppendixGLowWeightOnly() {
        // FFIEC BSA/AML Manual, appendix G: 9,900 on Monday and 9,900 on Wednesday are no structuring by themselves
        Alert alert = only(cash("2025-03-03", 9_900_00, "2025-03-05", 9_900_00), Map.of());

        assertThat(alert.points()).isLessThanOrEqualTo(5);
        assertThat(alert.explanation().steps()).containsEntry("grade", "THREE_DAYS").containsEntry("window", 3);
    }

    @Test
    void addsUpOneBusinessDay() {
        assertThat(only(cash("2025-03-03T09:00", 9_900_00, "2025-03-03T16:00", 9_900_00), Map.of()).explanation()
            .steps()).containsEntry("grade", "DAY_NEAR");
        assertThat(only(cash("2025-03-03T09:00", 5_000_00, "2025-03-03T16:00", 5_000_01), Map.of()).explanation()
            .steps()).containsEntry("grade", "DAY");
        assertThat(alerts(cash("2025-03-03T09:00", 5_000_00, "2025-03-03T16:00", 5_000_00), Map.of())).isEmpty();
    }

    @Test
    void comparesWithAThresholdBetweenTwoAmounts() {
        TransferRows rows = new TransferRows().add("A", "T", 5_000, "2025-03-03T09:00", "cash", "JPY")
            .add("A", "T", 5_001, "2025-03-03T16:00", "cash", "JPY");
        assertThat(only(rows.ledger(), Map.of("threshold", "10000.5")).rows()).containsExactly(1, 2);
        assertThat(alerts(rows.ledger(), Map.of("threshold", "10001"))).isEmpty();
        TransferRows near = new TransferRows().add("A", "T", 10_000, "2025-03-03T09:00", "cash", "JPY")
            .add("A", "T", 10_001, "2025-03-03T16:00", "cash", "JPY");
        assertThat(alerts(near.ledger(), Map.of("threshold", "10000.5"))).as("10,001 is reported itself").isEmpty();
    }

    @Test
    void leavesAmountsThatAreReportedThemselvesOut() {
        assertThat(alerts(cash("2025-03-03", 9_999_99, "2025-03-03", 10_000_00), Map.of())).isEmpty();
        assertThat(alerts(cash("2025-03-03", 9_999_99, "2025-03-03", 9_999_99), Map.of())).hasSize(1);
    }

    @Test
    void countsWeekendsAndHolidaysForTheNextBusinessDay() {
        // 31 CFR 1010.313 (b): Saturday 2025-03-08 counts for Monday; 2025-07-04 is a holiday, 2025-07-07 a Monday
        assertThat(only(cash("2025-03-08", 9_000_00, "2025-03-10", 9_000_00), Map.of()).points())
            .isEqualTo(only(cash("2025-03-10", 9_000_00, "2025-03-10", 9_000_00), Map.of()).points());
        assertThat(grade(cash("2025-07-04", 9_000_00, "2025-07-07", 9_000_00), Map.of())).isEqualTo("DAY_NEAR");
        assertThat(grade(cash("2025-07-04", 9_000_00, "2025-07-07", 9_000_00), Map.of("calendar", "WEEKENDS")))
            .isEqualTo("THREE_DAYS");
        assertThat(grade(cash("2025-03-06", 9_000_00, "2025-03-12", 9_000_00), Map.of())).isEqualTo("FIVE_DAYS");
        assertThat(alerts(cash("2025-03-06", 9_000_00, "2025-03-13", 9_000_00), Map.of())).isEmpty();
    }

    @Test
    void reviewsSeveralDaysOnlyWhereAmountsAreNear() {
        assertThat(alerts(cash("2025-03-03", 7_000_00, "2025-03-05", 7_000_00), Map.of())).isEmpty();
        assertThat(alerts(cash("2025-03-03", 7_000_00, "2025-03-05", 7_000_00), Map.of("nearShare", "0"))).hasSize(1);
    }

    @Test
    void takesAllCashOfABusinessDayIntoAWindowOrNone() {
        TransferRows rows = new TransferRows().add("A", "T", 900_00, "2025-03-03", "cash", "USD")
            .add("A", "T", 9_000_00, "2025-03-03", "cash", "USD")
            .add("A", "T", 1_100_00, "2025-03-05", "cash", "USD");
        // with Monday's 900 the three days come to 11,000, of which one part in three is near; without it to no window at all
        assertThat(alerts(rows.ledger(), Map.of())).isEmpty();
        assertThat(only(rows.ledger(), Map.of("nearShare", "0.3")).rows()).containsExactly(1, 2, 3);
        assertThat(only(rows.add("A", "T", 9_500_00, "2025-03-07", "cash", "USD").ledger(), Map.of()).rows())
            .as("from Wednesday on, once no window of Monday is selected")
            .containsExactly(3, 4);
    }

    @Test
    void keepsDirectionsPartiesAndCurrenciesApart() {
        assertThat(alerts(cash("2025-03-03", 9_000_00, "2025-03-03", -9_000_00), Map.of())).isEmpty();
        assertThat(alerts(cash("2025-03-03", -9_000_00, "2025-03-03", -9_000_00), Map.of())).hasSize(1);
        assertThat(alerts(new TransferRows().add("A", "T", 9_000_00, "2025-03-03", "cash", "USD")
            .add("A", "T", 9_000_00, "2025-03-03", "cash", "EUR")
            .add("B", "S", 9_000_00, "2025-03-03", "cash", "USD")
            .ledger(), Map.of())).isEmpty();
    }

    @Test
    void addsUpWhatOneAccountReceivesWhoeverBringsIt() {
        // 31 CFR 1010.313 (b): by or on behalf of any person
        ColumnarLedger ledger = new TransferRows().add("A", "T", 9_000_00, "2025-03-03", "cash", "USD")
            .add("B", "T", 9_000_00, "2025-03-03", "cash", "USD")
            .add("A", "S", 9_000_00, "2025-03-03", "cash", "USD")
            .ledger();
        assertThat(only(ledger, Map.of()).rows()).containsExactly(1, 2);
        assertThat(only(ledger, Map.of()).explanation().inputs()).containsEntry("party", "the counterAccount of row 1");
        assertThat(only(ledger, Map.of("party", "account")).rows()).containsExactly(1, 3);
    }

    @Test
    void takesTheAccountOfARowThatNamesNoOther() {
        ColumnarLedger ledger = new TransferRows().add("A", "", 9_000_00, "2025-03-03", "cash", "USD")
            .add("A", "", 9_000_00, "2025-03-03", "cash", "USD")
            .add("B", "", 9_000_00, "2025-03-03", "cash", "USD")
            .add("C", "A", 9_000_00, "2025-03-03", "cash", "USD")
            .ledger();
        assertThat(only(ledger, Map.of()).rows()).containsExactly(1, 2, 4);
        assertThat(only(ledger, Map.of()).explanation().inputs()).containsEntry("party", "the account of row 1");
    }

    @Test
    void judgesCashAloneOrSaysSo() {
        TransferRows wires = new TransferRows().add("A", "T", 9_000_00, "2025-03-03")
            .add("A", "T", 9_000_00, "2025-03-03");
        assertThat(Performing.perform(PROCEDURE, wires.ledger())).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("has one of the types"));
        ColumnarLedger untyped = ColumnarLedger.builder(2)
            .currency("USD")
            .amounts(9_000_00, 9_000_00)
            .instants(Field.POSTED_AT, new long[]{0, 0}, false)
            .text(Field.ACCOUNT, "A", "A")
            .build();
        Outcome.Applicable said = Performing.applied(PROCEDURE, untyped, Map.of());
        assertThat(said.alerts()).hasSize(1);
        assertThat(said.statistics()).containsEntry("judged", "all rows: no type is mapped");
    }

    @Test
    void selectsNoMoreRowsWhenMoreOfThemMustBeNear() {
        ColumnarLedger ledger = SampleTransfers.of(5_000, 3);
        long before = Long.MAX_VALUE;
        for (String share : List.of("0", "0.3", "0.6", "1")) {
            long selected = alerts(ledger, Map.of("nearShare", share)).stream().mapToLong(a -> a.rows().length).sum();
            assertThat(selected).isLessThanOrEqualTo(before);
            before = selected;
        }
        assertThat(before).isPositive();
    }

    @Test
    void explainsAlertsCompletely() {
        for (Alert alert : alerts(SampleTransfers.of(5_000, 4), Map.of())) {
            Map<String, Object> in = alert.explanation().inputs();
            BigDecimal threshold = (BigDecimal) alert.explanation().constants().get("threshold");
            BigDecimal sum = BigDecimal.ZERO;
            for (Object part : (List<?>) in.getOrDefault("amounts", List.of())) {
                BigDecimal amount = new BigDecimal((String) ((Map<?, ?>) part).get("amount")).abs();
                assertThat(amount).isLessThan(threshold);
                sum = sum.add(amount);
            }
            assertThat(sum).isEqualByComparingTo(new BigDecimal((String) in.getOrDefault("sum", "")))
                .isGreaterThan(threshold);
            assertThat(alert.rows()).hasSize((Integer) in.getOrDefault("parts", 0));
        }
    }

    @Test
    void selectsTheSameRowsInAnyOrder() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 300; i++) {
            rows.add("A" + i % 7, "T", 7_000_00 + i * 997L % 2_999_00, "2025-03-%02d".formatted(1 + i * 13 % 28),
                    "Cash",
                    "USD");
        }
        for (int seed = 1; seed < 4; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows)).isNotEmpty();
        }
    }

    @Test
    void findsTheSameCashInAnyOrderOfRowsOfOneDay() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            TransferRows rows = cashOfFewDays(seed);
            List<String> before = alertContents(rows);
            for (int order = 1; order < 4; order++) {
                assertThat(alertContents(rows.shuffled(order))).as("seed %d", seed).isEqualTo(before);
            }
            found += before.size();
        }
        assertThat(found).isGreaterThan(200);
    }

    /** Cash of two parties on eight days, several parts a day, of which some are near the amount. */
    private static TransferRows cashOfFewDays(long seed) {
        Random random = new Random(seed);
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 20; i++) {
            long cents = random.nextBoolean() ? 8_000_00 + random.nextInt(1_999_99) : 100_00 + random.nextInt(2_000_00);
            rows.add("A", "T" + random.nextInt(2), cents, "2025-03-%02d".formatted(3 + random.nextInt(12)), "cash",
                    "USD");
        }
        return rows;
    }

    /** Points and rows of each alert, by what the rows hold. */
    private static List<String> alertContents(TransferRows rows) {
        return alerts(rows.ledger(), Map.of()).stream()
            .map(alert -> alert.points() + " "
                    + Arrays.stream(alert.rows()).mapToObj(rows::content).sorted().toList())
            .sorted()
            .toList();
    }

    @Test
    void countsRowsBeyondTheYearsOfTheCalendar() {
        ColumnarLedger ledger = cash("2045-12-25", 6_000_00, "2045-12-26", 6_000_00);
        assertThat(statistics(ledger, Map.of())).containsEntry("rowsBeyondCalendar", 2);
        assertThat(statistics(ledger, Map.of("calendar", "WEEKENDS"))).containsEntry("rowsBeyondCalendar", 0);
        assertThat(statistics(cash("2025-12-25", 6_000_00, "2045-12-26", 6_000_00), Map.of()))
            .containsEntry("rowsBeyondCalendar", 1);
    }

    @Test
    void countsCashThatCannotBeJudged() {
        Map<String, Object> said = statistics(ColumnarLedger.builder(7)
            .currency("USD")
            .amounts(9_000_00, 9_000_00, 0, 20_000_00, 9_000_00, 9_000_00, 9_000_00)
            .text(Field.TYPE, "cash", "cash", "cash", "cash", "cash", "cash", "wire")
            .text(Field.ACCOUNT, "", "A", "A", "A", "B", "B", "B")
            .instants(Field.POSTED_AT, new long[]{0, ColumnarLedger.NO_INSTANT, 0, 0, 0, 0, 0}, false)
            .build(), Map.of());
        assertThat(said).containsEntry("rows", 7)
            .containsEntry("rowsOfCash", 6)
            .containsEntry("cashWithoutMoment", 1)
            .containsEntry("cashWithoutParty", 1)
            .containsEntry("cashOfAmountZero", 1)
            .containsEntry("cashOfThresholdOrMore", 1)
            .containsEntry("rowsBelowThreshold", 2);
    }

    private static Map<String, Object> statistics(ColumnarLedger ledger, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, ledger, parameters).statistics();
    }

    private static Set<String> contents(TransferRows rows) {
        Set<String> contents = new TreeSet<>();
        for (Alert alert : alerts(rows.ledger(), Map.of("nearShare", "0"))) {
            Arrays.stream(alert.rows()).forEach(row -> contents.add(alert.points() + rows.content(row)));
        }
        return contents;
    }

    private static ColumnarLedger cash(String day, long cents, String otherDay, long otherCents) {
        return new TransferRows().add("A", "T", cents, day, "CASH", "USD")
            .add("A", "T", otherCents, otherDay, "cash ", "USD")
            .ledger();
    }

    private static Object grade(ColumnarLedger ledger, Map<String, ?> parameters) {
        return only(ledger, parameters).explanation().steps().getOrDefault("grade", "");
    }

    private static Alert only(ColumnarLedger ledger, Map<String, ?> parameters) {
        List<Alert> alerts = alerts(ledger, parameters);
        assertThat(alerts).hasSize(1);
        return alerts.getFirst();
    }

    private static List<Alert> alerts(ColumnarLedger ledger, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, ledger, parameters).alerts();
    }
}
