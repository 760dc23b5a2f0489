package com.nexusplatform.examination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is judged of a scope before it is believed. */
class ScopeProposalTests {

    @Test
    void readsAWholeScope() {
        Scope scope = ScopeProposal.of(ExaminationFixtures.fields()).asScope();
        assertThat(scope).isEqualTo(new Scope("Payables 2025", "Bank of Examples", LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 12, 31), "EUR", new BigDecimal("25000.00")));
        assertThat(scope.decimals()).isEqualTo(2);
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        assertThat(refusedFields(Map.of())).containsExactly("title", "institution", "periodStart", "periodEnd",
                "currency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "title|' '", "title|null", "title|'two\nlines'", "institution|''", "periodStart|2025-02-30",
            "periodStart|01/02/2025", "periodStart|1492-10-12", "periodEnd|+12025-01-01", "periodEnd|2024-12-31",
            "currency|eur", "currency|EURO", "currency|ZZZ", "materiality|0", "materiality|0.00", "materiality|-1",
            "materiality|1e5", "materiality|1.234,56", "materiality|''", "materiality|0.001",
            "materiality|1234567890123456", "colour|red"})
    void namesTheFieldThatIsWrong(String field, String value) {
        assertThat(refusedFields(changed(field, value))).containsExactly(field);
    }

    @Test
    void countsCharactersNotCodeUnits() {
        assertThat(ScopeProposal.of(changed("title", "\uD83D\uDD0E".repeat(200))).asScope().title()).hasSize(400);
        assertThat(refusedFields(changed("title", "x".repeat(201)))).containsExactly("title");
    }

    @ParameterizedTest
    @CsvSource({"JPY,0,1000", "KWD,3,1.234", "XAU,2,0.01"})
    void knowsTheDecimalsOfTheCurrency(String currency, int decimals, String materiality) {
        Map<String, String> fields = changed("currency", currency);
        fields.put("materiality", materiality);
        assertThat(ScopeProposal.of(fields).asScope().decimals()).isEqualTo(decimals);
        fields.put("materiality", "1.2345");
        assertThat(refusedFields(fields)).containsExactly("materiality");
    }

    @Test
    void takesNoMaterialityForUndecided() {
        assertThat(ScopeProposal.of(changed("materiality", null)).asScope().materiality()).isNull();
    }

    @Test
    void changesOnlyWhatIsProposed() {
        Scope present = ScopeProposal.of(ExaminationFixtures.fields()).asScope();
        Map<String, String> changes = new HashMap<>();
        changes.put("materiality", null);
        changes.put("periodEnd", "2026-03-31");
        Scope changed = ScopeProposal.of(changes).appliedTo(present);
        assertThat(changed.materiality()).isNull();
        assertThat(changed.periodEnd()).isEqualTo("2026-03-31");
        assertThat(changed.title()).isEqualTo(present.title());
        assertThat(ScopeProposal.of(Map.of()).appliedTo(present)).isEqualTo(present);
        assertThat(ScopeProposal.of(Map.of()).appliedTo(changed)).isEqualTo(changed);
    }

    private static Map<String, String> changed(String field, String value) {
        Map<String, String> fields = new HashMap<>(ExaminationFixtures.fields());
        fields.put(field, value);
        return fields;
    }

    @SuppressWarnings("unchecked") // the member is a list of maps by contract
    private static List<String> refusedFields(Map<String, String> fields) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class,
                () -> ScopeProposal.of(fields).asScope());
        assertThat(refusal.type()).isEqualTo(ProblemType.VALIDATION_FAILED);
        return ((List<Map<String, String>>) refusal.properties().get("errors")).stream()
            .map(error -> error.get("field"))
            .toList();
    }
}
