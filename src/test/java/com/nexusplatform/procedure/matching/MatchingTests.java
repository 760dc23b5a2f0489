package com.nexusplatform.procedure.matching;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.procedure.Watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Keys, similarities and edits of names, and pairs found in long lists. */
class MatchingTests {

    private static final BigDecimal LEAST = new BigDecimal("0.92");

    /** Winkler (1990), String Comparator Metrics and Enhanced Decision Rules, table of examples. */
    @ParameterizedTest
    @CsvSource({"MARTHA, MARHTA, 0.9611", "DIXON, DICKSONX, 0.8133", "DWAYNE, DUANE, 0.8400", "SAME, SAME, 1.0000",
            "ABC, XYZ, 0.0000"})
    void agreesWithWinklersExamples(String one, String other, String similarity) {
        assertThat(JaroWinkler.of(one, other).similarity()).isEqualTo(new BigDecimal(similarity));
        assertThat(JaroWinkler.of(other, one).similarity()).isEqualTo(new BigDecimal(similarity));
    }

    @ParameterizedTest
    @CsvSource({"SMITH, SMYTH, SUBSTITUTED at 3", "SMITH, SMIHT, TRANSPOSED at 4", "SMITH, SMITHE, INSERTED at 6",
            "SMITH, SMTH, DELETED at 3", "KITTEN, SITTING, 'SUBSTITUTED at 1, SUBSTITUTED at 5, INSERTED at 7'",
            "SAME, SAME, NONE"})
    void scriptsTheFewestEdits(String one, String other, String script) {
        assertThat(EditScript.between(one, other).words()).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource({"'Müller & Söhne GmbH', MULLER SOHNE", "'The Acme Company, Inc.', ACME", "'ACME L.L.C.', ACME",
            "'Smith, John', JOHN SMITH", "'11420 CORP.', ''", "'The Company Ltd', ''", "'3M Company', 3M", "王力, 王力",
            "Łukasz Żak, LUKASZ ZAK",
            "'Bjørn Ødegård', BJORN ODEGARD", "'Işık Yapı', ISIK YAPI", "'Groß & Weiß', GROSS WEISS",
            "GROẞ, GROSS", "'Ægir Œuvre', AEGIR OEUVRE", "ＡＢＣ, ABC", "'Đặng', DANG", "X, ''"})
    void keepsOfANameWhatTellsParties(String text, String key) {
        assertThat(PartyKey.NAME.of(text)).isEqualTo(key);
    }

    /** Ram and Rom in Devanagari, Kin and Kun in Thai: their vowels are marks, but no accents. */
    @Test
    void keepsTheVowelsThatAreMarks() {
        for (String name : List.of("\u0930\u093e\u092e", "\u0930\u094b\u092e", "\u0e01\u0e34\u0e19",
                "\u0e01\u0e38\u0e19")) {
            assertThat(PartyKey.NAME.of(name)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"ADDRESS, '12 Main Street, Apt. 4', 12 4 MAIN", "ADDRESS, Main Street, ''",
            "PHONE, +1 (212) 555-0100, 125550100",
            "PHONE, 000-000-0000, ''", "BANK_ACCOUNT, DE44 5001-0517, DE4450010517", "TAX_ID, n/a, ''"})
    void keepsOfOtherTextsWhatTellsParties(PartyKey kind, String text, String key) {
        assertThat(kind.of(text)).isEqualTo(key);
    }

    @Test
    void takesShortNamesAsTheyAre() {
        assertThat(Likeness.of(PartyKey.NAME, "王力", "王力", LEAST)).isPresent();
        assertThat(Likeness.of(PartyKey.NAME, "王力", "王立", new BigDecimal("0.5"))).isEmpty();
        assertThat(Likeness.of(PartyKey.NAME, "王力", "王力A", new BigDecimal("0.5"))).isEmpty();
        assertThat(NearKeys.between(PartyKey.NAME, List.of("王力", "LI WU"), List.of("王力"), LEAST, Watch.NONE).matches())
            .hasSize(1);
    }

    @Test
    void takesOfAnAddressTheWordsThatAreLeastAlike() {
        Likeness alike = Likeness.of(PartyKey.ADDRESS, "12 MAIN SPRINGFIELD", "12 MAIN SPRINGFEILD", LEAST)
            .orElseThrow();
        assertThat(alike.measure()).isEqualTo(JaroWinkler.of("SPRINGFIELD", "SPRINGFEILD"));
    }

    @Test
    void takesNumbersInNamesAndAddressesAsTheyAre() {
        assertThat(Likeness.of(PartyKey.NAME, "BAKERY 114", "BAKERY 115", LEAST)).isEmpty();
        assertThat(Likeness.of(PartyKey.ADDRESS, "12 MAIN SPRINGFIELD", "14 MAIN SPRINGFIELD", LEAST)).isEmpty();
        assertThat(Likeness.of(PartyKey.ADDRESS, "12 MAIN SPRINGFIELD", "12 OAK SPRINGFIELD", LEAST)).isEmpty();
        assertThat(Likeness.of(PartyKey.ADDRESS, "12 MAIN SPRINGFIELD", "12 MAIN SPRINGFEILD", LEAST)).isPresent();
    }

    @Test
    void findsEveryPairOneEditApart() {
        Random random = new Random(1);
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String name = random.ints(9, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append)
                .toString();
            int at = 2 + random.nextInt(6);
            left.add(name);
            right.add(switch (i % 4) {
                case 0 -> name.substring(0, at) + "Z" + name.substring(at);
                case 1 -> name.substring(0, at) + name.substring(at + 1);
                case 2 -> name.substring(0, at) + "Q" + name.substring(at + 1);
                default -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
            });
        }
        NearKeys near = NearKeys.between(PartyKey.NAME, left, right, LEAST, Watch.NONE);

        assertThat(near.bound()).isEqualTo("none");
        assertThat(near.matches()).filteredOn(match -> match.left() == match.right()).hasSize((int) pairs(left, right));
        assertThat(near.comparisons()).isLessThan(100_000);
    }

    private static long pairs(List<String> left, List<String> right) {
        long pairs = 0;
        for (int i = 0; i < left.size(); i++) {
            pairs += Likeness.of(PartyKey.NAME, left.get(i), right.get(i), LEAST).isPresent() ? 1 : 0;
        }
        return pairs;
    }

    @Test
    void standsNamesThatDifferInOneLetter() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            names.add("ABCDEFGHIJKLMNO " + Character.toString(0x4E00 + i % 20_000)
                    + Character.toString(0x4E00 + i / 20_000));
        }
        NearKeys near = assertTimeout(Duration.ofSeconds(30),
                () -> NearKeys.between(PartyKey.NAME, names.subList(0, 1_000), names, LEAST, Watch.NONE));
        System.out.println("1,000 names with 100,000 that differ in one or two letters: " + near.bound());
        assertThat(near.bound()).isNotEqualTo("none");
    }
}
