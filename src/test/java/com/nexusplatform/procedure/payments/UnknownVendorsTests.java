package com.nexusplatform.procedure.payments;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.JournalFixture;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** PAY-7 on hand-made masters, and on the journal with vendors that its master does not list. */
class UnknownVendorsTests {

    private static final UnknownVendors PROCEDURE = new UnknownVendors();

    @ParameterizedTest
    @CsvSource({"V1, active, 2020-01-01, V9, UNKNOWN", "V1, Blocked, 2020-01-01, v1, BLOCKED",
            "V1, inactive , 2020-01-01, V1, BLOCKED", "V1, active, 2025-03-02, V1, BEFORE_OPENING",
            "V1, active, 2025-03-31, V1, BEFORE_OPENING", "V1, active, 2025-04-01, V1, BEFORE_OPENING",
            "V1, active, 2025-09-17, V1, BEFORE_OPENING", "V1, active, 2025-03-01, V1, NEW",
            "V1, active, 2025-01-30, V1, NEW"})
    void selectsPaymentsByWhatTheMasterSays(String id, String status, LocalDate opened, String paid, String grade) {
        assertThat(alerts(master(id, status, opened), paid)).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1);
            assertThat(alert.explanation().steps()).containsEntry("grade", grade);
            assertThat(alert.points()).isEqualTo(PROCEDURE.declaration().weights().points(grade));
            assertThat(alert.explanation().sentence()).startsWith("1 payment to a vendor that");
        });
    }

    @ParameterizedTest
    @CsvSource({"V1, active, 2020-01-01", "V1, , 2025-01-29", "V1, active, "})
    void leavesOtherPaymentsAlone(String id, String status, LocalDate opened) {
        assertThat(alerts(master(id, status, opened), "V1")).isEmpty();
    }

    @Test
    void takesAVendorWithOneOpenRowForOpen() {
        ColumnarLedger twice = ColumnarLedger.builder(2)
            .text(Field.COUNTERPARTY_ID, "V1", "V1")
            .text(Field.STATUS, "blocked", "active")
            .build();
        assertThat(alerts(twice, "V1")).isEmpty();
    }

    @Test
    void linksByNameWhereThereAreNoIds() {
        ColumnarLedger payments = ColumnarLedger.builder(3)
            .amounts(1, 1, 1)
            .text(Field.COUNTERPARTY_NAME, "SMITH & SONS, LTD", "Ghost Ltd", "Smith Sons Ltd.")
            .build();
        ColumnarLedger vendors = ColumnarLedger.builder(1).text(Field.NAME, "Smith & Sons Ltd").build();

        assertThat(((Outcome.Applicable) Performing.perform(PROCEDURE, payments, Map.of(DatasetKind.VENDORS, vendors),
                Map.of()))
            .alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(2));
    }

    @Test
    void linksNamesWhoseAccentsAreWrittenApart() {
        String[] names = {"Caf\u00e9 Nord", "Caf\u00e9 S\u00fcd", "Caf\u00e9 Ost", "Caf\u00e9 West"};
        ColumnarLedger payments = ColumnarLedger.builder(4)
            .amounts(1, 1, 1, 1)
            .text(Field.COUNTERPARTY_NAME, names)
            .build();
        ColumnarLedger vendors = ColumnarLedger.builder(4)
            .text(Field.NAME,
                    Arrays.stream(names)
                        .map(name -> Normalizer.normalize(name, Normalizer.Form.NFD))
                        .toArray(String[]::new))
            .build();
        assertThat(said(payments, vendors).alerts()).isEmpty();
    }

    @Test
    void linksByNameAPaymentWithoutAnId() {
        ColumnarLedger payments = named("V1|Acme", "|ACME.", "|Ghost Ltd", "|Blocked Inc", "|", "|Twin", "V3|Twin");
        ColumnarLedger vendors = ColumnarLedger.builder(5)
            .text(Field.COUNTERPARTY_ID, "V1", "V2", "V3", "V4", null)
            .text(Field.NAME, "Acme", "Blocked Inc.", "Twin", "Twin", "No Number")
            .text(Field.STATUS, "active", "blocked", "active", "blocked", "active")
            .build();
        Outcome.Applicable said = said(payments, vendors);

        assertThat(said.alerts()).extracting(
                alert -> alert.rows()[0] + " " + alert.explanation().steps().get("grade") + " "
                        + alert.explanation().inputs().get("linkedBy"))
            .containsExactly("3 UNKNOWN counterpartyName", "4 BLOCKED counterpartyName");
        assertThat(said.statistics()).containsEntry("paymentsNotLinked", 1)
            .containsEntry("paymentsWithoutCounterparty", 1)
            .containsEntry("counterparties", 5)
            .containsEntry("listed", 4)
            .containsEntry("linkedBy", "counterpartyId, else counterpartyName");
        assertThat(said(named("|No number"), vendors).alerts()).isEmpty();
    }

    @Test
    void countsWhatNoColumnLinks() {
        ColumnarLedger vendors = ColumnarLedger.builder(1).text(Field.COUNTERPARTY_ID, "V1").build();
        assertThat(said(named("V1|Acme", "|Acme", "|Ghost"), vendors).statistics())
            .containsEntry("paymentsNotLinked", 2)
            .containsEntry("paymentsWithoutCounterparty", 0);
    }

    @Test
    void saysWhatIsNotThereAndNothingElse() {
        String[] paid = new String[100];
        Arrays.fill(paid, "V1");
        assertThat(Performing.applied(PROCEDURE, payments(paid), Map.of()).statistics())
            .containsEntry("habitsJudged", true)
            .containsEntry("master",
                    "PAY-7 needs a vendor master as a second dataset of the run to tell which vendors it"
                            + " lists; none is given.");
        assertThat(((Outcome.NotApplicable) Performing.perform(PROCEDURE, payments("V1"))).reason())
            .endsWith(" How vendors bill is judged from 100 positive payments to named counterparties on; there is 1.");
    }

    @Test
    void cannotSayWithoutAMasterThatFits() {
        assertThat(Performing.perform(PROCEDURE, payments("V1"))).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("vendor master"));
        Outcome other = Performing.perform(PROCEDURE, payments("V7", "V8", "V9"),
                Map.of(DatasetKind.VENDORS, master("V9", "", null)), Map.of());
        assertThat(other).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("lists 1 of 3 counterparties"));
    }

    @Test
    void findsTheGhostVendorsOfTheJournal() {
        JournalFixture journal = new JournalFixture();
        ColumnarLedger ledger = journal.ledger(0);
        TreeSet<String> listed = new TreeSet<>();
        for (int row = 0; row < ledger.rows(); row++) {
            listed.add(ledger.text(Field.COUNTERPARTY_ID, row));
        }
        listed.removeIf(id -> id.startsWith("V9"));
        ColumnarLedger vendors = ColumnarLedger.builder(listed.size())
            .text(Field.COUNTERPARTY_ID, listed.toArray(String[]::new))
            .build();
        List<Alert> alerts = ((Outcome.Applicable) Performing.perform(PROCEDURE, ledger,
                Map.of(DatasetKind.VENDORS, vendors), Map.of()))
            .alerts()
            .stream()
            .filter(alert -> "UNKNOWN".equals(alert.explanation().steps().get("grade")))
            .toList();

        assertThat(journal.recall("GHOST_VENDOR", alerts)).isEqualTo(1);
        assertThat(journal.precision(alerts)).isEqualTo(1);
    }

    private static List<Alert> alerts(ColumnarLedger vendors, String paid) {
        return said(payments(paid), vendors).alerts();
    }

    private static Outcome.Applicable said(ColumnarLedger payments, ColumnarLedger vendors) {
        return (Outcome.Applicable) Performing.perform(PROCEDURE, payments, Map.of(DatasetKind.VENDORS, vendors),
                Map.of("minimumShare", "0"));
    }

    /** Payments written {@code id|name}, either of them empty. */
    private static ColumnarLedger named(String... parties) {
        long[] amounts = new long[parties.length];
        Arrays.fill(amounts, 100_00);
        return ColumnarLedger.builder(parties.length)
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, part(parties, 0))
            .text(Field.COUNTERPARTY_NAME, part(parties, 1))
            .build();
    }

    private static String[] part(String[] parties, int place) {
        return Arrays.stream(parties).map(party -> party.split("\\|", -1)[place]).toArray(String[]::new);
    }

    private static ColumnarLedger master(String id, String status, LocalDate opened) {
        return ColumnarLedger.builder(1)
            .text(Field.COUNTERPARTY_ID, id)
            .text(Field.STATUS, status)
            .dates(Field.OPENED_ON,
                    new int[]{opened == null ? ColumnarLedger.NO_DATE : (int) opened.toEpochDay()})
            .build();
    }

    /** Payments of 2025-03-01, and a negative one that is none. */
    private static ColumnarLedger payments(String... vendors) {
        int size = vendors.length;
        String[] paid = new String[size + 1];
        long[] amounts = new long[size + 1];
        LocalDate[] days = new LocalDate[size + 1];
        for (int i = 0; i <= size; i++) {
            paid[i] = i < size ? vendors[i] : "V77";
            amounts[i] = i < size ? 100_00 : -100_00;
            days[i] = LocalDate.of(2025, 3, 1);
        }
        return ColumnarLedger.builder(size + 1)
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, paid)
            .days(Field.POSTED_AT, days)
            .build();
    }
}
