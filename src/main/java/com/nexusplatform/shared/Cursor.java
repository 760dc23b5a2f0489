package com.nexusplatform.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Opaque positions in a list, as given to clients; harmless when changed, since they only say where to go on. */
public final class Cursor {

    private Cursor() {}

    /** Hides a position in a form that fits a URL. */
    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The position; refused with {@link ProblemType#BAD_CURSOR} when it is not one. */
    public static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    /** A position that is an id. */
    public static UUID decodeId(String cursor) {
        try {
            return UUID.fromString(decode(cursor));
        } catch (IllegalArgumentException notAnId) {
            throw refused();
        }
    }

    /** A position that is a row number or another whole number from 0. */
    public static long decodeNumber(String cursor) {
        try {
            return Long.parseUnsignedLong(decode(cursor)) & Long.MAX_VALUE;
        } catch (NumberFormatException notANumber) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.BAD_CURSOR,
                "Take the cursor from nextCursor of the page before, unchanged.");
    }
}
