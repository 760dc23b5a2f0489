package com.nexusplatform.procedure.catalogue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.payments.ExactDuplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** PAY-1's grade follows from what it says, also where more payments are in a group than it lists. */
class LongGroupRecomputationTests {

    private static final LocalDate FIRST = LocalDate.of(2020, 1, 6);

    /** The last payment, which is not listed, is what the grade hangs on. */
    @ParameterizedTest
    @CsvSource({"25, 0, 0, SAME_DAY", "25, 0, 1, ANOTHER_DAY", "25, 30, 30, RECURRING", "25, 30, 1, ANOTHER_DAY",
            "4, 30, 30, RECURRING", "4, 30, 1, ANOTHER_DAY"})
    void followsFromTheDaysOfAllPayments(int payments, int step, int lastStep, String grade) {
        Alert alert = alert(payments, step, lastStep);

        assertThat(alert.rows()).hasSize(payments);
        assertThat(alert.explanation().steps()).containsEntry("grade", grade);
        PaymentRecomputation.exactDuplicates(Told.of("PAY-1", alert));
    }

    @Test
    void noticesDaysThatAreNotThoseOfTheDates() {
        for (Map.Entry<String, Integer> wrong : Map.of("days", 3, "leastGap", 29, "datedPayments", 3).entrySet()) {
            Alert alert = alert(4, 30, 30);
            Explanation said = alert.explanation();
            Map<String, Object> steps = new HashMap<>(said.steps());
            assertThat(steps.put(wrong.getKey(), wrong.getValue())).isNotEqualTo(wrong.getValue());
            Alert other = new Alert(alert.points(), alert.rows(), new Explanation(said.formula(), said.inputs(),
                    said.constants(), steps, said.verdict(), said.sentence(), said.source()));
            assertThatThrownBy(() -> PaymentRecomputation.exactDuplicates(Told.of("PAY-1", other)))
                .as(wrong.getKey())
                .isInstanceOf(AssertionError.class);
        }
    }

    private static Alert alert(int payments, int step, int lastStep) {
        long[] amounts = new long[payments];
        LocalDate[] days = new LocalDate[payments];
        String[] same = new String[payments];
        Arrays.fill(amounts, 100_00);
        Arrays.fill(same, "A1");
        Arrays.setAll(days, i -> FIRST.plusDays((long) step * i));
        days[payments - 1] = days[payments - 2].plusDays(lastStep);
        ColumnarLedger ledger = ColumnarLedger.builder(payments)
            .currency("USD")
            .amounts(amounts)
            .text(Field.DOCUMENT_NO, same)
            .text(Field.COUNTERPARTY_ID, same)
            .days(Field.POSTED_AT, days)
            .build();
        List<Alert> alerts = Performing.applied(new ExactDuplicates(), ledger, Map.of()).alerts();
        assertThat(alerts).hasSize(1);
        return alerts.getFirst();
    }
}
