package com.nexusplatform.identity;

import java.text.Normalizer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Long is enough; common, repeated and obvious is not. */
class PasswordRulesTests {

    private final PasswordRules rules = new PasswordRules(
            IdentityFixtures.settings("context-words", "Harbour Savings Bank"));

    @ParameterizedTest
    @ValueSource(strings = {"Quiet-Harbour-7-Lanterns", "fünf müde Möwen äßen", "all lower case words",
            "五十三隻の猫が静かに眠っている夜更け",
            "      spaces count too", "0482 9913 7750 16", "\"; drop table app_user --",
            "🦊🦊🐢🐢🦉🦉🐝🐝🦋🦋🐞🐞🐌🐌🐍🐍", "mein hund heisst otto", "ALL CAPITALS HERE, WHY NOT"})
    void acceptsAnyCharacters(String password) {
        assertThat(rules.flaw(password, false, "lead", "Lead examiner")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fourteen chars", "correct horse battery staple", "CorrectHorseBatteryStaple",
            "PasswordPassword", "aaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "123456789012345", "abcdefghijklmnopq",
            "zyxwvutsrqponmlkj",
            "lead.lead.lead.lead", "NexusPlatform2026", "lead-examiner-nexus", "Password-Nexus-1",
            "harbour-savings-bank", "Harbour2026Bank!", "michaeljackson1", "qwertyuiop12345!", "1qaz2wsx3edc4rfv",
            "happilyeverafterin2012", "i read some parts of this book."})
    void refusesShortCommonRepeatedAndObviousOnes(String password) {
        assertThat(rules.flaw(password, false, "lead", "Lead examiner")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otter-42", "möwe öde", "8 chars!"})
    void acceptsEightCharactersBesideASecondFactorOnly(String password) {
        assertThat(rules.flaw(password, true, "lead")).isEmpty();
        assertThat(rules.flaw(password, false, "lead")).hasValueSatisfying(flaw -> assertThat(flaw).contains("15"));
        assertThat(PasswordRules.needsSecondFactor(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven-7", "password", "Baseball", "qwertyui", "lead2026", "12345678", "sunshine"})
    void refusesCommonOnesBesideASecondFactorToo(String password) {
        assertThat(rules.flaw(password, true, "lead")).isPresent();
    }

    @Test
    void knowsMoreThanThreeThousandThatAreLongEnough() {
        System.out.print("%d common passwords of 8 characters and more, %d of 15 and more%n"
            .formatted(CommonPasswords.count(), CommonPasswords.ofAtLeast(15)));
        assertThat(CommonPasswords.count()).isGreaterThan(40_000);
        assertThat(CommonPasswords.ofAtLeast(PasswordRules.SHORTEST)).isGreaterThan(3000);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(rules.flaw("🦊🐢🦉🐝🦋🐞🐌🐍", false)).isPresent();
        assertThat(rules.flaw("🦊🐢🦉🐝🦋🐞🐌🐍", true)).isEmpty();
        assertThat(rules.flaw("ab".repeat(10) + "xyz".repeat(36), false)).isEmpty();
        assertThat(rules.flaw("xK3!".repeat(8) + "pQ7#".repeat(24) + "z", false))
            .hasValueSatisfying(flaw -> assertThat(flaw)
                .contains("at most 128"));
    }

    @Test
    void takesTheSameCharactersTypedOnAnotherSystemForTheSame() {
        String composed = "fünf müde Möwen äßen";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(composed);
        Passwords passwords = new Passwords(IdentityFixtures.settings());
        assertThat(passwords.matches(decomposed, passwords.hash(composed))).isTrue();
        assertThat(passwords.matches("FÜNF MÜDE MÖWEN ÄSSEN", passwords.hash(composed))).isFalse();
        // compatibility forms are other characters
        assertThat(passwords.matches("ﬁne weather 12345", passwords.hash("fine weather 12345"))).isFalse();
    }

    @Test
    void namesTheFieldAndNeverThePassword() {
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> rules.require("new", "tiny-secret", false))
            .satisfies(refusal -> {
                assertThat(refusal.properties()).containsEntry("field", "new");
                assertThat(refusal.detail()).contains("15 characters").doesNotContain("tiny-secret");
            });
    }
}
