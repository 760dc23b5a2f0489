package com.nexusplatform.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Long is enough; common, repeated and obvious is not. */
class PasswordRulesTests {

    @ParameterizedTest
    @ValueSource(strings = {"Quiet-Harbour-7-Lanterns", "fünf müde Möwen äßen", "all lower case words",
            "五十三隻の猫が静かに眠っている夜更け",
            "      spaces count too", "0482 9913 7750 16", "\"; drop table app_user --",
            "🦊🦊🐢🐢🦉🦉🐝🐝🦋🦋🐞🐞🐌🐌🐍🐍"})
    void acceptsAnyCharacters(String password) {
        assertThat(PasswordRules.flaw(password, "lead", "Lead examiner")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fourteen chars", "correct horse battery staple", "CorrectHorseBatteryStaple",
            "PasswordPassword", "aaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "123456789012345", "abcdefghijklmnopq",
            "zyxwvutsrqponmlkj",
            "lead.lead.lead.lead", "NexusPlatform2026", "lead-examiner-nexus", "Password-Nexus-1"})
    void refusesShortCommonRepeatedAndObviousOnes(String password) {
        assertThat(PasswordRules.flaw(password, "lead", "Lead examiner")).isPresent();
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(PasswordRules.flaw("🦊🐢🦉🐝🦋🐞🐌🐍")).isPresent();
        assertThat(PasswordRules.flaw("ab".repeat(10) + "xyz".repeat(36))).isEmpty();
        assertThat(PasswordRules.flaw("xK3!".repeat(8) + "pQ7#".repeat(24) + "z"))
            .hasValueSatisfying(flaw -> assertThat(flaw)
                .contains("at most 128"));
    }

    @Test
    void namesTheFieldAndNeverThePassword() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PasswordRules.require("new", "tiny-secret"))
            .satisfies(refusal -> {
                assertThat(refusal.properties()).containsEntry("field", "new");
                assertThat(refusal.detail()).contains("15 characters").doesNotContain("tiny-secret");
            });
    }
}
