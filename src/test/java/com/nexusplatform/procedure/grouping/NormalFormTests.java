package com.nexusplatform.procedure.grouping;

import java.text.Normalizer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.Dictionary;

import static org.assertj.core.api.Assertions.assertThat;

/** Spellings that count as one. */
class NormalFormTests {

    @ParameterizedTest
    @CsvSource({"'Smith & Sons, Ltd.', NAME, SMITH SONS LTD", "0086-223., DOCUMENT_NUMBER, 86223",
            "' v1 ', IDENTIFIER, V1",
            "'Stra\u00dfe 1', NAME, STRASSE 1", "'Jose\u0301  Garci\u0301a', NAME, JOS\u00c9 GARC\u00cdA",
            "'E\u0301-01', DOCUMENT_NUMBER, \u00c901", "' jose\u0301 ', IDENTIFIER, JOS\u00c9"})
    void areUpperCaseAndComposed(String text, NormalForm form, String normal) {
        assertThat(form.of(text)).isEqualTo(normal);
    }

    /** Also letters whose capitals, and marks whose compositions, are several characters. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00e5ngstr\u00f6m", "\u01f0a", "\u0390\u03b1", "\u1fb4x", "q\u0307\u0323 w",
            "\uac00\uac01",
            "\u0958\u0915", "\ufb2e", "\u0cca\u0c95", "\u0c95\u0cca\u0cd5", "\u2126", "\ud834\udd5e"})
    void areTheSameOfEveryCanonicalSpelling(String text) {
        for (NormalForm form : NormalForm.values()) {
            Dictionary.Builder builder = new Dictionary.Builder();
            Arrays.stream(Normalizer.Form.values())
                .filter(spelling -> !spelling.name().startsWith("NFK"))
                .map(spelling -> Normalizer.normalize(text, spelling))
                .forEach(builder::add);
            Dictionary spellings = builder.build();
            assertThat(form.of(Normalizer.normalize(text, Normalizer.Form.NFD))).isEqualTo(form.of(text));
            long[] keys = form.keys(spellings);
            int[] classes = form.classes(spellings, new Dictionary.Builder());
            for (int code = 2; code <= spellings.size(); code++) {
                assertThat(keys[code]).isEqualTo(keys[1]);
                assertThat(classes[code]).isEqualTo(classes[1]);
                assertThat(form.same(spellings, 1, code)).isTrue();
            }
        }
    }

    /** Vowel signs of Devanagari and Thai are marks that compose with no letter; a mark on no letter is none. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0930\u093e\u092e", "\u0930\u094b\u092e", "\u0e01\u0e34\u0e19", "\u0e01\u0e38\u0e19",
            "\u0915\u094d\u0937\u0947"})
    void keepTheVowelsThatAreMarks(String word) {
        for (NormalForm form : NormalForm.values()) {
            assertThat(form.of(word)).isEqualTo(word);
        }
        assertThat(NormalForm.NAME.of(word + "-" + word + " \u0301")).isEqualTo(word + " " + word);
        assertThat(NormalForm.DOCUMENT_NUMBER.of("0-\u0301" + word + "/7\u0301")).isEqualTo(word + "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u2003", "\u202f", "\u3000", "\u0085", "\t \u00a0", "\u2028"})
    void haveNoSpaceOfAnyKindAtEitherEnd(String space) {
        assertThat(NormalForm.IDENTIFIER.of(space + "ann" + space + "\u00e9" + space))
            .isEqualTo("ANN" + space + "\u00c9");
        assertThat(NormalForm.IDENTIFIER.of("ann" + space)).isEqualTo("ANN");
        assertThat(NormalForm.IDENTIFIER.of(space)).isEmpty();
    }

    @Test
    void keepLettersWithOtherAccentsApart() {
        assertThat(NormalForm.NAME.of("Jos\u00e9")).isNotEqualTo(NormalForm.NAME.of("Jos\u00e8"))
            .isNotEqualTo(NormalForm.NAME.of("Jose"));
    }
}
