package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parameters are read exactly, checked against the declaration, and refused by name. */
class ParametersTests {

    private static final Declaration DECLARATION = new Declaration("TST-1", 3, "Example", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER), Set.of(Field.AMOUNT, Field.TYPE), Set.of(Field.CURRENCY),
            List.of(Parameter.integer("least", 5, 1, 10, "d", "s"),
                    Parameter.decimal("share", "0.5", "0", "1", "d", "s"),
                    Parameter.text("side", "both", List.of("both", "high"), "d", "s"),
                    Parameter.flag("strict", true, "d", "s"),
                    Parameter.texts("days", List.of("SAT"), List.of("SAT", "SUN"), "d", "s"),
                    Parameter.text("label", "", List.of(), "d", "s"),
                    Parameter.decimal("part", "0.5", "0", "1", "d", "s").toDecimals(6),
                    Parameter.integer("most", 10, 1, 10, "d", "s").notBelow("least")),
            "m", "p", "s", "c");

    @Test
    void takesDefaultsForWhatIsNotGiven() {
        Parameters parameters = Parameters.defaults(DECLARATION);

        assertThat(parameters.integer("least")).isEqualTo(5);
        assertThat(parameters.decimal("share")).isEqualTo("0.5");
        assertThat(parameters.text("side")).isEqualTo("both");
        assertThat(parameters.flag("strict")).isTrue();
        assertThat(parameters.texts("days")).containsExactly("SAT");
        assertThat(parameters.values()).hasSize(8);
    }

    @Test
    void readsTheFormsThatJsonMayHave() {
        Parameters parameters = Parameters.of(DECLARATION,
                Map.of("least", new BigDecimal("7.0"), "share", 0.25, "strict",
                        false, "days", List.of("SUN", "SAT"), "label", "any text"));

        assertThat(parameters.integer("least")).isEqualTo(7);
        assertThat(parameters.decimal("share")).isEqualByComparingTo("0.25");
        assertThat(parameters.flag("strict")).isFalse();
        assertThat(parameters.texts("days")).containsExactly("SUN", "SAT");
        assertThat(parameters.text("label")).isEqualTo("any text");
        assertThat(Parameters.of(DECLARATION, Map.of("share", "0.125")).decimal("share")).isEqualTo("0.125");
        assertThat(Parameters.of(DECLARATION, Map.of("least", 10L)).integer("least")).isEqualTo(10);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Arguments.of("least", 0, "from 1 to 10"), Arguments.of("least", 11, "from 1 to 10"),
                Arguments.of("least", "1.5", "whole number"), Arguments.of("least", "many", "must be a number"),
                Arguments.of("least", true, "must be a number"), Arguments.of("share", "1.0001", "from 0 to 1"),
                Arguments.of("side", "left", "one of [both, high]"), Arguments.of("side", 1, "must be text"),
                Arguments.of("strict", "yes", "true or false"), Arguments.of("days", "SAT", "list of texts"),
                Arguments.of("days", List.of("MON"), "one of [SAT, SUN]"), Arguments.of("leest", 1, "not a parameter"),
                Arguments.of("least", null, "must not be null; leave it out for its default"),
                Arguments.of("share", null, "must not be null"), Arguments.of("days", null, "must not be null"),
                Arguments.of("least", new BigDecimal("1e20"), "from 1 to 10"),
                Arguments.of("least", new BigDecimal("1e999999"), "from 1 to 10"),
                Arguments.of("least", new BigDecimal("-1e20"), "from 1 to 10"),
                Arguments.of("least", "1e2000000000000", "must be a number"),
                Arguments.of("share", new BigDecimal("1e-999999"), "at most 30 decimals"),
                Arguments.of("share", "0." + "1".repeat(2_000), "must be a number"),
                Arguments.of("part", "0.1234567", "at most 6 decimals"),
                Arguments.of("most", 4, "must be at least least, which is 5"),
                Arguments.of("label", "a\0b", "U+0000"), Arguments.of("label", "half \ud83e", "surrogate"),
                Arguments.of("label", "x".repeat(1_001), "at most 1000 characters"),
                Arguments.of("days", Collections.nCopies(1_001, "SAT"), "at most 1000 texts"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatTheDeclarationDoesNotAllow(String name, @Nullable Object value, String why) {
        assertThatThrownBy(() -> Parameters.of(DECLARATION, Collections.singletonMap(name, value)))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("TST-1")
            .hasMessageContaining(name)
            .hasMessageContaining(why);
    }

    @Test
    void knowsNoOtherNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.defaults(DECLARATION).integer("several"));
    }

    @Test
    void declaresItsFieldsAndNamesThoseMissing() {
        ColumnarLedger ledger = ColumnarLedger.builder(1).text(Field.TYPE, "cash").build();

        assertThat(DECLARATION.reference()).isEqualTo("TST-1@3");
        assertThat(DECLARATION.fields()).containsExactly(Field.AMOUNT, Field.CURRENCY, Field.TYPE);
        assertThat(DECLARATION.missing(ledger)).hasValueSatisfying(
                outcome -> assertThat(((Outcome.NotApplicable) outcome).facts()).containsEntry("missing",
                        List.of("amount")));
        assertThat(DECLARATION.missing(SampleLedger.of(1, 1))).isEmpty();
    }
}
