package com.nexusplatform.identity;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Recovery codes: long enough that a plain hash of them is safe, and forgiving in how they are typed. */
class RecoveryCodesTests {

    @Test
    void areTenOf120BitsThatDiffer() {
        List<String> codes = RecoveryCodes.fresh();
        assertThat(codes).hasSize(10)
            .doesNotHaveDuplicates()
            .allMatch(code -> code.matches("([A-Z2-7]{4}-){5}[A-Z2-7]{4}"));
        assertThat(RecoveryCodes.fresh()).doesNotContainAnyElementsOf(codes);
    }

    @Test
    void areKnownHoweverTheyAreSpaced() {
        String code = RecoveryCodes.fresh().getFirst();
        String typed = " " + code.toLowerCase(Locale.ROOT).replace("-", " ");
        assertThat(RecoveryCodes.isOne(typed)).isTrue();
        assertThat(RecoveryCodes.hash(typed)).isEqualTo(RecoveryCodes.hash(code)).hasSize(64).doesNotContain(code);
    }

    @Test
    void areNotMistakenForCodesOfAnAuthenticator() {
        assertThat(RecoveryCodes.isOne("123456")).isFalse();
        assertThat(RecoveryCodes.isOne("")).isFalse();
    }
}
