package com.nexusplatform.examination;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Which version of an examination a caller means to change, as an If-Match header says it (RFC 9110).
 *
 * @param ifMatch the header's value: one or more entity tags, or {@code *}; null when anything goes
 */
public record Precondition(@Nullable String ifMatch) {

    /** A precondition that must be stated; refused with PRECONDITION_REQUIRED when it is not. */
    public static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(ProblemType.PRECONDITION_REQUIRED,
                    "Send the ETag that you got with the examination as If-Match, so that nobody's change is lost.");
        }
        return new Precondition(ifMatch);
    }

    /** Refuses with STALE unless the examination is in a version that was stated. */
    void require(Examination examination) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String present = tag(examination.version());
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(present::equals)) {
            throw new ProblemException(ProblemType.STALE, "The examination is in version " + examination.version()
                    + " now. Read it again, then decide anew.")
                .with("version", examination.version());
        }
    }

    /** The strong entity tag of a version. */
    public static String tag(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
