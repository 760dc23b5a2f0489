package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.ExaminedLedger;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that is dated by effectiveOn alone gives the same answers as one that has the same days of posting. */
class DayOfEffectTests {

    static Stream<Arguments> procedures() {
        return Stream.of(Arguments.of(new ExactDuplicates(), Map.of()), Arguments.of(new NearDuplicates(), Map.of()),
                Arguments.of(new PurchaseSplits(), Map.of("limits", List.of("1000"))),
                Arguments.of(new UnknownVendors(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void standsInForTheDayOfPosting(Procedure procedure, Map<String, ?> parameters) {
        ColumnarLedger examined = Rearranged.without(ExaminedLedger.of(20_000, 3), Field.EFFECTIVE_ON);
        ColumnarLedger undated = Rearranged.without(examined, Field.POSTED_AT);
        int[] days = examined.days(Field.POSTED_AT);
        ColumnarLedger posted = Rearranged.with(undated,
                ledger -> ledger.instants(Field.POSTED_AT,
                        Arrays.stream(days).mapToLong(day -> day * 86_400_000_000L).toArray(), false));
        ColumnarLedger effective = Rearranged.with(undated, ledger -> ledger.dates(Field.EFFECTIVE_ON, days));

        Outcome.Applicable byPosting = Performing.applied(procedure, posted, parameters);
        Outcome.Applicable byEffect = Performing.applied(procedure, effective, parameters);

        assertThat(byEffect.alerts()).isNotEmpty();
        assertThat(shown(byEffect)).isEqualTo(shown(byPosting));
        assertThat(byEffect.alerts()).allSatisfy(
                alert -> assertThat(alert.explanation().inputs()).containsEntry("datedBy", "effectiveOn"));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void mayBeMissingOnlyWhereDaysAreNotCompared(Procedure procedure, Map<String, ?> parameters) {
        ColumnarLedger undated = Rearranged.without(
                Rearranged.without(ExaminedLedger.of(2_000, 3), Field.POSTED_AT), Field.EFFECTIVE_ON);
        if (Performing.perform(procedure, undated, parameters) instanceof Outcome.NotApplicable refused) {
            assertThat(refused.reason()).contains("postedAt or effectiveOn", "neither is mapped");
        }
    }

    private static List<String> shown(Outcome.Applicable said) {
        return said.alerts().stream().map(DayOfEffectTests::shown).toList();
    }

    private static String shown(Alert alert) {
        return alert.points() + " " + Arrays.toString(alert.rows()) + " " + alert.explanation().sentence() + " "
                + alert.explanation().verdict();
    }
}
