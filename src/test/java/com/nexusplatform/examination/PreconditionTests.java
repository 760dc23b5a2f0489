package com.nexusplatform.examination;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which version a caller may change. */
class PreconditionTests {

    private final Examination fresh = ExaminationFixtures.planned();

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "*", "\"7\", \"0\"", " \"0\" "})
    void holdsForThePresentVersion(String ifMatch) {
        assertThatNoException().isThrownBy(() -> Precondition.required(ifMatch).require(fresh));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "0", "W/\"0\"", "\"\""})
    void failsForAnyOtherVersionAndForWeakTags(String ifMatch) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class,
                () -> Precondition.required(ifMatch).require(fresh));
        assertThat(refusal.type()).isEqualTo(ProblemType.STALE);
        assertThat(refusal.properties()).containsEntry("version", 0L);
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
        assertThatNoException().isThrownBy(() -> new Precondition(null).require(fresh));
        assertThat(Precondition.tag(3)).isEqualTo("\"3\"");
    }
}
