package com.nexusplatform.procedure.catalogue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Rearranged;
import com.nexusplatform.procedure.matching.PartyKey;
import com.nexusplatform.shared.CanonicalJson;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a procedure says repeats a value of a personal column, as it stands or in a normal form: it names rows, and only the
 * records show who they are, to whoever may see it.
 */
class PersonalDataTests {

    private static final int ALERTS = 300;
    private static final int SHORTEST = 4;

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void namesRowsAndNeverWhoTheyAre(Procedure procedure) {
        for (ExaminedRun run : ExaminedRun.forms(procedure)) {
            ColumnarLedger named = named(run.ledger());
            for (ColumnarLedger ledger : List.of(named, Rearranged.without(named, Field.COUNTERPARTY_ID))) {
                Set<String> personal = new TreeSet<>(values(ledger));
                run.masters().values().forEach(master -> personal.addAll(values(master)));
                assertThat(personal).hasSizeGreaterThan(20);
                assertThat(repeated(said(run.said(ledger, Map.of())), personal)).as(procedure.declaration().code())
                    .isEmpty();
            }
        }
    }

    /** The ledger with names of counterparties that no other column has. */
    private static ColumnarLedger named(ColumnarLedger ledger) {
        if (!ledger.has(Field.COUNTERPARTY_NAME)) {
            return ledger;
        }
        Dictionary.Builder names = new Dictionary.Builder();
        Dictionary given = ledger.dictionary(Field.COUNTERPARTY_NAME);
        for (int code = 1; code <= given.size(); code++) {
            names.add("Trader " + given.text(code));
        }
        return Rearranged.with(Rearranged.without(ledger, Field.COUNTERPARTY_NAME),
                builder -> builder.text(Field.COUNTERPARTY_NAME, ledger.codes(Field.COUNTERPARTY_NAME), names.build()));
    }

    @Test
    void findsAValueThatIsRepeated() {
        Set<String> personal = Set.of(folded("Ekström, Anna"), folded("DE44 5001 77"));
        assertThat(repeated("{\"sentence\":\"Vendor EKSTRÖM  ANNA was paid twice.\"}", personal)).hasSize(1);
        assertThat(repeated("{\"inputs\":{\"account\":\"DE44500177\"}}", personal)).hasSize(1);
        assertThat(repeated("{\"rows\":44500177}", personal)).isEmpty();
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotApplicable refused -> refused.reason() + CanonicalJson.write(refused.facts());
            case Outcome.Applicable applicable -> CanonicalJson.write(applicable.statistics())
                    + CanonicalJson.write(applicable.alerts()
                        .stream()
                        .limit(ALERTS)
                        .map(Alert::explanation)
                        .map(explanation -> (Object) explanation.asMap())
                        .toList());
        };
    }

    private static List<String> repeated(String said, Set<String> personal) {
        String text = folded(said);
        return personal.stream().filter(text::contains).toList();
    }

    /** Texts of the personal columns and their normal forms, without those that a word or a figure is by chance. */
    private static Set<String> values(ColumnarLedger ledger) {
        Set<String> values = new HashSet<>();
        for (Field field : Field.values()) {
            if (field.personal() && ledger.has(field)) {
                Dictionary texts = ledger.dictionary(field);
                for (int code = 1; code <= texts.size(); code++) {
                    String text = texts.text(code);
                    values.add(folded(text));
                    Arrays.stream(PartyKey.values()).map(key -> folded(key.of(text))).forEach(values::add);
                }
            }
        }
        values.removeIf(value -> value.length() < SHORTEST || value.chars().noneMatch(Character::isLetter));
        return values;
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
