package com.nexusplatform.columnar;

import java.nio.charset.StandardCharsets;
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

    @Test
    void givesManyTextsTheCodesThatTheyHaveOneByOne() {
        Random random = new Random(8);
        Dictionary.Builder together = new Dictionary.Builder();
        Dictionary.Builder oneByOne = new Dictionary.Builder();
        for (int texts : new int[]{0, 1, 31, 32, 33, 5_000}) {
            StringBuilder source = new StringBuilder();
            int[] froms = new int[texts + 1];
            int[] tos = new int[texts + 1];
            int[] expected = new int[texts + 1];
            for (int i = 1; i <= texts; i++) {
                froms[i] = source.length();
                source.append(random.nextInt(20) == 0 ? "" : "v" + random.nextInt(2_000));
                tos[i] = source.length();
                expected[i] = oneByOne.add(source.substring(froms[i]));
            }
            int[] codes = new int[texts + 1];
            together.addAll(source.toString().getBytes(StandardCharsets.US_ASCII), froms, tos, codes, 1);
            assertThat(codes).isEqualTo(expected);
        }
        assertThat(together.size()).isEqualTo(oneByOne.size());
    }
}
