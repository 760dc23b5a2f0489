package com.nexusplatform.procedure.catalogue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;

import static org.assertj.core.api.Assertions.assertThat;

/** No alert outside what a procedure declares: its fields, its rows. */
class PreconditionTests {

    /** Procedures that judge a row by itself, so that one row is enough. */
    private static final Set<String> JUDGE_ROWS = Set.of("LED-3", "LED-4", "LED-6", "LED-7", "PAY-6", "PAY-7");

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void cannotSayWithoutARequiredField(Procedure procedure) {
        ExaminedRun run = ExaminedRun.of(procedure);
        for (Field field : procedure.declaration().required()) {
            assertThat(run.said(Rearranged.without(run.ledger(), field), Map.of()))
                .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                        refused -> assertThat(refused.reason()).contains(field.label()));
        }
    }

    /** The ledger has more columns than it declares: without those it says the same. */
    @ParameterizedTest
    @MethodSource("procedures")
    void readsNoFieldThatItDoesNotDeclare(Procedure procedure) {
        Declaration declaration = procedure.declaration();
        ColumnarLedger declared = ExaminedRun.of(procedure).ledger();
        for (Field field : Field.values()) {
            if (declared.has(field) && !declaration.fields().contains(field)) {
                declared = Rearranged.without(declared, field);
            }
        }
        for (ExaminedRun run : ExaminedRun.forms(procedure)) {
            assertThat(OutcomeHash.of(declaration, run.said(declared, Map.of())))
                .isEqualTo(OutcomeHash.of(declaration, run.outcome()));
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void doesWithoutEachFieldThatItOnlyReads(Procedure procedure) {
        ExaminedRun run = ExaminedRun.of(procedure);
        for (Field field : procedure.declaration().optional()) {
            Outcome outcome = run.said(Rearranged.without(run.ledger(), field), Map.of());
            if (outcome instanceof Outcome.NotApplicable refused) {
                assertThat(refused.reason()).endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void selectsNothingOfNoRowsOrOne(Procedure procedure) {
        for (ExaminedRun run : ExaminedRun.forms(procedure)) {
            assertThat(ExaminedRun.alerts(run.said(Rearranged.first(run.ledger(), 0), Map.of()))).isEmpty();
            if (!JUDGE_ROWS.contains(procedure.declaration().code())) {
                for (int row = 0; row < 60; row++) {
                    assertThat(ExaminedRun.alerts(run.said(Rearranged.rows(run.ledger(), row), Map.of()))).isEmpty();
                }
            }
        }
    }

    /** Where the least number of rows is a parameter, fewer give no alert, whatever the group that it speaks of. */
    @ParameterizedTest
    @MethodSource("procedures")
    void selectsNothingOfFewerRowsThanItDemands(Procedure procedure) {
        for (Parameter parameter : procedure.declaration().parameters()) {
            if (parameter.name().equals("minimumRows") || parameter.name().equals("minimumGroup")) {
                int demanded = 60;
                if (parameter.minimum() != null && parameter.minimum().intValue() > demanded) {
                    demanded = parameter.minimum().intValue();
                }
                for (ExaminedRun run : ExaminedRun.forms(procedure)) {
                    ColumnarLedger few = Rearranged.first(run.ledger(), demanded - 1);
                    assertThat(ExaminedRun.alerts(run.said(few, Map.of(parameter.name(), demanded)))).isEmpty();
                }
            }
        }
    }
}
