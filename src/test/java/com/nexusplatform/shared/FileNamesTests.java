package com.nexusplatform.shared;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of files that people are given. */
class FileNamesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"payments of März.csv|payments of März.csv", "../../etc/passwd|_.._etc_passwd",
            "C:\\temp\\a.csv|C__temp_a.csv", ".hidden|hidden", "a\"; b=\"c|a__ b=_c", "...|unnamed", "''|unnamed",
            "100%25|100_25"})
    void keepsWhatIsHarmless(String given, String safe) {
        assertThat(FileNames.safe(given)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: yes", "a\u202Egnp.exe", "a\u0000b", "a\u2028b", "a\ud800b", "\ufeffa"})
    void replacesWhatNobodySees(String given) {
        assertThat(FileNames.safe(given)).contains("_").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}]");
    }

    @Test
    void boundsTheLengthAndKeepsTheEnding() {
        assertThat(FileNames.safe("x".repeat(100_000) + ".csv")).hasSize(100).endsWith("x.csv");
    }
}
