package com.nexusplatform.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Codes by RFC 6238 and RFC 4226, to the last digit printed there. */
class OneTimeCodesTests {

    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    /** RFC 6238, appendix B, SHA-1: of its eight digits the last six. */
    @ParameterizedTest
    @CsvSource({"59,94287082", "1111111109,07081804", "1111111111,14050471", "1234567890,89005924",
            "2000000000,69279037", "20000000000,65353130"})
    void saysTheCodesOfRfc6238(long time, String eightDigits) {
        assertThat(OneTimeCodes.code(SEED, OneTimeCodes.stepAt(Instant.ofEpochSecond(time))))
            .isEqualTo(eightDigits.substring(2));
    }

    /** RFC 4226, appendix D. */
    @Test
    void saysTheCodesOfRfc4226() {
        List<String> codes = List.of("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
                "399871", "520489");
        for (int count = 0; count < codes.size(); count++) {
            assertThat(OneTimeCodes.code(SEED, count)).isEqualTo(codes.get(count));
        }
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void writesBase32(String text, String base32) {
        assertThat(OneTimeCodes.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }

    @Test
    void takesACodeOfTheStepBeforeAndAfterAndNoFurther() {
        long present = OneTimeCodes.stepAt(NOW);
        for (long step = present - 5; step <= present + 5; step++) {
            boolean near = Math.abs(step - present) <= 1;
            assertThat(OneTimeCodes.stepOf(OneTimeCodes.code(SEED, step), SEED, NOW, -1).isPresent())
                .as("%d steps away", step - present)
                .isEqualTo(near);
        }
    }

    @Test
    void takesNoCodeOfAStepThatWasTakenOrIsBeforeIt() {
        long present = OneTimeCodes.stepAt(NOW);
        String code = OneTimeCodes.code(SEED, present);
        assertThat(OneTimeCodes.stepOf(code, SEED, NOW, present - 1)).hasValue(present);
        assertThat(OneTimeCodes.stepOf(code, SEED, NOW, present)).isEmpty();
        assertThat(OneTimeCodes.stepOf(code, SEED, NOW, present + 1)).isEmpty();
        assertThat(OneTimeCodes.stepOf(OneTimeCodes.code(SEED, present + 1), SEED, NOW, present)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"''", "28708", "2870822", "abcdef", "١٢٣٤٥٦"})
    void takesNothingElse(String typed) {
        assertThat(OneTimeCodes.stepOf(typed, SEED, NOW, -1)).isEmpty();
    }

    @Test
    void makesSeedsOf160BitsThatDiffer() {
        assertThat(OneTimeCodes.seed()).hasSize(20).isNotEqualTo(OneTimeCodes.seed());
    }
}
