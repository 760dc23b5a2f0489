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
            "\u0958\u0915", "\ufb2e", "\u2126", "\ud834\udd5e"})
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

    @Test
    void keepLettersWithOtherAccentsApart() {
        assertThat(NormalForm.NAME.of("Jos\u00e9")).isNotEqualTo(NormalForm.NAME.of("Jos\u00e8"))
            .isNotEqualTo(NormalForm.NAME.of("Jose"));
    }
}
