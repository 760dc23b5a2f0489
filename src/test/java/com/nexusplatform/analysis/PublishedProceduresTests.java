package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Plans made of published procedures, and plans refused. */
class PublishedProceduresTests {

    private final PublishedProcedures procedures = new PublishedProcedures(
            List.of(AnalysisFixtures.selecting("PAY-1"), AnalysisFixtures.selecting("PAY-2")));

    @Test
    void plansEveryProcedureThatFitsWhenNoneIsAskedFor() {
        Plan plan = procedures.plan(List.of(), DatasetKind.PAYMENTS);

        assertThat(plan.steps()).extracting(Plan.Step::reference).containsExactly("PAY-1@1", "PAY-2@1");
        assertThat(plan.steps().getFirst().parameters())
            .isEqualTo(Map.of("least", 5, "share", new BigDecimal("0.5")));
    }

    @Test
    void keepsTheOrderAndAllowsAProcedureTwice() {
        Plan plan = procedures.plan(List.of(asked("PAY-2", Map.of()), asked("PAY-1", Map.of()),
                asked("PAY-2", Map.of("least", new BigDecimal("9")))), DatasetKind.LEDGER);

        assertThat(plan.labels()).containsExactly("PAY-2", "PAY-1", "PAY-2#2");
        assertThat(plan.steps().getLast().parameters()).containsEntry("least", 9);
    }

    @Test
    void refusesAnUnknownProcedureByName() {
        assertThatThrownBy(() -> procedures.plan(List.of(asked("PAY-9", Map.of())), DatasetKind.PAYMENTS))
            .isInstanceOfSatisfying(ProblemException.class, refused -> {
                assertThat(refused.type()).isEqualTo(ProblemType.PLAN_REFUSED);
                assertThat(refused.detail()).contains("PAY-9", "PAY-1, PAY-2");
                assertThat(refused.properties()).containsEntry("procedure", "PAY-9");
            });
    }

    @Test
    void refusesABadParameterByName() {
        assertThatThrownBy(() -> procedures.plan(List.of(asked("PAY-1", Map.of("least", 0))), DatasetKind.PAYMENTS))
            .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.properties())
                .containsEntry("procedure", "PAY-1")
                .containsEntry("parameter", "least"));
    }

    @Test
    void refusesAnEmptyPlanWhereNothingFits() {
        assertThatThrownBy(() -> procedures.plan(List.of(), DatasetKind.VENDORS)).hasMessageContaining("VENDORS");
    }

    @Test
    void refusesAPlanWithoutEnd() {
        assertThatThrownBy(
                () -> procedures.plan(Collections.nCopies(201, asked("PAY-1", Map.of())), DatasetKind.PAYMENTS))
            .hasMessageContaining("200");
    }

    @Test
    void knowsAProcedureByItsCodeAlone() {
        assertThat(procedures.declaration("PAY-2").reference()).isEqualTo("PAY-2@1");
        assertThatThrownBy(() -> procedures.declaration("pay-2")).isInstanceOf(ProblemException.class);
    }

    private static RequestedProcedure asked(String code, Map<String, Object> parameters) {
        return new RequestedProcedure(code, parameters);
    }
}
