package com.nexusplatform.procedure.journal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.JournalFixture;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** LED-5 on journals made by hand. */
class UnusualAccountsTests {

    private final UnusualAccounts procedure = new UnusualAccounts();

    /** Lines of documents: number, account, amount, author. */
    private final List<String[]> lines = new ArrayList<>();

    @Test
    void findsAPairThatTwoUsualAccountsSeldomForm() {
        usual(200);
        entry("X1", "6000", "1200", "ann");
        entry("X2", " 6000", "1200", "bob");
        assertThat(alerts(Map.of())).singleElement().satisfies(alert -> {
            assertThat(alert.points()).isEqualTo(6);
            assertThat(alert.rows()).containsExactly(401, 402, 403, 404);
            assertThat(alert.explanation().steps()).containsEntry("documentsOfBoth", 2)
                .containsEntry("documentsOfOne", 102)
                .containsEntry("documentsOfOther", 102);
            assertThat(alert.explanation().sentence())
                .isEqualTo("2 documents have the debited account of row 401 and the credited account of row 402 "
                        + "together; 102 debit the one and 102 credit the other.");
        });
        entry("X3", "6000", "1200", "ann");
        assertThat(alerts(Map.of())).isEmpty();
        assertThat(alerts(Map.of("support", 4))).hasSize(1);
    }

    @Test
    void findsAnAccountThatIsSeldomUsed() {
        usual(200);
        entry("X1", "9999", "1000", "ann");
        entry("X2", "9999", "1000", "ann");
        entry("X3", "6000", "9999", "bob");
        assertThat(alerts(Map.of())).singleElement().satisfies(alert -> {
            assertThat(alert.points()).isEqualTo(5);
            assertThat(alert.rows()).containsExactly(401, 403, 406);
            assertThat(alert.explanation().verdict()).isEqualTo("3 <= 3");
        });
        entry("X4", "9999", "1000", "ann");
        assertThat(alerts(Map.of())).isEmpty();
    }

    @Test
    void findsAnAuthorWhoSeldomPostsToAnAccountOfOthers() {
        for (int i = 0; i < 200; i++) {
            entry("D" + i, i % 2 == 0 ? "6000" : "6100", i % 2 == 0 ? "1000" : "1200", i % 2 == 0 ? "ann" : "bob");
        }
        entry("X1", "6000", "1000", "BOB");
        assertThat(alerts(Map.of())).allSatisfy(alert -> {
            assertThat(alert.points()).isEqualTo(4);
            assertThat(alert.explanation().sentence())
                .startsWith("1 document has the author and the account of row 40");
        }).extracting(Alert::rows).containsExactly(new int[]{401}, new int[]{402});
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "365, 3", "547, 3", "548, 6", "731, 6", "1096, 9"})
    void allowsSoManyUsesAYear(int days, int limit) {
        usual(200);
        entry("X1", "9999", "1000", "ann");
        LocalDate[] dates = new LocalDate[lines.size()];
        Arrays.fill(dates, LocalDate.of(2023, 1, 1));
        Arrays.fill(dates, 0, 2, LocalDate.of(2023, 1, 1).plusDays(days - 1L));
        Outcome.Applicable outcome = Performing.applied(procedure, ledger().days(Field.POSTED_AT, dates).build(),
                Map.of());
        assertThat(outcome.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().verdict()).isEqualTo("1 <= " + limit));
    }

    @Test
    void readsPairsFromCounterAccounts() {
        int rows = 202;
        String[] accounts = new String[rows];
        String[] counterAccounts = new String[rows];
        long[] amounts = new long[rows];
        for (int row = 0; row < rows; row++) {
            accounts[row] = row % 2 == 0 ? "6000" : "6100";
            counterAccounts[row] = row % 2 == 0 ? "1000" : "1200";
            amounts[row] = 100;
        }
        counterAccounts[200] = "1200";
        accounts[201] = "1200"; // the same document seen from its other account
        counterAccounts[201] = "6000";
        amounts[201] = -100;
        ColumnarLedger ledger = ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, counterAccounts)
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(201, 202));
    }

    /** Two of the 300 rows of ann in 3000 name the other side. */
    @Test
    void countsTheAuthorsOfRowsWithoutTheOtherSide() {
        int rows = 600;
        String[] accounts = new String[rows];
        String[] counterAccounts = new String[rows];
        String[] authors = new String[rows];
        for (int row = 0; row < rows; row++) {
            accounts[row] = row < 300 || row >= 450 ? "3000" : "6000";
            counterAccounts[row] = row < 298 ? null : "1000";
            authors[row] = row < 450 ? "ann" : row % 2 == 0 ? "bob" : "eve";
        }
        assertThat(Performing.applied(procedure, ColumnarLedger.builder(rows)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, counterAccounts)
            .text(Field.CREATED_BY, authors)
            .build(), Map.of()).alerts()).isEmpty();
    }

    /** Two of the 298 rows of 3000 name the other side. */
    @Test
    void countsTheAccountsOfRowsWithoutTheOtherSide() {
        int rows = 500;
        String[] accounts = new String[rows];
        String[] counterAccounts = new String[rows];
        long[] amounts = new long[rows];
        Arrays.fill(amounts, 100);
        for (int row = 0; row < rows; row++) {
            accounts[row] = row < 300 ? "3000" : "6000";
            counterAccounts[row] = row < 298 ? null : "1000";
        }
        counterAccounts[0] = "7000"; // the one document of 7000, and accounts[1] names no account
        accounts[1] = null;
        counterAccounts[1] = "8000";
        Outcome.Applicable outcome = Performing.applied(procedure, ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, counterAccounts)
            .build(), Map.of());
        assertThat(outcome.statistics()).containsEntry("documentsWithPairs", 203).containsEntry("distinctPairs", 3);
        assertThat(outcome.alerts()
            .stream()
            .filter(alert -> "SELDOM_ACCOUNT".equals(alert.explanation().steps().get("grade")))
            .map(alert -> alert.rows()[0])).containsExactlyInAnyOrder(1, 2);
    }

    /** 6000 is debited in 102 documents, of which two say what they credit. */
    @Test
    void comparesAPairWithAllDocumentsThatDebitAndCredit() {
        int rows = 300;
        String[] accounts = new String[rows];
        String[] counterAccounts = new String[rows];
        long[] amounts = new long[rows];
        Arrays.fill(amounts, 1_00);
        for (int row = 0; row < rows; row++) {
            accounts[row] = row < 100 || row >= 298 ? "6000" : "5000";
            counterAccounts[row] = row < 100 ? null : "1000";
        }
        assertThat(Performing.applied(procedure, ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, counterAccounts)
            .build(), Map.of()).alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.rows()).containsExactly(299, 300);
                assertThat(alert.explanation().steps()).containsEntry("grade", "UNUSUAL_PAIR");
                assertThat(alert.explanation().verdict()).contains("2 of 102 and of 200");
            });
    }

    /** Eve posts once to 6000, which 101 documents use: in 100 of them nobody is named. */
    @Test
    void comparesAnAuthorWithAllDocumentsThatUseTheAccount() {
        for (int i = 0; i < 200; i++) {
            entry("D" + i, i % 2 == 0 ? "6000" : "6100", i % 2 == 0 ? "1000" : "1200", i % 2 == 0 ? null : "eve");
        }
        entry("X1", "6000", "1200", "eve");
        entry("X2", "6100", "1200", "bob");
        assertThat(alerts(Map.of()).stream().map(Alert::explanation).map(Explanation::verdict))
            .contains("1 < 3, and 1 of 101 and of 101 is less than the share 0.05");
    }

    /** 9999 is credited in row 401 and debited in row 403 of one document. */
    @Test
    void namesTheFirstRowOfASeldomAccountOnEitherSide() {
        usual(200);
        lines.add(new String[]{"X", "9999", "-5", "ann"});
        lines.add(new String[]{"X", "6000", "5", "ann"});
        lines.add(new String[]{"X", "9999", "5", "ann"});
        lines.add(new String[]{"X", "1000", "-5", "ann"});
        assertThat(alerts(Map.of()).stream()
            .filter(alert -> "SELDOM_ACCOUNT".equals(alert.explanation().steps().get("grade"))))
            .singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(401));
    }

    @Test
    void tellsTwoSeldomAccountsOfOneRowApart() {
        int rows = 200;
        String[] accounts = new String[rows];
        String[] counterAccounts = new String[rows];
        long[] amounts = new long[rows];
        Arrays.fill(accounts, "6000");
        Arrays.fill(counterAccounts, "1000");
        Arrays.fill(amounts, 100);
        accounts[7] = "8000";
        counterAccounts[7] = "9000";
        amounts[9] = -100;
        accounts[9] = "8500"; // credited
        List<Alert> alerts = Performing.applied(procedure, ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.ACCOUNT, accounts)
            .text(Field.COUNTER_ACCOUNT, counterAccounts)
            .build(), Map.of()).alerts();
        assertThat(alerts.stream()
            .filter(alert -> "SELDOM_ACCOUNT".equals(alert.explanation().steps().get("grade")))
            .map(alert -> alert.rows()[0] + " " + alert.explanation().inputs().get("side") + ": "
                    + alert.explanation().sentence()))
            .containsExactlyInAnyOrder(
                    "8 account: The account of row 8 is used in 1 document of the ledger, which spans 1 year.",
                    "8 counterAccount: The counterAccount of row 8 is used in 1 document of the ledger, which spans 1 year.",
                    "10 account: The account of row 10 is used in 1 document of the ledger, which spans 1 year.");
    }

    @Test
    void leavesDocumentsOfManyLinesUnpairedAndSaysSo() {
        usual(200);
        for (int i = 0; i < 8; i++) {
            lines.add(new String[]{"X", "6000" + i % 6, "100", "ann"});
            lines.add(new String[]{"X", "1000" + i % 6, "-100", "ann"});
        }
        Outcome.Applicable outcome = Performing.applied(procedure, ledger().build(), Map.of());
        assertThat(outcome.statistics()).containsEntry("boundDocumentsTooLarge", 1).containsEntry("distinctPairs", 2);
        assertThat(outcome.alerts()).noneMatch(alert -> alert.points() == procedure.declaration()
            .weights()
            .points("UNUSUAL_PAIR"));
    }

    @Test
    void pairsADebitWithAnyNumberOfCredits() {
        usual(200);
        lines.add(new String[]{"X", "6000", "5000", "ann"});
        for (int i = 0; i < 50; i++) {
            lines.add(new String[]{"X", "P" + i, "-100", "ann"});
        }
        Outcome.Applicable outcome = Performing.applied(procedure, ledger().build(), Map.of());
        assertThat(outcome.statistics()).containsEntry("boundDocumentsTooLarge", 0).containsEntry("distinctPairs", 52);
    }

    @Test
    void cannotSayWhatIsUsualOfAFewDocuments() {
        usual(99);
        assertThat(Performing.perform(procedure, ledger().build())).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason())
                    .isEqualTo("99 documents have a pair of accounts; at least 100 are needed to say what is usual."));
        ColumnarLedger bare = ColumnarLedger.builder(1).text(Field.ACCOUNT, "1").build();
        assertThat(Performing.perform(procedure, bare)).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void saysNothingWhereEveryAccountIsSeldomUsed() {
        for (int i = 0; i < 200; i++) {
            entry("D" + i, "A" + i, "B" + i, "ann");
        }
        Outcome outcome = Performing.perform(procedure, ledger().build());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Applicable.class,
                applicable -> assertThat(applicable.alerts()).isEmpty());
        assertThat(Performing.applied(procedure, ledger().build(), Map.of()).statistics().get("criteria").toString())
            .contains("200 of 200 documents meet it");
    }

    @Test
    void readsTheJournalOfTheFixture() {
        Outcome.Applicable outcome = Performing.applied(procedure, new JournalFixture().ledger(0), Map.of());
        assertThat(outcome.statistics()).containsEntry("documents", 3_126)
            .containsEntry("documentsWithPairs", 3_126)
            .containsEntry("distinctPairs", 8)
            .containsEntry("accounts", 9);
        assertThat(outcome.alerts()).isEmpty();
    }

    @Test
    void canBeComputedAgainFromTheExplanationAlone() {
        usual(300);
        for (int i = 0; i < 10; i++) {
            entry("X" + i, "6000", "1200", "ann");
            entry("Y" + i, "9" + i, "1000", "bob");
        }
        assertThat(alerts(Map.of("support", 100, "confidence", "0.5", "maximumShare", 1))).isNotEmpty()
            .allSatisfy(alert -> {
                Map<String, Object> steps = alert.explanation().steps();
                if (steps.containsKey("limit")) {
                    assertThat((Integer) steps.get("documents")).isEqualTo(alert.rows().length)
                        .isLessThanOrEqualTo(3 * (Integer) steps.get("years"));
                } else {
                    int both = (Integer) steps.get("documentsOfBoth");
                    assertThat(both).isLessThan(100);
                    assertThat(2 * both).isLessThan((Integer) steps.get("documentsOfOne"))
                        .isLessThan((Integer) steps.get("documentsOfOther"));
                }
            });
    }

    @Test
    void standsOneDocumentOfAllRowsAndAccountsUsedOnce() {
        int rows = 400_000;
        String[] accounts = new String[rows];
        Arrays.setAll(accounts, row -> "A" + row);
        String[] documents = new String[rows];
        Arrays.fill(documents, "D");
        long[] amounts = new long[rows];
        Arrays.setAll(amounts, row -> row % 2 == 0 ? 100 : -100);
        for (Map<String, Object> parameters : List.of(Map.<String, Object>of("minimumDocuments", 1),
                Map.<String, Object>of("minimumDocuments", 1, "maximumShare", 1))) {
            ColumnarLedger ledger = ColumnarLedger.builder(rows)
                .amounts(amounts)
                .text(Field.ACCOUNT, accounts)
                .text(Field.DOCUMENT_NO, documents)
                .build();
            Outcome outcome = assertTimeoutPreemptively(Duration.ofSeconds(10),
                    () -> Performing.perform(procedure, ledger, parameters));
            assertThat(outcome).isInstanceOf(Outcome.NotApplicable.class);
        }
    }

    private void usual(int documents) {
        for (int i = 0; i < documents; i++) {
            boolean even = i % 2 == 0;
            entry("D" + i, even ? "6000" : "6100", even ? "1000" : "1200", i % 3 == 0 ? "ann" : "bob");
        }
    }

    private void entry(String document, String debit, String credit, String author) {
        lines.add(new String[]{document, debit, "100", author});
        lines.add(new String[]{document, credit, "-100", author});
    }

    private List<Alert> alerts(Map<String, ?> parameters) {
        return Performing.applied(procedure, ledger().build(), parameters).alerts();
    }

    private ColumnarLedger.Builder ledger() {
        return ColumnarLedger.builder(lines.size())
            .currency("USD")
            .amounts(lines.stream().mapToLong(line -> Long.parseLong(line[2])).toArray())
            .text(Field.DOCUMENT_NO, lines.stream().map(line -> line[0]).toArray(String[]::new))
            .text(Field.ACCOUNT, lines.stream().map(line -> line[1]).toArray(String[]::new))
            .text(Field.CREATED_BY, lines.stream().map(line -> line[3]).toArray(String[]::new));
    }
}
