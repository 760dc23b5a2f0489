package com.nexusplatform.shared;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which version a caller may change. */
class PreconditionTests {

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "*", "\"7\", \"0\"", " \"0\" "})
    void holdsForThePresentVersion(String ifMatch) {
        assertThatNoException().isThrownBy(() -> Precondition.required(ifMatch).require("alert", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "0", "W/\"0\"", "\"\"", "\"+0\"", "\"-0\"", "\"00\"", "\"0",
            "\"\"0\"\"", "\"7\", 0", "\"7\", *"})
    void failsForAnyOtherVersionAndForWeakTags(String ifMatch) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class,
                () -> Precondition.required(ifMatch).require("alert", 0));
        assertThat(refusal.type()).isEqualTo(ProblemType.STALE);
        assertThat(refusal.properties()).containsEntry("version", 0L);
        assertThat(refusal.detail()).startsWith("The alert is in version 0 now.");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = " ")
    void mustBeStatedWhereRequired(String ifMatch) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> Precondition.required(ifMatch)).type())
            .isEqualTo(ProblemType.PRECONDITION_REQUIRED);
    }

    @Test
    void mayBeLeftOutElsewhere() {
        assertThatNoException().isThrownBy(() -> new Precondition(null).require("alert", 0));
        assertThat(Precondition.tag(3)).isEqualTo("\"3\"");
    }
}
