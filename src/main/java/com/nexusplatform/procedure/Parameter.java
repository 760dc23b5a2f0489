package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a procedure.
 *
 * @param name        name in JSON, camelCase
 * @param type        kind of value
 * @param standard    default: Integer, BigDecimal, String, Boolean or a list of strings, as the type says
 * @param minimum     least value of a number, or null
 * @param maximum     greatest value of a number, or null
 * @param choices     values that a text may take; empty for any
 * @param description what it does, with its unit
 * @param source      where the default comes from
 */
public record Parameter(String name, Type type, Object standard, @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum, List<String> choices, String description, String source) {

    /** Kinds of value. */
    public enum Type {
        /** {@link Integer}. */
        INTEGER,
        /** {@link BigDecimal}, exact. */
        DECIMAL,
        /** {@link String}. */
        TEXT,
        /** {@link Boolean}. */
        FLAG,
        /** List of strings. */
        TEXTS
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    /** A whole number between two bounds. */
    public static Parameter integer(String name, int standard, int minimum, int maximum, String description,
            String source) {
        return new Parameter(name, Type.INTEGER, standard, BigDecimal.valueOf(minimum), BigDecimal.valueOf(maximum),
                List.of(), description, source);
    }

    /** An exact decimal between two bounds, all three as text. */
    public static Parameter decimal(String name, String standard, String minimum, String maximum, String description,
            String source) {
        return new Parameter(name, Type.DECIMAL, new BigDecimal(standard), new BigDecimal(minimum),
                new BigDecimal(maximum),
                List.of(), description, source);
    }

    /** A text, one of the choices when there are any. */
    public static Parameter text(String name, String standard, List<String> choices, String description,
            String source) {
        return new Parameter(name, Type.TEXT, standard, null, null, choices, description, source);
    }

    /** Yes or no. */
    public static Parameter flag(String name, boolean standard, String description, String source) {
        return new Parameter(name, Type.FLAG, standard, null, null, List.of(), description, source);
    }

    /** A list of texts, each one of the choices when there are any. */
    public static Parameter texts(String name, List<String> standard, List<String> choices, String description,
            String source) {
        return new Parameter(name, Type.TEXTS, List.copyOf(standard), null, null, choices, description, source);
    }
}
