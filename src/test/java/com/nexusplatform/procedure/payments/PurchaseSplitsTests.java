package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** PAY-4 on hand-made payments: the limit to the cent, windows, grades, and alerts that can be computed again. */
class PurchaseSplitsTests {

    private static final PurchaseSplits PROCEDURE = new PurchaseSplits();

    @ParameterizedTest
    @CsvSource({"9500.00, 9500.00, CLOSE", "9000.00, 9999.99, CLOSE", "8999.99, 9999.99, LARGE",
            "5000.00, 5000.00, LARGE",
            "4999.99, 5000.01, ANY"})
    void gradesByTheLeastItem(String one, String other, String grade) {
        assertThat(alerts("V1|1|" + one + "|2025-03-03", "V1|2|" + other + "|2025-03-03")).singleElement()
            .satisfies(alert -> {
                assertThat(alert.rows()).containsExactly(1, 2);
                assertThat(alert.explanation().steps()).containsEntry("grade", grade);
                assertThat(alert.points()).isEqualTo(PROCEDURE.declaration().weights().points(grade));
            });
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1|2|4999.99|2025-03-03", "V2|2|9000.00|2025-03-03", "V1|2|10000.00|2025-03-03",
            "V1|2|9000.00|2025-03-07", "V1|2|-9000.00|2025-03-03"})
    void takesOtherPaymentsForOthers(String other) {
        assertThat(alerts("V1|1|5000.00|2025-03-03", other)).isEmpty();
    }

    @Test
    void tellsACounterpartyThatIsOftenPaidInParts() {
        String[] rows = new String[6];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "V1|N" + i + "|9400.00|2025-0" + (1 + i / 2) + "-06";
        }
        assertThat(applied(PaymentRows.ledger(rows), Map.of()).alerts()).hasSize(3)
            .allSatisfy(alert -> assertThat(alert.explanation().steps()).containsEntry("grade", "CLOSE_OFTEN")
                .containsEntry("windows", 3));
    }

    /** Three windows of three buyers are three of the counterparty, as one buyer's are. */
    @Test
    void tellsACounterpartyThatSeveralBuyersOftenPayInParts() {
        LocalDate[] days = new LocalDate[6];
        Arrays.setAll(days, i -> LocalDate.of(2025, 1 + i / 2, 6));
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .currency("USD")
            .amounts(9_400_00, 9_400_00, 9_400_00, 9_400_00, 9_400_00, 9_400_00)
            .text(Field.CREATED_BY, "ann", "ann", "bob", "bob", "eve", "eve")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V", "V", "V", "V")
            .days(Field.POSTED_AT, days)
            .build();
        for (boolean perBuyer : new boolean[]{true, false}) {
            assertThat(applied(ledger, Map.of("perBuyer", perBuyer)).alerts()).hasSize(3)
                .allSatisfy(alert -> assertThat(alert.explanation().steps()).containsEntry("grade", "CLOSE_OFTEN")
                    .containsEntry("windows", 3));
        }
    }

    @Test
    void reportsWindowsThatDoNotOverlap() {
        List<Alert> alerts = alerts("V1|1|9500.00|2025-03-01", "V1|2|9500.00|2025-03-04", "V1|3|9500.00|2025-03-05",
                "V1|4|9500.00|2025-03-08", "V1|5|9500.00|2025-03-20");

        assertThat(alerts).extracting(alert -> Arrays.toString(alert.rows())).containsExactly("[1, 2]", "[3, 4]");
        assertThat(alerts.getFirst().explanation().sentence()).isEqualTo(
                "2 payments to one counterparty from 2025-03-01 to 2025-03-04, each below the limit of 10000 USD, add up to"
                        + " 19000.00 USD.");
    }

    @Test
    void seesASplitAmongSmallPayments() {
        List<String> rows = new ArrayList<>(List.of("V1|1|9500.00|2025-03-03", "V1|2|9600.00|2025-03-03"));
        for (int i = 0; i < 40; i++) {
            rows.add("V1|S" + i + "|12.50|2025-03-0" + (1 + i % 5));
        }
        assertThat(alerts(rows.toArray(String[]::new))).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 2));
    }

    @Test
    void countsWindowsOfManyItemsOnly() {
        String[] rows = new String[13];
        Arrays.setAll(rows, i -> "V1|" + i + "|1000.00|2025-03-03");
        assertThat(applied(PaymentRows.ledger(rows), Map.of()).statistics()).containsEntry("windowsOfManyItems", 1)
            .containsEntry("found", 0);
        assertThat(applied(PaymentRows.ledger(rows), Map.of("maximumItems", 13)).alerts()).hasSize(1);
    }

    @Test
    void keepsBuyersAndCurrenciesApart() {
        ColumnarLedger ledger = ColumnarLedger.builder(4)
            .currency("USD")
            .amounts(9_500_00, 9_500_00, 9_500_00, 9_500)
            .text(Field.CURRENCY, "USD", "USD", "EUR", "JPY")
            .text(Field.CREATED_BY, "ann", "bob", "ann", "ann")
            .text(Field.COUNTERPARTY_NAME, "A", "A", "A", "A")
            .days(Field.POSTED_AT, Collections.nCopies(4, LocalDate.of(2025, 3, 3)).toArray(LocalDate[]::new))
            .build();

        assertThat(applied(ledger, Map.of()).alerts()).isEmpty();
        assertThat(applied(ledger, Map.of("perBuyer", false)).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 2));
    }

    @Test
    void takesTheLinesOfOneEntryForOneItem() {
        ColumnarLedger ledger = ColumnarLedger.builder(5)
            .currency("USD")
            .amounts(6_000_00, 6_000_00, -12_000_00, 9_500_00, -9_500_00)
            .text(Field.DOCUMENT_NO, "A1", "A1", "A1", "A2", "A2")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V", "V", "V")
            .days(Field.POSTED_AT, Collections.nCopies(5, LocalDate.of(2025, 3, 3)).toArray(LocalDate[]::new))
            .build();
        assertThat(applied(ledger, Map.of()).alerts()).isEmpty();
        assertThat(applied(ledger, Map.of("limits", List.of("15000"))).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 2, 4));
    }

    @Test
    void addsUpAmountsThatFillAllDigits() {
        assertThat(alerts(Map.of("limits", List.of("90000000000000000")), "V1|1|89999999999999999.99|2025-03-03",
                "V1|2|89999999999999999.99|2025-03-03"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("sum",
                    "179999999999999999.98"));
    }

    @Test
    void countsPaymentsThatNameNobody() {
        assertThat(applied(PaymentRows.ledger("V1|7|100.00|2025-01-06", "V1|8|100.00|2025-01-07",
                "|9|100.00|2025-01-07", "|9|100.00|2025-01-07", "|9|-100.00|2025-01-07"), Map.of())
            .statistics())
            .containsEntry("paymentsWithoutCounterparty", 2);
    }

    @Test
    void countsPaymentsWithoutADayAndNamesCurrenciesWithoutALimit() {
        ColumnarLedger ledger = ColumnarLedger.builder(5)
            .currency("USD")
            .amounts(9_500_00, 9_500_00, 9_500_00, 9_500_00, -1)
            .text(Field.CURRENCY, "USD", "EUR", "USD", "USD", "USD")
            .text(Field.COUNTERPARTY_ID, "A", "A", "A", "A", "A")
            .days(Field.POSTED_AT, LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 3), null, null, null)
            .build();
        assertThat(applied(ledger, Map.of("limits", List.of("10000 USD", "5000 CHF"))).statistics())
            .containsEntry("paymentsWithoutDay", 2)
            .containsEntry("amountsWithoutLimit", 1)
            .containsEntry("currenciesWithoutLimit", List.of("EUR"))
            .containsEntry("limitsWithoutAmounts", List.of("5000 CHF"));
    }

    @Test
    void takesABuyerForOneInAnySpelling() {
        ColumnarLedger ledger = ColumnarLedger.builder(2)
            .currency("USD")
            .amounts(9_500_00, 9_500_00)
            .text(Field.CREATED_BY, "Bob", " BOB")
            .text(Field.COUNTERPARTY_ID, "A", "a")
            .days(Field.POSTED_AT, LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 3))
            .build();
        assertThat(applied(ledger, Map.of()).alerts()).hasSize(1);
    }

    @Test
    void cannotSayWithoutLimits() {
        assertThat(Performing.perform(PROCEDURE, SampleLedger.of(100, 1))).isInstanceOfSatisfying(
                Outcome.NotApplicable.class, refused -> assertThat(refused.reason()).contains("none is given"));
    }

    @Test
    void saysThatNoLimitIsInACurrencyOfTheLedger() {
        ColumnarLedger dollars = PaymentRows.ledger("V1|1|9500.00|2025-03-03", "V1|2|9500.00|2025-03-03");
        assertThat(Performing.perform(PROCEDURE, dollars, Map.of("limits", List.of("10000 EUR", "10000 JPY"))))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> assertThat(refused.reason()).isEqualTo(
                    "PAY-4 compares amounts with limits in their own currency: the limits are in EUR, JPY, the positive"
                            + " amounts in USD."));
        assertThat(applied(dollars, Map.of("limits", List.of("10000 EUR", "10000 USD"))).alerts()).hasSize(1);
    }

    @Test
    void refusesACurrencyThatIsNoneAndCloseItemsThatAreNotLarge() {
        assertThatThrownBy(() -> Parameters.of(PROCEDURE.declaration(), Map.of("limits", List.of("10000 QQQ"))))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("ISO 4217");
        assertThatThrownBy(() -> Parameters.of(PROCEDURE.declaration(),
                Map.of("limits", List.of("10000"), "closeShare", "0.4", "largeShare", "0.6")))
            .isInstanceOf(ProblemException.class)
            .hasMessage("PAY-4: closeShare must be at least largeShare, which is 0.6.");
    }

    @Test
    void selectsTheSameWindowsInAnyOrder() {
        List<String> rows = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            rows.add("V" + random.nextInt(30) + "|" + i + "|" + (100 + random.nextInt(9_800)) + ".00|2025-0"
                    + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(18)));
        }
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        assertThat(contents(shuffled)).isEqualTo(contents(rows)).isNotEmpty();
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = applied(SampleLedger.of(5_000, 2), Map.of("limits", List.of("1000", "5000")));

        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            List<BigDecimal> amounts = ((List<?>) alert.explanation().inputs().get("amounts")).stream()
                .map(amount -> new BigDecimal((String) amount))
                .toList();
            List<?> dates = (List<?>) alert.explanation().inputs().get("postedOn");
            BigDecimal limit = new BigDecimal((String) alert.explanation().constants().get("limit"));
            BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(amounts).hasSizeBetween(2, 12)
                .allSatisfy(amount -> assertThat(amount).isLessThan(limit).isPositive());
            assertThat(sum).isGreaterThanOrEqualTo(limit).isEqualTo((String) alert.explanation().steps().get("sum"));
            assertThat(LocalDate.parse((String) dates.getLast()))
                .isBeforeOrEqualTo(LocalDate.parse((String) dates.getFirst()).plusDays(3));
        });
    }

    private static List<List<String>> contents(List<String> rows) {
        return alerts(rows.toArray(String[]::new)).stream()
            .map(alert -> Arrays.stream(alert.rows()).mapToObj(row -> rows.get(row - 1)).sorted().toList())
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList();
    }

    private static List<Alert> alerts(String... rows) {
        return alerts(Map.of(), rows);
    }

    private static List<Alert> alerts(Map<String, ?> parameters, String... rows) {
        return applied(PaymentRows.ledger(rows), parameters).alerts();
    }

    private static Outcome.Applicable applied(ColumnarLedger ledger, Map<String, ?> given) {
        Map<String, Object> parameters = new HashMap<>(Map.of("limits", List.of("10000")));
        parameters.putAll(given);
        return Performing.applied(PROCEDURE, ledger, parameters);
    }
}
