package com.nexusplatform.procedure.catalogue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.shared.CanonicalJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds for every procedure of the catalogue. */
class CatalogueTests {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}-[1-9][0-9]?");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @Test
    void findsProceduresByTheirCode() {
        assertThat(Catalogue.procedures()).extracting(procedure -> procedure.declaration().code())
            .doesNotHaveDuplicates();
        assertThat(Catalogue.find("DIG-2")).hasValueSatisfying(
                procedure -> assertThat(procedure.declaration().reference()).startsWith("DIG-2@"));
        assertThat(Catalogue.find("DIG-99")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void declaresItselfCompletely(Procedure procedure) {
        Declaration declaration = procedure.declaration();
        assertThat(declaration.code()).matches(CODE);
        assertThat(declaration.version()).isPositive();
        assertThat(declaration.kinds()).isNotEmpty();
        assertThat(declaration.fields()).containsAll(declaration.required()).containsAll(declaration.optional());
        assertThat(List.of(declaration.name(), declaration.method(), declaration.preconditions(), declaration.source(),
                declaration.cost()))
            .noneMatch(String::isBlank);
        assertThat(procedure.declaration()).isSameAs(declaration);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void documentsItsParametersAndKeepsDefaultsLegal(Procedure procedure) {
        Declaration declaration = procedure.declaration();
        Map<String, Object> given = new HashMap<>();
        for (Parameter parameter : declaration.parameters()) {
            assertThat(parameter.name()).matches(NAME);
            assertThat(parameter.description()).isNotBlank();
            assertThat(parameter.source()).isNotBlank();
            given.put(parameter.name(), parameter.standard());
        }
        assertThat(given).hasSameSizeAs(declaration.parameters());
        assertThatCode(() -> Parameters.of(declaration, given)).doesNotThrowAnyException();
        assertThat(CanonicalJson.write(Parameters.of(declaration, given).values()))
            .isEqualTo(CanonicalJson.write(Parameters.defaults(declaration).values()));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void cannotSayWithoutItsFieldsOrRows(Procedure procedure) {
        ColumnarLedger bare = ColumnarLedger.builder(3).text(Field.STATUS, "a", "b", "c").build();
        assertThat(Performing.perform(procedure, bare)).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).isNotBlank().endsWith("."));
        assertThat(Performing.perform(procedure, SampleLedger.of(0, 1))).isInstanceOf(Outcome.NotApplicable.class);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void selectsRowsThatExistAndExplainsThem(Procedure procedure) {
        ColumnarLedger ledger = SampleLedger.of(3_000, 5);
        if (SampleRun.perform(procedure, ledger.rows(), 5) instanceof Outcome.Applicable said) {
            assertThatCode(() -> CanonicalJson.write(said.statistics())).doesNotThrowAnyException();
            assertThat(said.alerts()).allSatisfy(alert -> {
                assertThat(alert.rows()).isSorted().doesNotHaveDuplicates();
                assertThat(alert.rows()[0]).isPositive();
                assertThat(alert.rows()[alert.rows().length - 1]).isLessThanOrEqualTo(ledger.rows());
                assertThat(List.of(alert.explanation().formula(), alert.explanation().verdict(),
                        alert.explanation().sentence(), alert.explanation().source()))
                    .noneMatch(String::isBlank);
                assertThatCode(() -> CanonicalJson.write(alert.explanation().asMap())).doesNotThrowAnyException();
                assertThat(alert.explanation().inputs()).isNotEmpty();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void speaksNeutrally(Procedure procedure) {
        if (SampleRun.perform(procedure, 3_000, 6) instanceof Outcome.Applicable said) {
            assertThat(said.alerts()).allSatisfy(alert -> assertThat(alert.explanation().sentence())
                .doesNotContainIgnoringCase("fraud")
                .doesNotContainIgnoringCase("suspicious")
                .doesNotContainIgnoringCase("guilty")
                .endsWith("."));
        }
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void stopsWhenTheWatchSaysSo(Procedure procedure) {
        Watch stopping = share -> {
            throw new Watch.StoppedException("cancelled");
        };
        Task task = SampleRun.task(procedure, SampleLedger.of(3_000, 7), 1, stopping);

        assertThatThrownBy(() -> procedure.perform(task)).isInstanceOf(Watch.StoppedException.class);
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void refusesParametersThatItDoesNotDeclare(Procedure procedure) {
        assertThatThrownBy(
                () -> Parameters.of(procedure.declaration(), Collections.singletonMap("noSuchParameter", 1)))
            .hasMessageContaining("noSuchParameter");
    }
}
