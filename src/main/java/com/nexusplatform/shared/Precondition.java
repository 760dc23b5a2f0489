package com.nexusplatform.shared;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Which version of an object a caller means to change, as an If-Match header says it (RFC 9110).
 *
 * @param ifMatch the header's value: one or more entity tags, or {@code *}; null when anything goes
 */
public record Precondition(@Nullable String ifMatch) {

    /** A precondition that must be stated; refused with PRECONDITION_REQUIRED when it is not. */
    public static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(ProblemType.PRECONDITION_REQUIRED,
                    "Send the ETag that you read it with as If-Match, so that nobody's change is lost.");
        }
        return new Precondition(ifMatch);
    }

    /** Refuses with STALE unless the object, called by its noun, is in a version that was stated. */
    public void require(String noun, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String present = tag(version);
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(present::equals)) {
            throw new ProblemException(ProblemType.STALE,
                    "The " + noun + " is in version " + version + " now. Read it again, then decide anew.")
                .with("version", version);
        }
    }

    /** The strong entity tag of a version. */
    public static String tag(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
