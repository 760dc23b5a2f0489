package com.nexusplatform.procedure.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.payments.ExactDuplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** PAY-1 says what was paid, what was taken back and what is left so that each row of the sum can be looked up. */
class ReversalRecomputationTests {

    /** Four payments on two accounts, one on a third that was taken back, and credits: two real ones, one of each other account. */
    private static final String[] ACCOUNTS = {"6500", "6500", "6500", "7000", "8000", "8000", "6500", "2000", "1", "1",
            "1", "1", "1", "1", "1", "1"};
    private static final long[] AMOUNTS = {100_00, 100_00, 100_00, 100_00, 100_00, -100_00, -100_00, -100_00, 5_00,
            6_00, 7_00, 8_00, 9_00, 10_00, 11_00, 12_00};

    private final Alert alert = alert();

    @Test
    void netsWhatWasTakenBackOnTheAccountsOfThePayments() {
        PaymentRecomputation.exactDuplicates(Told.of("PAY-1", alert));

        assertThat(alert.rows()).containsExactly(1, 2, 3, 4);
        assertThat(alert.explanation().inputs()).containsEntry("payments", 4)
            .containsEntry("reversals", 1)
            .containsEntry("reversalRows", List.of(7))
            .containsEntry("accountRows", List.of(1, 1, 1, 4))
            .containsEntry("reversalAccountRows", List.of(1))
            .containsEntry("amount", "100.00");
        assertThat(alert.explanation().steps()).containsEntry("net", 3)
            .containsEntry("netAmount", "300.00")
            .containsEntry("remaining", 3);
        assertThat(alert.explanation().sentence())
            .contains("posted 4 times with the amount 100.00 USD and taken back 1 time");
    }

    @Test
    void noticesARowThatIsListedWrongly() {
        Map<String, Object> inputs = alert.explanation().inputs();
        List<Map<String, Object>> wrong = List.of(Map.of("reversalRows", List.of(7, 8)),
                Map.of("reversalRows", List.of(1)),
                Map.of("reversalRows", List.of(7, 8), "reversals", 2, "reversalAmounts", List.of("-100.00", "-100.00"),
                        "reversalAccountRows", List.of(1, 8)),
                Map.of("reversalRows", List.of(), "reversals", 0, "reversalAmounts", List.of(), "reversalAccountRows",
                        List.of()),
                Map.of("reversalAmounts", List.of("-99.99")), Map.of("rows", List.of(1, 2, 3, 5)),
                Map.of("documentRows", List.of(1, 1, 1, 4)), Map.of("accountRows", List.of(1, 2, 3, 4)));
        for (Map<String, Object> other : wrong) {
            Map<String, Object> changed = new HashMap<>(inputs);
            changed.putAll(other);
            assertThat(changed).isNotEqualTo(inputs);
            assertThatThrownBy(() -> PaymentRecomputation.exactDuplicates(Told.of("PAY-1", with(changed))))
                .as("%s", other)
                .isInstanceOf(AssertionError.class);
        }
    }

    private Alert with(Map<String, Object> inputs) {
        Explanation said = alert.explanation();
        return new Alert(alert.points(), alert.rows(), new Explanation(said.formula(), inputs, said.constants(),
                said.steps(), said.verdict(), said.sentence(), said.source()));
    }

    private static Alert alert() {
        List<String> documents = new ArrayList<>();
        LocalDate[] days = new LocalDate[AMOUNTS.length];
        for (int row = 0; row < AMOUNTS.length; row++) {
            documents.add(row < 8 ? "INV-7" : "N" + row);
            days[row] = LocalDate.of(2025, 1, 6).plusDays(row);
        }
        ColumnarLedger ledger = ColumnarLedger.builder(AMOUNTS.length)
            .currency("USD")
            .amounts(AMOUNTS)
            .text(Field.ACCOUNT, ACCOUNTS)
            .text(Field.DOCUMENT_NO, documents.toArray(String[]::new))
            .text(Field.COUNTERPARTY_NAME, documents.stream().map(number -> "Acme").toArray(String[]::new))
            .days(Field.POSTED_AT, days)
            .build();
        return Performing.applied(new ExactDuplicates(), ledger, Map.of()).alerts().getFirst();
    }
}
