package com.nexusplatform.procedure.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;

import static org.assertj.core.api.Assertions.assertThat;

/** Digits stay when every amount is multiplied by a power of ten, and so does what is said of them. */
class ScaleTests {

    /** DIG-5 reads endings, which scaling moves; DIG-6 compares with neighbours, of which ten times as many are possible. */
    private static final List<String> ENDINGS = List.of("DIG-5");
    private static final List<String> NEIGHBOURS = List.of("DIG-6");

    static Stream<Procedure> digits() {
        return Catalogue.procedures().stream().filter(procedure -> procedure.declaration().family() == Family.DIGITS);
    }

    @ParameterizedTest
    @MethodSource("digits")
    void selectsTheSameRowsOfAmountsTenThousandTimesAsLarge(Procedure procedure) {
        String code = procedure.declaration().code();
        if (ENDINGS.contains(code)) {
            return;
        }
        assertThat(ExaminedRun.of(procedure).said().alerts()).isNotEmpty();
        for (ExaminedRun run : ExaminedRun.forms(procedure)) {
            List<String> before = selected(run.outcome(), !NEIGHBOURS.contains(code));
            for (long factor : new long[]{10, 1_000, 10_000}) {
                Outcome scaled = run.said(Rearranged.scaled(run.ledger(), factor), Map.of());
                assertThat(selected(scaled, !NEIGHBOURS.contains(code))).as("times %d", factor).isEqualTo(before);
            }
        }
    }

    @Test
    void readsOneEndingOfAmountsAHundredTimesAsLarge() {
        ExaminedRun run = ExaminedRun.of(Catalogue.find("DIG-5").orElseThrow());
        ColumnarLedger scaled = Rearranged.scaled(run.ledger(), 100);

        assertThat(ExaminedRun.alerts(run.said(scaled, Map.of()))).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().inputs()).containsEntry("digits", "00"));
    }

    private static List<String> selected(Outcome outcome, boolean withPoints) {
        return ExaminedRun.alerts(outcome)
            .stream()
            .map(alert -> (withPoints ? alert.points() + " " : "") + Arrays.toString(alert.rows()))
            .toList();
    }
}
