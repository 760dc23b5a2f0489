package com.nexusplatform.procedure.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** PAY-2 on hand-made payments. */
class NearDuplicatesTests {

    private final NearDuplicates procedure = new NearDuplicates();

    @ParameterizedTest
    @CsvSource({"41-7875A, INSERTED \"A\" at 7", "41-78750, INSERTED \"0\" at 7", "41-785, DELETED \"7\" at 5",
            "41-7857, TRANSPOSED \"75\" by \"57\" at 5", "41-787S, SUBSTITUTED \"5\" by \"S\" at 6"})
    void findsAnAlteredNumber(String number, String edit) {
        assertThat(alerts("V1|41-7875|440.60|2025-03-01", "V1|" + number + "|440.60|2025-03-27")).singleElement()
            .satisfies(alert -> {
                assertThat(alert.rows()).containsExactly(1, 2);
                assertThat(alert.points()).isEqualTo(procedure.declaration().weights().points("ALTERED_NUMBER"));
                assertThat(alert.explanation().steps()).containsEntry("edit", edit).containsEntry("days", 26);
                assertThat(alert.explanation().sentence()).contains("41-7875").contains("26 days").contains("440.60");
            });
    }

    @ParameterizedTest
    @CsvSource({"V1|417876|440.60|2025-03-02", "V1|417885|440.60|2025-03-02", "V1|417874|440.60|2025-03-27",
            "V2|417875A|440.60|2025-03-02", "V1|417875A|440.61|2025-03-02", "V1|417875A|440.60|2025-06-27",
            "V1|4178AB|440.60|2025-03-02", "V1|417875|440.60|2025-03-02"})
    void takesStepsInARunOfNumbersForWhatTheyAre(String other) {
        assertThat(alerts("V1|417875|440.60|2025-03-01", other)).isEmpty();
    }

    @Test
    void takesNoCurrencyForThatOfTheLedger() {
        for (String currency : List.of("USD", "EUR")) {
            ColumnarLedger ledger = PaymentRows
                .columns("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-27")
                .text(Field.CURRENCY, currency, null)
                .build();
            assertThat(Performing.applied(procedure, ledger, Map.of()).alerts())
                .hasSize("USD".equals(currency) ? 1 : 0);
        }
    }

    @Test
    void countsPaymentsThatNameNobody() {
        assertThat(
                Performing
                    .applied(new NearDuplicates(),
                            PaymentRows.ledger("V1|7|100.00|2025-01-06", "V1|8|100.00|2025-01-07",
                                    "|9|100.00|2025-01-07", "|9|100.00|2025-01-07", "|9|-100.00|2025-01-07"),
                            Map.of())
                    .statistics())
            .containsEntry("paymentsWithoutCounterparty", 2);
    }

    @Test
    void tellsAnAlteredNumberOverAUsualAmount() {
        assertThat(alerts("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-27",
                "V1|52-0012|440.60|2025-05-02"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("rule", "ALTERED_NUMBER_USUAL"));
    }

    /** AB1234 was paid in January and in April; AB12340 a day after the second. */
    @ParameterizedTest
    @CsvSource({"2025-01-01, 2025-04-11", "2025-04-11, 2025-01-01"})
    void comparesTheNearestDaysOfTwoNumbers(String one, String other) {
        assertThat(alerts("V1|AB1234|123.45|" + one, "V1|AB1234|123.45|" + other, "V1|AB12340|123.45|2025-04-12"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps())
                .containsEntry("grade", "ALTERED_NUMBER_USUAL")
                .containsEntry("days", 1));
    }

    @Test
    void weighsAnAlteredNumberLessWhereOthersPayTheAmountToo() {
        assertThat(alerts("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-27",
                "V2|90|440.60|2025-01-02", "V3|91|440.60|2025-01-02", "V4|92|440.60|2025-01-02"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps())
                .containsEntry("grade", "ALTERED_NUMBER_KNOWN")
                .containsEntry("rowsWithAmount", 5));
    }

    @Test
    void weighsAlteredNumbersLeastWhereTheyAreAHabit() {
        assertThat(alerts("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-02",
                "V1|52-0012|91.17|2025-03-01", "V1|52-0012A|91.17|2025-03-02"))
            .hasSize(2)
            .allSatisfy(alert -> assertThat(alert.explanation().steps())
                .containsEntry("grade", "ALTERED_NUMBER_OFTEN")
                .containsEntry("matchesOfCounterparty", 2)
                .containsEntry("rowsOfCounterparty", 4));
    }

    @Test
    void findsACommonNumberUnderAnotherCounterpartyUnlessTheAmountIsRound() {
        assertThat(alerts("V1|030125|868.55|2025-03-01", "V2|030125|868.55|2025-03-06")).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps())
                .containsEntry("rule", "ANOTHER_COUNTERPARTY_COMMON"));
        assertThat(alerts("V1|030125|800.00|2025-03-01", "V2|030125|800.00|2025-03-06")).isEmpty();
    }

    @Test
    void findsAChangedDigitWithinDays() {
        assertThat(alerts("V1|417875|440.60|2025-03-01", "V1|457875|440.60|2025-03-03")).singleElement()
            .extracting(Alert::points)
            .isEqualTo(procedure.declaration().weights().points("CHANGED_DIGIT"));
        assertThat(alerts("V1|417875|440.60|2025-03-01", "V1|457875|440.60|2025-03-09")).isEmpty();
        assertThat(alerts("V1|020125|440.60|2025-03-01", "V1|030125|440.60|2025-03-03")).isEmpty();
    }

    @Test
    void findsAnAlteredAmount() {
        assertThat(alerts("V1|417875|440.60|2025-03-01", "V1|417875|404.60|2025-03-03")).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("rule", "ALTERED_AMOUNT"));
        assertThat(alerts("V1|417875|440.60|2025-03-01", "V1|417875|404.06|2025-03-03")).isEmpty();
    }

    @Test
    void findsANumberUnderAnotherCounterparty() {
        assertThat(alerts("V1|E36442|868.55|2025-03-01", "V2|E36442|868.55|2025-03-06")).singleElement()
            .extracting(Alert::points)
            .isEqualTo(procedure.declaration().weights().points("ANOTHER_COUNTERPARTY"));
        assertThat(alerts("V1|RENEWAL|868.55|2025-03-01", "V2|RENEWAL|868.55|2025-03-06")).isEmpty();
        assertThat(alerts("V1|E36442|1.00|2025-03-01", "V2|E36442|1.00|2025-03-06", "V3|E36442|1.00|2025-03-06",
                "V4|E36442|1.00|2025-03-06"))
            .isEmpty();
    }

    @Test
    void weighsBillsLessThatTwoCounterpartiesShareAgain() {
        List<String> rows = new ArrayList<>(List.of("V1|E36442|868.55|2025-03-01", "V2|E36442|868.55|2025-03-06",
                "V1|E36517|91.17|2025-05-01", "V2|E36517|91.17|2025-05-02", "V1|E39001|77.31|2025-05-01",
                "V3|E39001|77.31|2025-05-02"));
        for (int i = 0; i < 120; i++) {
            rows.add("V" + (1 + i % 2) + "|" + (4_000 + 37 * i) + "|" + (100 + i) + ".17|2025-03-01");
        }
        assertThat(alerts(rows.toArray(String[]::new)))
            .extracting(alert -> alert.explanation().steps().get("grade"), alert -> alert.explanation()
                .steps()
                .get(
                        "billsOfPair"))
            .containsExactlyInAnyOrder(tuple("ANOTHER_COUNTERPARTY_PAIR", 2), tuple("ANOTHER_COUNTERPARTY_PAIR", 2),
                    tuple("ANOTHER_COUNTERPARTY", 1));
    }

    /** A shares a bill with B and one with C, which is a habit of A alone, whoever of them stands first. */
    @ParameterizedTest
    @CsvSource({"A, B, C, A", "B, A, A, C", "A, B, A, C", "B, A, C, A"})
    void countsTheHabitsOfEveryCounterparty(String one, String two, String three, String four) {
        List<String> rows = new ArrayList<>(List.of(one + "|E36442|868.55|2025-03-01",
                two + "|E36442|868.55|2025-03-06", three + "|E36517|91.17|2025-05-01",
                four + "|E36517|91.17|2025-05-02"));
        for (int i = 0; i < 24; i++) {
            rows.add("ABC".charAt(i % 3) + "|" + (4_000 + 37 * i) + "|" + (100 + i) + ".17|2025-03-01");
        }
        assertThat(alerts(rows.toArray(String[]::new))).hasSize(2)
            .allSatisfy(alert -> assertThat(alert.explanation().steps())
                .containsEntry("grade", "ANOTHER_COUNTERPARTY_OFTEN")
                .containsEntry("matchesOfCounterparty", 2)
                .containsEntry("rowsOfCounterparty", 10));
    }

    @Test
    void findsAnAmountThatSeldomRepeats() {
        List<String> rows = new ArrayList<>(List.of("V1|JE1001|440.60|2025-03-01", "V1|JE5432|440.60|2025-04-01"));
        for (int i = 0; i < 20; i++) {
            rows.add("V1|JE20" + (10 + 3 * i) + "|" + (100 + i) + ".17|2025-03-01");
        }
        assertThat(alerts(rows.toArray(String[]::new))).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("rule", "REPEATED_AMOUNT"));
        rows.add("V1|JE7777|-440.60|2025-04-02");
        assertThat(alerts(rows.toArray(String[]::new))).isEmpty();
    }

    @Test
    void dropsAPairThatWasTakenBack() {
        assertThat(alerts("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-27",
                "V1|41-7875A|-440.60|2025-03-28",
                "V1|9|1.00|2025-03-01", "V1|8|2.00|2025-03-01"))
            .isEmpty();
    }

    @Test
    void passesOverACommonAmountAndSaysSo() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            rows.add("V1|10000" + "A".repeat(i) + "|30.00|2025-03-01");
        }
        Outcome.Applicable outcome = Performing.applied(procedure, PaymentRows.ledger(rows.toArray(String[]::new)),
                Map.of());
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("groupsPassedOver", 1).containsEntry("rowsPassedOver", 13L);
    }

    @Test
    void findsNoFewerWithMoreDays() {
        ColumnarLedger ledger = PaymentRows.ledger("V1|41-7875|440.60|2025-03-01", "V1|41-7875A|440.60|2025-03-27",
                "V2|41-7875|440.60|2025-01-01", "V2|41-7875B|440.60|2025-05-27", "V3|77-1|1.00|2025-05-27");
        int found = 0;
        for (int days = 0; days <= 360; days += 20) {
            int now = Performing.applied(procedure, ledger, Map.of("alteredDays", days)).alerts().size();
            assertThat(now).isGreaterThanOrEqualTo(found);
            found = now;
        }
        assertThat(found).isGreaterThanOrEqualTo(2);
    }

    @Test
    void needsTwoPayments() {
        assertThat(Performing.perform(procedure, PaymentRows.ledger("V1|1|1.00|2025-01-01")))
            .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure, ColumnarLedger.builder(0).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    private List<Alert> alerts(String... rows) {
        return Performing.applied(procedure, PaymentRows.ledger(rows), Map.of()).alerts();
    }
}
