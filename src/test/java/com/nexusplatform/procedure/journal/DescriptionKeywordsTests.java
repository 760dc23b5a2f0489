package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** LED-7 on descriptions made by hand. */
class DescriptionKeywordsTests {

    private static final int ORDINARY = 99;

    private final DescriptionKeywords procedure = new DescriptionKeywords();

    static List<Keyword> dictionary() {
        return Keyword.of(Parameters.defaults(new DescriptionKeywords().declaration()));
    }

    @ParameterizedTest
    @CsvSource({"plug, plug, 8", "To PLUG the gap, plug, 8", "'Per CEO’s request', per ceo's request, 8",
            "per_ceo's-request, per ceo's request, 8", "'write-off, old debt', write off, 4",
            "(manual adj), manual adj, 4", "Adjustment;Q1, adjustment, 2", "RÜCKBUCHUNG Mai, rückbuchung, 4",
            "Ruckbuchung, rückbuchung, 4", "ESPECES, espèces, 4", "'Compte d’attente', compte d'attente, 4",
            "corrección de saldo, corrección, 2", "CORRECCIÓN, corrección, 2", "ＰＬＵＧ, plug, 8"})
    void findsWordsAndPhrasesHoweverTheyAreWritten(String description, String keyword, int points) {
        assertThat(applied(description, Map.of()).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.points()).isEqualTo(points);
            assertThat(alert.rows()).containsExactly(ORDINARY + 1);
            assertThat(alert.explanation().inputs().get("keywords")).asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .isEqualTo(keyword);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark plugs", "cashier", "plugin", "adj2", "write my off", "per, the CEO", "regift", "",
            "ceo s request per", "écarts"})
    void holdsToTheBoundariesOfWords(String description) {
        assertThat(applied(description, Map.of()).alerts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dictionary")
    void findsEachPhraseOfItsDictionary(Keyword keyword) {
        assertThat(applied("x " + keyword.words() + " y", Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().inputs().get("keywords"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(keyword.words()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!!", " - "})
    void refusesWordsThatNoDescriptionCanHave(String words) {
        assertThatThrownBy(() -> applied("x", Map.of("add", List.of("plug", words))))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("add must be words with a letter or digit each");
    }

    @Test
    void namesTheStrongestKeywordAndCountsTheOthers() {
        assertThat(applied("cash correction, plug", Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().sentence())
                .isEqualTo("The description of row 100 has the word \"plug\" and 2 more of the dictionary."));
    }

    @Test
    void takesFurtherPhrasesAndLeavesOthersOut() {
        Map<String, Object> parameters = Map.of("add", List.of("Projekt Falke", "GROSSE-Straße"), "without",
                List.of("PLUG"), "languages", List.of("de"));
        assertThat(applied("für projekt  falke", parameters).alerts()).extracting(Alert::points).containsExactly(6);
        assertThat(applied("grosse STRASSE", parameters).alerts()).hasSize(1);
        assertThat(applied("plug", parameters).alerts()).isEmpty();
        assertThat(applied("plug", Map.of("without", List.of("PLUG"))).alerts()).isEmpty();
        assertThat(applied("suspense", parameters).alerts()).isEmpty();
    }

    @Test
    void saysNothingOfAWordThatIsOrdinaryHere() {
        String[] descriptions = new String[100];
        Arrays.fill(descriptions, "delivery");
        Arrays.fill(descriptions, 0, 6, "cash delivery");
        descriptions[50] = "gift";
        ColumnarLedger ledger = ColumnarLedger.builder(100).text(Field.DESCRIPTION, descriptions).build();
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of());
        assertThat(outcome.alerts()).extracting(Alert::rows).containsExactly(new int[]{51});
        assertThat(outcome.statistics()).containsEntry("ordinaryKeywords", Map.of("cash", 6L))
            .containsEntry("rowsByKeyword", Map.of("gift", 1L));
        assertThat(Performing.applied(procedure, ledger, Map.of("maximumShare", "0.06")).alerts()).hasSize(7);
    }

    @Test
    void showsTheShareThatItComparedAgain() {
        assertThat(applied("gift", Map.of()).alerts()).allSatisfy(alert -> {
            Map<String, Object> steps = alert.explanation().steps();
            List<?> rows = (List<?>) steps.get("rowsWithKeyword");
            assertThat(new BigDecimal(rows.getFirst().toString())
                .divide(new BigDecimal(steps.get("describedRows").toString())))
                .isEqualByComparingTo((BigDecimal) steps.get("share"));
        });
    }

    @Test
    void callsOneRowOfAFewNotOrdinary() {
        String[] texts = {"delivery", "delivery", "delivery", "plug entry"};
        ColumnarLedger ledger = ColumnarLedger.builder(4).text(Field.DESCRIPTION, texts).build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).hasSize(1);
    }

    @Test
    void addsAWordWithTheGradeOfTheDictionaryWhereThatIsStronger() {
        assertThat(applied("plug", Map.of("add", List.of("plug"))).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.points()).isEqualTo(8));
        assertThat(applied("correction", Map.of("add", List.of("correction"))).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.points()).isEqualTo(6));
    }

    @Test
    void saysWhichWordsToLeaveOutTheDictionaryDoesNotHave() {
        assertThat(applied("x", Map.of("without", List.of("plug", "no such word"))).statistics())
            .containsEntry("withoutNotInDictionary", List.of("no such word"));
    }

    @Test
    void cannotSayWithoutTextsOrKeywords() {
        ColumnarLedger silent = ColumnarLedger.builder(2).text(Field.DESCRIPTION, "", "").build();
        assertThat(Performing.perform(procedure, silent)).isInstanceOf(Outcome.NotApplicable.class);
        ColumnarLedger ledger = ColumnarLedger.builder(1).text(Field.DESCRIPTION, "plug").build();
        assertThat(Performing.perform(procedure, ledger, Map.of("languages", List.of())))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void standsTextsMadeOfKeywordsAlone() {
        String endless = "plug per ceo's request ".repeat(20_000);
        ColumnarLedger ledger = ColumnarLedger.builder(200)
            .text(Field.DESCRIPTION, Collections.nCopies(200, endless).toArray(String[]::new))
            .build();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Performing.perform(procedure, ledger));
    }

    private Outcome.Applicable applied(String description, Map<String, ?> parameters) {
        List<String> descriptions = new ArrayList<>(Collections.nCopies(ORDINARY, "Delivery of parts"));
        descriptions.add(description);
        ColumnarLedger ledger = ColumnarLedger.builder(ORDINARY + 1)
            .text(Field.DESCRIPTION, descriptions.toArray(String[]::new))
            .build();
        return Performing.applied(procedure, ledger, parameters);
    }
}
