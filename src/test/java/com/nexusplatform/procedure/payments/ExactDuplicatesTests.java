package com.nexusplatform.procedure.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** PAY-1 on hand-made payments. */
class ExactDuplicatesTests {

    private final ExactDuplicates procedure = new ExactDuplicates();

    @ParameterizedTest
    @ValueSource(strings = {"0086-223.", "86223", "0086 223", "86/223"})
    void ignoresPunctuationAndLeadingZeros(String spelling) {
        ColumnarLedger ledger = payments("V1|0086-223|100.00|2025-01-06", "V1|" + spelling + "|100.00|2025-01-31");
        assertThat(applied(ledger).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1, 2);
            assertThat(alert.points()).isEqualTo(procedure.declaration().weights().points("ANOTHER_DAY"));
            assertThat(alert.explanation().steps()).containsEntry("normalDocumentNo", "86223")
                .containsEntry("documents", 2);
        });
    }

    @ParameterizedTest
    @CsvSource({"V2|86223|100.00|2025-01-31", "V1|86224|100.00|2025-01-31", "V1|86223|100.01|2025-01-31",
            "V1|86223|-100.00|2025-01-31", "'|86223|100.00|2025-01-31'", "V1|000|100.00|2025-01-31"})
    void takesOtherPaymentsForOthers(String other) {
        assertThat(applied(payments("V1|86223|100.00|2025-01-06", other, "V1|5|1.00|2025-01-06")).alerts()).isEmpty();
    }

    /** One e with an accent of its own, and one e with an accent behind it. */
    @Test
    void takesComposedAndDecomposedLettersForOne() {
        ColumnarLedger ledger = ColumnarLedger.builder(2)
            .currency("USD")
            .amounts(100_00, 100_00)
            .text(Field.COUNTERPARTY_NAME, "Jos\u00e9 Garc\u00eda", "Jose\u0301 Garci\u0301a")
            .text(Field.DOCUMENT_NO, "\u00c9-77", "E\u0301-77")
            .days(Field.POSTED_AT, day(1), day(9))
            .build();
        assertThat(applied(ledger).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 2));
    }

    @Test
    void netsOutAPaymentThatWasTakenBack() {
        Outcome.Applicable outcome = applied(payments("V1|7|100.00|2025-01-06", "V1|7|100.00|2025-01-07",
                "V1|7|-100.00|2025-01-08", "V1|9|5.00|2025-01-08", "V1|10|5.00|2025-01-08"));
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("corrected", 1);
    }

    @Test
    void keepsAGroupInWhichTwoRemain() {
        Outcome.Applicable outcome = applied(payments("V1|7|100.00|2025-01-06", "V1|7|100.00|2025-01-07",
                "V1|7|-100.00|2025-01-08", "V1|7|100.00|2025-01-09", "V1|10|5.00|2025-01-08"));
        assertThat(outcome.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 2, 4))
            .satisfies(alert -> assertThat(alert.explanation().inputs()).containsEntry("payments", 3)
                .containsEntry("reversalRows", List.of(3)))
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("net", 2)
                .containsEntry("netAmount", "200.00"));
    }

    @Test
    void takesTheTwoSidesOfAnEntryForOne() {
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .amounts(100_00, -100_00, 100_00, -100_00, 50_00, -50_00)
            .text(Field.ACCOUNT, "6500", "2000", "6500", "2000", "6500", "2000")
            .text(Field.DOCUMENT_NO, "A1", "A1", "A1", "A1", "A2", "A2")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V", "V", "V", "V")
            .days(Field.POSTED_AT, day(1), day(1), day(9), day(9), day(2), day(2))
            .build();
        Outcome.Applicable outcome = applied(ledger);
        assertThat(outcome.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(1, 3))
            .satisfies(alert -> assertThat(alert.explanation().inputs()).containsEntry("reversalRows", List.of()));
        assertThat(outcome.statistics()).containsEntry("corrected", 0);
    }

    @Test
    void takesLinesOfOneEntryForOneDocument() {
        ColumnarLedger ledger = ColumnarLedger.builder(3)
            .amounts(100_00, 100_00, -200_00)
            .text(Field.ACCOUNT, "6500", "6500", "2000")
            .text(Field.DOCUMENT_NO, "A1", "A1", "A1")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V")
            .days(Field.POSTED_AT, day(1), day(1), day(1))
            .build();
        Outcome.Applicable outcome = applied(ledger);
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("corrected", 0);
    }

    @Test
    void doesNotCallACreditOnAnotherAccountACorrection() {
        ColumnarLedger ledger = ColumnarLedger.builder(4)
            .amounts(100_00, 100_00, -100_00, -100_00)
            .text(Field.ACCOUNT, "6500", "6500", "2000", "2000")
            .text(Field.DOCUMENT_NO, "A1", "A1", "A1", "A1")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V", "V")
            .days(Field.POSTED_AT, day(1), day(1), day(1), day(1))
            .build();
        Outcome.Applicable outcome = applied(ledger);
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("corrected", 0);
    }

    @Test
    void weighsARepetitionOnOneDayMoreWhereItIsSeldom() {
        String[] payments = new String[20];
        for (int i = 0; i < payments.length; i++) {
            payments[i] = "V1|N" + (i == 0 ? 1 : i) + "|990.00|2025-01-02";
        }
        assertThat(applied(payments(payments)).alerts()).singleElement()
            .extracting(Alert::points)
            .isEqualTo(procedure.declaration().weights().points("SAME_DAY_SELDOM"));
    }

    @Test
    void weighsARecurringChargeLess() {
        assertThat(applied(
                payments("V1|RENT1|990.00|2025-01-02", "V1|RENT1|990.00|2025-02-01", "V1|RENT1|990.00|2025-03-01"))
            .alerts()).singleElement()
            .extracting(Alert::points)
            .isEqualTo(procedure.declaration().weights().points("RECURRING"));
        assertThat(applied(payments("V1|R1|990.00|2025-01-02", "V1|R1|990.00|2025-01-02")).alerts()).singleElement()
            .extracting(Alert::points)
            .isEqualTo(procedure.declaration().weights().points("SAME_DAY"));
    }

    @ParameterizedTest
    @CsvSource({"2025-02-01, ANOTHER_DAY", "2025-04-01, RECURRING", ", RECURRING"})
    void seesAPaymentMadeTwiceWithinARecurringCharge(String last, String grade) {
        assertThat(applied(payments("V1|RENT|500.00|2025-01-01", "V1|RENT|500.00|2025-02-01",
                "V1|RENT|500.00|2025-03-01", "V1|RENT|500.00|" + (last == null ? "" : last)))
            .alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("grade", grade));
    }

    /** A row that names no currency is in the ledger's own. */
    @ParameterizedTest
    @CsvSource({"USD, 1", "EUR, 0"})
    void takesNoCurrencyForThatOfTheLedger(String currency, int found) {
        ColumnarLedger ledger = PaymentRows.columns("V1|INV-1|500.00|2025-03-03", "V1|INV-1|500.00|2025-03-09")
            .text(Field.CURRENCY, currency, null)
            .build();
        assertThat(applied(ledger).alerts()).hasSize(found)
            .allSatisfy(alert -> assertThat(alert.explanation().steps()).containsEntry("grade", "ANOTHER_DAY"));
    }

    @Test
    void netsOutAPaymentThatARowWithoutCurrencyTookBack() {
        Outcome.Applicable outcome = applied(PaymentRows
            .columns("V1|INV-1|500.00|2025-03-03", "V1|INV-1|500.00|2025-03-09", "V1|INV-1|-500.00|2025-03-10",
                    "V1|2|1.00|2025-03-10", "V1|3|1.00|2025-03-10")
            .text(Field.CURRENCY, "USD", "USD", null, "USD", "USD")
            .build());
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("corrected", 1);
    }

    /** Of nothing but equal numbers nobody can say that they are lines of one document. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesRowsOfADoubleEntryLedgerWithoutADateForDocumentsOfTheirOwn(boolean mapped) {
        ColumnarLedger.Builder ledger = ColumnarLedger.builder(4)
            .amounts(500_00, -500_00, 500_00, -500_00)
            .text(Field.ACCOUNT, "6500", "2000", "6500", "2000")
            .text(Field.DOCUMENT_NO, "A1", "A1", "A1", "A1")
            .text(Field.COUNTERPARTY_ID, "V", "V", "V", "V");
        if (mapped) {
            ledger.days(Field.POSTED_AT, null, null, null, null);
        }
        assertThat(applied(ledger.build()).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1, 3);
            assertThat(alert.explanation().steps()).containsEntry("grade", "NO_DAY").containsEntry("documents", 2);
        });
    }

    /** Ram and Rom in Devanagari, which their vowel signs tell apart. */
    @Test
    void takesNamesWithOtherVowelSignsForOthers() {
        for (String other : List.of("\u0930\u094b\u092e", "\u0930\u093e\u092e")) {
            ColumnarLedger ledger = ColumnarLedger.builder(2)
                .amounts(100_00, 100_00)
                .text(Field.COUNTERPARTY_NAME, "\u0930\u093e\u092e", other)
                .text(Field.DOCUMENT_NO, "1", "1")
                .days(Field.POSTED_AT, day(1), day(9))
                .build();
            assertThat(applied(ledger).alerts()).hasSize("\u0930\u094b\u092e".equals(other) ? 0 : 1);
        }
    }

    @Test
    void comparesDaysWhenAsked() {
        ColumnarLedger ledger = payments("V1|7|100.00|2025-01-06", "V1|7|100.00|2025-01-07", "V1|8|1.00|2025-01-07",
                "V1|8|1.00|2025-01-07");
        assertThat(Performing.applied(procedure, ledger, Map.of("sameDate", true)).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(3, 4));
    }

    @Test
    void doesNotTakeTwoPaymentsWithoutADayForPaidOnOne() {
        Outcome.Applicable outcome = Performing.applied(procedure,
                payments("V1|7|100.00|", "V1|7|100.00|", "V1|8|1.00|2025-01-07", "|8|1.00|"),
                Map.of("sameDate", true));
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("examined", 1).containsEntry("paymentsWithoutDay", 2);
        assertThat(applied(payments("V1|7|100.00|", "V1|7|100.00|")).statistics())
            .containsEntry("examined", 2)
            .containsEntry("paymentsWithoutDay", 0);
        assertThat(Performing.perform(procedure, payments("V1|7|100.00|", "V1|7|100.00|"), Map.of("sameDate", true)))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> {
                assertThat(refused.reason()).contains("a day");
                assertThat(refused.facts()).containsEntry("paymentsWithoutDay", 2);
            });
    }

    /** Two of the first day and one of the second remain: what takes back a payment of the second day is used up. */
    @Test
    void usesAReversalForOneDayAlone() {
        Outcome.Applicable outcome = Performing.applied(procedure,
                payments("V1|7|100.00|2025-01-01", "V1|7|100.00|2025-02-01", "V1|7|-100.00|2025-03-01",
                        "V1|7|100.00|2025-02-01", "V1|7|100.00|2025-01-01"),
                Map.of("sameDate", true));
        assertThat(outcome.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1, 5);
            assertThat(alert.explanation().inputs()).containsEntry("reversals", 0);
        });
        assertThat(outcome.statistics()).containsEntry("corrected", 1);
    }

    @ParameterizedTest
    @CsvSource({"2025-01-15, 2025-03-01, 0", "2025-01-15, 2025-01-16, 1", "2025-03-01, 2025-03-02, 1",
            "2024-12-31, 2025-03-01, 0", "2024-12-31, 2024-12-30, 1", ", 2025-03-01, 0"})
    void takesBackTheLatestDayThatIsNotAfterTheReversalAndHasAPaymentLeft(String one, String other, int found) {
        assertThat(Performing.applied(procedure,
                payments("V1|7|100.00|2025-01-01", "V1|7|100.00|2025-01-01", "V1|7|100.00|2025-02-01",
                        "V1|7|100.00|2025-02-01", "V1|7|-100.00|" + (one == null ? "" : one),
                        "V1|7|-100.00|" + other, "V1|8|5.00|2025-01-01", "V1|9|5.00|2025-01-01"),
                Map.of("sameDate", true))
            .alerts()).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"2025-01-06, 2025-01-09, ANOTHER_DAY, '(2025-01-06, 2025-01-09).'",
            "2025-01-06, 2025-01-06, SAME_DAY, (2025-01-06).", "2025-01-06, , NO_DAY, (2025-01-06).",
            ", , NO_DAY, 100.00 USD."})
    void gradesByTheDatesThatThereAre(String one, String other, String grade, String end) {
        assertThat(applied(payments("V1|7|100.00|" + (one == null ? "" : one), "V1|7|100.00|",
                "V1|7|100.00|" + (other == null ? "" : other)))
            .alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.explanation().steps()).containsEntry("grade", grade);
                assertThat(alert.explanation().sentence()).endsWith(end);
            });
    }

    @Test
    void leavesOutSmallAmountsAndRoundedNumbers() {
        ColumnarLedger ledger = payments("V1|7|9.99|2025-01-06", "V1|7|9.99|2025-01-07", "V1|2.1E+13|20.00|2025-01-07",
                "V1|2.1E+13|20.00|2025-02-07", "V1|9|20.00|2025-02-07");
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of("deMinimis", "10"));
        assertThat(outcome.alerts()).isEmpty();
        assertThat(outcome.statistics()).containsEntry("roundedNumbers", 1).containsEntry("examined", 1);
    }

    @Test
    void countsPaymentsThatNameNobody() {
        assertThat(applied(payments("V1|7|100.00|2025-01-06", "V1|8|100.00|2025-01-07",
                "|9|100.00|2025-01-07", "|9|100.00|2025-01-07", "|9|-100.00|2025-01-07"))
            .statistics())
            .containsEntry("paymentsWithoutCounterparty", 2);
    }

    @Test
    void saysWhatItCannotSay() {
        ColumnarLedger noParty = ColumnarLedger.builder(1).amounts(1).text(Field.DOCUMENT_NO, "1").build();
        assertThat(Performing.perform(procedure, noParty)).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                outcome -> assertThat(outcome.reason()).contains("counterpartyName"));
        assertThat(Performing.perform(procedure, payments("V1|7|-1.00|2025-01-06")))
            .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure, ColumnarLedger.builder(0).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void saysTheSameInEveryLocale() {
        ColumnarLedger ledger = payments("V1|inv-i1|100.00|2025-01-06", "V1|INV-I1|100.00|2025-01-31");
        String expected = OutcomeHash.of(procedure.declaration(), Performing.perform(procedure, ledger));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(OutcomeHash.of(procedure.declaration(), Performing.perform(procedure, ledger)))
                .isEqualTo(expected);
            assertThat(applied(ledger).alerts()).hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    private Outcome.Applicable applied(ColumnarLedger ledger) {
        return Performing.applied(procedure, ledger, Map.of());
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2025, 1, day);
    }

    private static ColumnarLedger payments(String... rows) {
        return PaymentRows.ledger(rows);
    }
}
