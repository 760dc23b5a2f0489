package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.shared.CanonicalJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** PAY-6 on hand-made masters: what matches, what is named, what stays out of the explanation. */
class EmployeeVendorsTests {

    private static final EmployeeVendors PROCEDURE = new EmployeeVendors();

    /** Vendors and employees are written {@code name|bank account|tax id|phone|address}. */
    @ParameterizedTest
    @CsvSource({"Acme Ltd|DE44-5001-0517||| , Ann Poe|de4450010517|||, BANK_ACCOUNT",
            "Acme Ltd||12-3456789||, Ann Poe||123456789||, TAX_ID",
            "Acme Ltd|||+1 212 555 0100|, Ann Poe|||(212) 555-0100|, PHONE",
            "'Poe, Annabel Inc.||||', Annabel Poe||||, NAME", "Anabel Poe LLC||||, Annabel Poe||||, NAME",
            "Acme Ltd||||12 Main Street Springfield, Ann Poe||||12 Main St. Springfeild, ADDRESS"})
    void findsWhatAVendorSharesWithAnEmployee(String vendor, String employee, String key) {
        assertThat(alerts(List.of(vendor.strip()), List.of("Bob Roe||||", employee.strip()))).singleElement()
            .satisfies(alert -> {
                assertThat(alert.rows()).containsExactly(1, 2);
                assertThat(alert.points()).isEqualTo(PROCEDURE.declaration().weights().points(key));
                assertThat(alert.explanation().inputs().get("shared").toString()).contains("employeeMasterRow=2", key);
                assertThat(alert.explanation().sentence()).startsWith(
                        "The vendor of row 1 of the vendor master and the employee of row 2 of the employee master share");
            });
    }

    @ParameterizedTest
    @CsvSource({"11420 CORP.||||, 11420 Ltd||||", "Acme|N/A|none|000-0000|, Ann Poe|N/A|none|000-0000|",
            "Acme||||12 Main Street Springfield, Ann Poe||||14 Main Street Springfield",
            "Acme||||12 Main Street Springfield, Ann Poe||||12 Oak Street Springfield",
            "The Company Ltd||||, The Group||||"})
    void takesOthersForOthers(String vendor, String employee) {
        assertThat(alerts(List.of(vendor), List.of(employee))).isEmpty();
    }

    @Test
    void addsUpWhatOneEmployeeShares() {
        assertThat(alerts(List.of("Ann Poe|DE445001||555 7700 11|"),
                List.of("Ann Poe||||", "Ann Poe|DE445001||555 7700 11|")))
            .singleElement()
            .satisfies(alert -> {
                var weights = PROCEDURE.declaration().weights();
                assertThat(alert.points()).isEqualTo(
                        weights.points("NAME") + weights.points("BANK_ACCOUNT") + weights.points("PHONE"));
                assertThat(alert.explanation().inputs()).containsEntry("employees", 2);
            });
    }

    @Test
    void leavesOutWhatManyEmployeesShare() {
        List<String> employees = IntStream.range(0, 4).mapToObj(i -> "Person" + i + "|||555 7700 11|").toList();
        Outcome.Applicable said = applied(List.of("Acme|||555 7700 11|"), employees, Map.of());
        assertThat(said.alerts()).isEmpty();
        assertThat(said.statistics()).containsEntry("commonKeysLeftOut", 1);
        assertThat(applied(List.of("Acme|||555 7700 11|"), employees, Map.of("commonRows", 4)).alerts()).hasSize(1);
    }

    @Test
    void tellsOfVendorsWithoutPayments() {
        Outcome.Applicable said = applied(List.of("Acme||||", "Ann Poe||||"), List.of("Ann Poe||||"), Map.of());
        assertThat(said.statistics()).containsEntry("vendorsWithoutPayments", 1)
            .containsEntry("vendorRowsWithoutPayments", List.of(2));
        assertThat(said.alerts()).isEmpty();
    }

    @Test
    void examinesTheCounterpartiesOfThePaymentsWhereThereIsNoVendorMaster() {
        ColumnarLedger payments = ColumnarLedger.builder(4)
            .currency("USD")
            .amounts(1_00, 2_00, 3_00, 4_00)
            .text(Field.COUNTERPARTY_NAME, "Acme Ltd", "Ann Poe LLC", "Acme Ltd", "Zeta")
            .text(Field.BANK_ACCOUNT, "DE111222", "DE999888", null, "DE777666")
            .build();
        List<Alert> alerts = ((Outcome.Applicable) Performing.perform(PROCEDURE, payments,
                Map.of(DatasetKind.EMPLOYEES, master(List.of("Ann Poe|DE111222|||"), "E")), Map.of()))
            .alerts();

        assertThat(alerts).extracting(alert -> Arrays.toString(alert.rows())).containsExactly("[1, 3]", "[2]");
    }

    @Test
    void linksByNameAPaymentWithoutAnId() {
        ColumnarLedger payments = ColumnarLedger.builder(5)
            .currency("USD")
            .amounts(1_00, 2_00, 3_00, 4_00, 5_00)
            .text(Field.COUNTERPARTY_ID, "V1", "", "", "V9", "")
            .text(Field.COUNTERPARTY_NAME, "Acme", "ACME", "Twin", "Acme", "")
            .build();
        Outcome.Applicable said = (Outcome.Applicable) Performing.perform(PROCEDURE, payments,
                Map.of(DatasetKind.VENDORS, master(List.of("Acme|DE111222|||", "Twin|DE333444|||", "Twin||||"), "V"),
                        DatasetKind.EMPLOYEES, master(List.of("Ann Poe|DE111222|||", "Bob Roe|DE333444|||"), "E")),
                Map.of());

        assertThat(said.alerts()).extracting(alert -> Arrays.toString(alert.rows())).containsExactly("[1, 2]", "[3]");
        assertThat(said.statistics()).containsEntry("paymentsNotLinked", 1).containsEntry("vendorsWithoutPayments", 0);
    }

    @Test
    void cannotSayWithoutEmployeesOrALink() {
        assertThat(refused(Map.of())).contains("employee master");
        assertThat(refused(Map.of(DatasetKind.EMPLOYEES, master(List.of("Ann Poe||||"), "E"), DatasetKind.VENDORS,
                ColumnarLedger.builder(1).text(Field.NAME, "Acme").build())))
            .contains("counterpartyId");
    }

    @Test
    void cannotSayWhereNothingCouldBeFound() {
        List<String> acme = List.of("Acme|DE111222|||");
        List<String> ann = List.of("Ann Poe|DE111222|||");
        assertThat(refusal(payments(), List.of(), ann).facts()).containsEntry("vendorRows", 0);
        assertThat(refusal(payments(), acme, List.of()).facts()).containsEntry("employees", 0);
        assertThat(refusal(paid(new String[0]), acme, ann).facts()).containsEntry("payments", 0);
        assertThat(refusal(paid("", ""), acme, ann).facts()).containsEntry("payments", 2)
            .containsEntry("paymentsNotLinked", 2);
        assertThat(refusal(paid("V7", "", "V8"), acme, ann).facts()).containsEntry("payments", 3)
            .containsEntry("paymentsNotLinked", 1)
            .containsEntry("paymentsToListedVendors", 0);
        ColumnarLedger unnamed = ColumnarLedger.builder(3)
            .amounts(1, 1, -1)
            .text(Field.COUNTERPARTY_NAME, "", "", "Ann Poe")
            .build();
        assertThat(Performing.perform(PROCEDURE, unnamed, Map.of(DatasetKind.EMPLOYEES, master(ann, "E")),
                Map.of()))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.facts()).containsEntry("payments", 2)
                        .containsEntry("paymentsWithoutCounterparty", 2));
    }

    @Test
    void takesPositiveRowsAloneForPayments() {
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .currency("USD")
            .amounts(-100_00, 0, 50_00, -1, 7_00, 0)
            .text(Field.COUNTERPARTY_ID, "V1", "V1", "V1", "", "", "V2")
            .build();
        Outcome.Applicable said = (Outcome.Applicable) Performing.perform(PROCEDURE, ledger,
                Map.of(DatasetKind.VENDORS, master(List.of("Acme|DE111222|||", "Ann Poe||||"), "V"),
                        DatasetKind.EMPLOYEES, master(List.of("Ann Poe|DE111222|||"), "E")),
                Map.of());

        assertThat(said.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(3));
        assertThat(said.statistics()).containsEntry("paymentsNotLinked", 1)
            .containsEntry("vendorRowsWithoutPayments", List.of(2));
    }

    @Test
    void explainsWithoutPersonalTextsAndCompletely() {
        Alert alert = alerts(List.of("Anabel Poe LLC|DE44500105|||"), List.of("Annabel Poe|DE44500105|||")).getFirst();

        assertThat(CanonicalJson.write(alert.explanation().asMap())).doesNotContainIgnoringCase("anabel")
            .doesNotContainIgnoringCase("poe")
            .doesNotContain("44500105")
            .contains("DELETED at 2", "BANK_ACCOUNT");
        Map<?, ?> shared = (Map<?, ?>) ((List<?>) alert.explanation().inputs().get("shared")).getFirst();
        for (Object entry : (List<?>) shared.get("keys")) {
            Map<?, ?> key = (Map<?, ?>) entry;
            Map<?, ?> measure = (Map<?, ?>) key.get("measure");
            double m = ((Number) measure.get("common")).doubleValue();
            double j = (m / (Integer) measure.get("length") + m / (Integer) measure.get("otherLength")
                    + (m - (Integer) measure.get("transposed")) / m) / 3;
            double jw = j + (Integer) measure.get("prefix") / 10.0 * (1 - j);
            assertThat((BigDecimal) key.get("similarity"))
                .isEqualByComparingTo(BigDecimal.valueOf(jw).setScale(4, RoundingMode.HALF_UP))
                .isGreaterThanOrEqualTo(new BigDecimal("0.92"));
        }
    }

    @Test
    void standsAMillionVendorsOfOneName() {
        int size = 1_000_000;
        String[] names = new String[size];
        String[] ids = new String[size];
        Arrays.setAll(names, i -> "Vendor Company "
                + Character.toString(0x4E00 + i % 20_000) + Character.toString(0x4E00 + i / 20_000));
        Arrays.setAll(ids, i -> "V" + i);
        ColumnarLedger vendors = ColumnarLedger.builder(size)
            .text(Field.COUNTERPARTY_ID, ids)
            .text(Field.NAME, names)
            .build();
        ColumnarLedger payments = ColumnarLedger.builder(1)
            .amounts(1)
            .text(Field.COUNTERPARTY_ID, "V1")
            .build();
        List<String> employees = IntStream.range(0, 500)
            .mapToObj(i -> "Vendor " + Character.toString(0x4E00 + i) + Character.toString(0x4E00) + "||||")
            .toList();
        Outcome.Applicable said = (Outcome.Applicable) assertTimeout(Duration.ofSeconds(60),
                () -> Performing.perform(PROCEDURE, payments,
                        Map.of(DatasetKind.EMPLOYEES, master(employees, "E"), DatasetKind.VENDORS, vendors), Map.of()));
        System.out.println("500 employees with 1,000,000 vendors that differ in one or two letters: "
                + said.statistics().get("bounds"));
        assertThat(said.statistics().get("bounds").toString()).doesNotContain("none");
    }

    private static String refused(Map<DatasetKind, ColumnarLedger> masters) {
        return ((Outcome.NotApplicable) Performing.perform(PROCEDURE, payments(), masters, Map.of())).reason();
    }

    private static Outcome.NotApplicable refusal(ColumnarLedger payments, List<String> vendors,
            List<String> employees) {
        return (Outcome.NotApplicable) Performing.perform(PROCEDURE, payments,
                Map.of(DatasetKind.VENDORS, master(vendors, "V"), DatasetKind.EMPLOYEES, master(employees, "E")),
                Map.of());
    }

    private static List<Alert> alerts(List<String> vendors, List<String> employees) {
        return applied(vendors, employees, Map.of()).alerts();
    }

    private static Outcome.Applicable applied(List<String> vendors, List<String> employees, Map<String, ?> parameters) {
        return (Outcome.Applicable) Performing.perform(PROCEDURE, payments(), new HashMap<>(Map.of(DatasetKind.VENDORS,
                master(vendors, "V"), DatasetKind.EMPLOYEES, master(employees, "E"))), parameters);
    }

    /** Two payments to the vendor of row 1. */
    private static ColumnarLedger payments() {
        return paid("V1", "v1 ");
    }

    /** A payment to each of these. */
    private static ColumnarLedger paid(String... vendors) {
        long[] amounts = new long[vendors.length];
        Arrays.setAll(amounts, i -> 100_00 + 150_00 * i);
        return ColumnarLedger.builder(vendors.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, vendors)
            .build();
    }

    private static ColumnarLedger master(List<String> rows, String prefix) {
        String[][] parts = rows.stream().map(row -> row.split("\\|", -1)).toArray(String[][]::new);
        String[] ids = new String[parts.length];
        Arrays.setAll(ids, i -> prefix + (i + 1));
        return ColumnarLedger.builder(parts.length)
            .text(Field.COUNTERPARTY_ID, ids)
            .text(Field.NAME, column(parts, 0))
            .text(Field.BANK_ACCOUNT, column(parts, 1))
            .text(Field.TAX_ID, column(parts, 2))
            .text(Field.PHONE, column(parts, 3))
            .text(Field.ADDRESS, column(parts, 4))
            .build();
    }

    private static String[] column(String[][] parts, int place) {
        return Arrays.stream(parts).map(part -> part[place]).toArray(String[]::new);
    }
}
