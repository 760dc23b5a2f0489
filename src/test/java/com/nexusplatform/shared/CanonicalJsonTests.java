package com.nexusplatform.shared;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The one JSON text that is hashed. */
class CanonicalJsonTests {

    @Test
    void sortsMembersByName() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("b", 1);
        members.put("a", List.of(true, "x"));
        assertThat(CanonicalJson.write(members)).isEqualTo("{\"a\":[true,\"x\"],\"b\":1}");
    }

    @Test
    void writesEqualDecimalsEqually() {
        assertThat(CanonicalJson.write(new BigDecimal("1.50"))).isEqualTo("1.5");
        assertThat(CanonicalJson.write(new BigDecimal("1.5"))).isEqualTo("1.5");
        assertThat(CanonicalJson.write(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(CanonicalJson.write(new BigDecimal("0.00"))).isEqualTo("0");
        assertThat(CanonicalJson.write(-7L)).isEqualTo("-7");
    }

    @Test
    void escapesWhatJsonMustAndNothingElse() {
        assertThat(CanonicalJson.write("a\"\\\n\r\t\b\f\u0001é😀"))
            .isEqualTo("\"a\\\"\\\\\\n\\r\\t\\b\\f\\u0001é😀\"");
    }

    @Test
    void writesNullAndEnumsByName() {
        assertThat(CanonicalJson.write(Arrays.asList(null, Role.AUDITOR))).isEqualTo("[null,\"AUDITOR\"]");
    }

    @Test
    void refusesBinaryFloatingPoint() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(1.5d));
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(CanonicalJson.write(Map.of("n", 1234567, "c", "\u0001")))
                .isEqualTo("{\"c\":\"\\u0001\",\"n\":1234567}");
        } finally {
            Locale.setDefault(before);
        }
    }
}
