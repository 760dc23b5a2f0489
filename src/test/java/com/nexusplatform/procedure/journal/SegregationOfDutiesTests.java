package com.nexusplatform.procedure.journal;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** LED-6 on hand-made authors and approvers. */
class SegregationOfDutiesTests {

    private final SegregationOfDuties procedure = new SegregationOfDuties();

    @Test
    void findsWhoApprovedTheirOwnEntry() {
        ColumnarLedger ledger = people(new String[]{"ann", "Ann ", "bob", "", "irish", "cy"},
                new String[]{"bob", "ANN", "ann", "", "IRISH", ""});
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of());
        assertThat(outcome.alerts()).extracting(Alert::rows).containsExactly(new int[]{2}, new int[]{5});
        assertThat(outcome.alerts()).extracting(Alert::points)
            .containsOnly(procedure.declaration().weights().points("SAME_PERSON"));
        assertThat(outcome.statistics()).containsEntry("withBoth", 4).containsEntry("withoutApprover", 2);
    }

    @Test
    void namesNobodyInTheExplanation() {
        ColumnarLedger ledger = people(new String[]{"ann", "bob"}, new String[]{"ann", "cy"});
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts().get(0).explanation().asMap().toString())
            .doesNotContain("ann")
            .contains("createdBy");
    }

    @Test
    void findsWhoSeldomPosts() {
        String[] authors = new String[1_000];
        String[] approvers = new String[1_000];
        Arrays.fill(authors, "ann");
        Arrays.fill(approvers, "boss");
        authors[500] = "visitor";
        ColumnarLedger ledger = people(authors, approvers);
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(501))
            .satisfies(alert -> assertThat(alert.points())
                .isEqualTo(procedure.declaration().weights().points("RARE_POSTER")));
        assertThat(Performing.applied(procedure, ledger, Map.of("rareRows", 0)).alerts()).isEmpty();
    }

    @Test
    void keepsTheLargestWhenThereAreTooMany() {
        String[] authors = new String[100];
        String[] approvers = new String[100];
        long[] amounts = new long[100];
        for (int i = 0; i < 100; i++) {
            authors[i] = "u" + i;
            approvers[i] = i % 2 == 0 ? "u" + i : "boss";
            amounts[i] = i;
        }
        ColumnarLedger ledger = ColumnarLedger.builder(100)
            .amounts(amounts)
            .text(Field.CREATED_BY, authors)
            .text(Field.APPROVED_BY, approvers)
            .build();
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of("maximumAlerts", 2));
        assertThat(outcome.alerts()).extracting(Alert::rows).containsExactly(new int[]{97}, new int[]{99});
        assertThat(outcome.statistics()).containsEntry("selfApprovedDocuments", 50).containsEntry("reported", 2);
    }

    @Test
    void saysNothingWhereApproversRepeatAuthors() {
        assertThat(Performing.perform(procedure, people(new String[]{"ann", "bob"}, new String[]{"ann", "bob"})))
            .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure, people(new String[]{"ann", "bob"}, new String[]{"", ""})))
            .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure,
                ColumnarLedger.builder(1).text(Field.CREATED_BY, "ann").build()))
            .isInstanceOfSatisfying(
                    Outcome.NotApplicable.class, outcome -> assertThat(outcome.reason()).contains("approvedBy"));
    }

    private static ColumnarLedger people(String[] authors, String[] approvers) {
        return ColumnarLedger.builder(authors.length)
            .text(Field.CREATED_BY, authors)
            .text(Field.APPROVED_BY, approvers)
            .build();
    }
}
