package com.nexusplatform.procedure.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The arithmetic of every alert is computed again from its explanation alone, as it comes back from JSON. */
class RecomputationTests {

    /** Procedures that raise no alerts: they plan samples or describe. */
    private static final Set<String> WITHOUT_ALERTS = Set.of("SMP-1", "SMP-2", "SMP-3");

    private static final Map<String, Consumer<Told>> RECOMPUTATIONS = recomputations();

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void canBeComputedAgainFromTheExplanationAlone(Procedure procedure) {
        String code = procedure.declaration().code();
        ExaminedRun run = ExaminedRun.of(procedure);
        if (WITHOUT_ALERTS.contains(code)) {
            assertThat(run.said().alerts()).isEmpty();
            return;
        }
        assertThat(RECOMPUTATIONS).as("%s cannot be computed again here", code).containsKey(code);
        assertThat(run.said().alerts()).isNotEmpty();
        run.said().alerts().forEach(alert -> recompute(code, alert));
    }

    /** By subset, without columns so that other rules speak, and without second datasets. */
    @ParameterizedTest
    @MethodSource("procedures")
    void canBeComputedAgainInItsOtherForms(Procedure procedure) {
        String code = procedure.declaration().code();
        ExaminedRun run = ExaminedRun.of(procedure);
        Map<String, Object> changed = new HashMap<>();
        if (procedure.declaration().parameters().stream().anyMatch(parameter -> parameter.name().equals("subset"))) {
            changed.put("subset", "createdBy");
        }
        for (Field left : Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.TYPE, Field.DOCUMENT_NO)) {
            ColumnarLedger ledger = run.ledger().has(left) ? Rearranged.without(run.ledger(), left) : run.ledger();
            ExaminedRun.alerts(run.said(ledger, changed)).forEach(alert -> recompute(code, alert));
        }
        ExaminedRun.alerts(run.saidAlone()).forEach(alert -> recompute(code, alert));
    }

    /** Were the points not those of the constants, or the constants not those of the points, this would tell. */
    @ParameterizedTest
    @MethodSource("procedures")
    void noticesAnotherWeightThanTheOneThatWasGiven(Procedure procedure) {
        String code = procedure.declaration().code();
        for (Alert alert : ExaminedRun.of(procedure).said().alerts()) {
            Explanation said = alert.explanation();
            Map<String, Object> constants = new HashMap<>(said.constants());
            constants.computeIfPresent("excessMost", (name, most) -> 100 + (Integer) most);
            constants.computeIfPresent("points", (name, points) -> raised((Map<?, ?>) points));
            Alert other = new Alert(alert.points(), alert.rows(), new Explanation(said.formula(), said.inputs(),
                    constants, said.steps(), said.verdict(), said.sentence(), said.source()));
            assertThat(constants).isNotEqualTo(said.constants());
            assertThatThrownBy(() -> recompute(code, other)).as(code).isInstanceOf(AssertionError.class);
        }
    }

    private static Map<String, Object> raised(Map<?, ?> points) {
        Map<String, Object> raised = new HashMap<>();
        points.forEach((grade, value) -> raised.put((String) grade, 1 + (Integer) value));
        return raised;
    }

    private static void recompute(String code, Alert alert) {
        Told told = Told.of(code, alert);
        if (told.has("steps.points")) {
            assertThat((long) alert.points()).isEqualTo(told.whole("steps.points"));
        }
        if (told.has("steps.grade")) {
            assertThat((long) alert.points()).isEqualTo(told.pointsOf(told.text("steps.grade")));
        }
        RECOMPUTATIONS.get(code).accept(told);
    }

    private static Map<String, Consumer<Told>> recomputations() {
        Map<String, Consumer<Told>> all = new HashMap<>();
        all.put("DIG-1", DigitRecomputation::firstDigit);
        all.put("DIG-2", DigitRecomputation::firstTwoDigits);
        all.put("DIG-3", DigitRecomputation::secondDigit);
        all.put("DIG-4", DigitRecomputation::summation);
        all.put("DIG-5", DigitRecomputation::lastTwoDigits);
        all.put("DIG-6", DigitRecomputation::numberDuplication);
        all.put("PAY-1", PaymentRecomputation::exactDuplicates);
        all.put("PAY-2", PaymentRecomputation::nearDuplicates);
        all.put("PAY-3", PaymentRecomputation::justBelowLimit);
        all.put("PAY-4", PaymentRecomputation::purchaseSplits);
        all.put("PAY-5", PaymentRecomputation::relativeSizeFactor);
        all.put("PAY-6", PaymentRecomputation::employeeVendors);
        all.put("PAY-7", PaymentRecomputation::unknownVendors);
        all.put("LED-1", JournalRecomputation::sequenceGaps);
        all.put("LED-2", JournalRecomputation::roundAmounts);
        all.put("LED-3", JournalRecomputation::unusualTimes);
        all.put("LED-4", JournalRecomputation::periodEndEntries);
        all.put("LED-5", JournalRecomputation::unusualAccounts);
        all.put("LED-6", JournalRecomputation::segregationOfDuties);
        all.put("LED-7", JournalRecomputation::descriptionKeywords);
        all.put("AML-1", LaunderingRecomputation::structuring);
        all.put("AML-2", LaunderingRecomputation::dormantReactivation);
        all.put("AML-3", LaunderingRecomputation::velocitySpike);
        all.put("AML-4", LaunderingRecomputation::passThrough);
        all.put("AML-5", LaunderingRecomputation::fanInOut);
        all.put("AML-6", LaunderingRecomputation::circularFlow);
        all.put("ANO-1", AnomalyRecomputation::peerOutlier);
        all.put("ANO-2", AnomalyRecomputation::isolationForest);
        return all;
    }
}
