package com.nexusplatform.procedure.payments;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;

/** How much the payment procedures ask about a real year of payments. */
class CorporatePaymentsTests {

    @Test
    void countsTheGroupsOfExactDuplicates() {
        Outcome.Applicable outcome = applied(new ExactDuplicates());
        assertThat(outcome.statistics()).containsEntry("doubleEntry", false);
        assertThat(outcome.alerts()).hasSizeBetween(2_400, 2_769);
    }

    @Test
    void asksAboutFewNearDuplicates() {
        assertThat(applied(new NearDuplicates()).alerts()).hasSizeBetween(100, 2_000);
    }

    private static Outcome.Applicable applied(Procedure procedure) {
        ColumnarLedger ledger = CorporatePayments.ledger();
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of());
        System.out.println(procedure.declaration().code() + " " + outcome.statistics());
        for (int i : List.of(0, 100, 300)) {
            System.out.println(
                    "  " + outcome.alerts().get(Math.min(i, outcome.alerts().size() - 1)).explanation().sentence());
        }
        return outcome;
    }
}
