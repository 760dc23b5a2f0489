package com.nexusplatform.columnar;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The distinct texts of a column. */
class DictionaryTests {

    @Test
    void numbersTextsInTheOrderOfTheirFirstAppearance() {
        Dictionary.Builder builder = new Dictionary.Builder();
        assertThat(builder.add("b")).isEqualTo(1);
        assertThat(builder.add("a")).isEqualTo(2);
        assertThat(builder.add("b")).isEqualTo(1);
        assertThat(builder.add("")).isEqualTo(Dictionary.ABSENT);
        Dictionary dictionary = builder.build();
        assertThat(dictionary.size()).isEqualTo(2);
        assertThat(dictionary.text(2)).isEqualTo("a");
        assertThat(dictionary.text(Dictionary.ABSENT)).isEmpty();
    }

    @Test
    void agreesWithAMapOverManyTexts() {
        Random random = new Random(7);
        Dictionary.Builder builder = new Dictionary.Builder();
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String text = "é" + random.nextInt(40_000) + (char) ('a' + random.nextInt(26));
            int code = expected.computeIfAbsent(text, unseen -> expected.size() + 1);
            assertThat(builder.add(text)).isEqualTo(code);
        }
        Dictionary dictionary = builder.build();
        assertThat(dictionary.size()).isEqualTo(expected.size());
        expected.forEach((text, code) -> assertThat(dictionary.text(code)).isEqualTo(text));
    }
}
