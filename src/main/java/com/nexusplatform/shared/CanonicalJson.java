package com.nexusplatform.shared;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes values as the one JSON text that is hashed: members sorted by name in UTF-16 order, no white space, strings escaped
 * as RFC 8785 does, whole numbers and plain decimals only. Binary floating point is refused, since its text is a choice.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * The canonical text of null, a string, boolean, {@link Integer}, {@link Long}, {@link BigDecimal}, enum, map with string
     * keys, or iterable of these.
     *
     * @throws IllegalArgumentException for any other type
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case CharSequence text -> quote(text, out);
            case Enum<?> constant -> quote(constant.name(), out);
            case Boolean truth -> out.append(truth);
            case Integer whole -> out.append(whole.intValue());
            case Long whole -> out.append(whole.longValue());
            case BigDecimal decimal -> out.append(plain(decimal));
            case Map<?, ?> members -> object(members, out);
            case Iterable<?> items -> array(items, out);
            default -> throw new IllegalArgumentException("no canonical form for " + value.getClass().getName());
        }
    }

    /** Plain digits without trailing zeros after the point, so that 1.50 and 1.5 are one number. */
    private static String plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static void object(Map<?, ?> members, StringBuilder out) {
        String[] names = members.keySet().toArray(String[]::new);
        Arrays.sort(names);
        out.append('{');
        String separator = "";
        for (String name : names) {
            out.append(separator);
            quote(name, out);
            out.append(':');
            write(members.get(name), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void array(Iterable<?> items, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            write(item, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void quote(CharSequence text, StringBuilder out) {
        out.append('"');
        int plain = 0; // from here on nothing needs an escape
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(c, out);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
