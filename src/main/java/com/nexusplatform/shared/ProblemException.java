package com.nexusplatform.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/** An act that was refused; rendered as an RFC 9457 problem document with the detail and the properties given. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    /** A refusal of the given type; the detail says what, where and how to mend it, in words for the caller. */
    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    /** The same refusal with one more member in its problem document. */
    public ProblemException with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** An object that does not exist, or does not exist for this caller: both look the same. */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ", or it is not yours to see.");
    }

    /** Kind of the refusal. */
    public ProblemType type() {
        return type;
    }

    /** Words for the caller. */
    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Additional members of the problem document, in the order in which they were added. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
