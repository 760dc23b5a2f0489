package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
 * @param form        how each text is to be written
 * @param decimals    most decimals of a number
 * @param floor       name of the number that it must not be below, or null
 */
public record Parameter(String name, Type type, Object standard, @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum, List<String> choices, String description, String source, Form form, int decimals,
        @Nullable String floor) {

    /** Most decimals of a number, unless a parameter has fewer. */
    public static final int MOST_DECIMALS = 30;

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

    /**
     * How texts are to be written, where they stand for something else. A plan with what cannot be read is refused, so that no
     * procedure meets it.
     *
     * @param words    what to write, to follow "must be"
     * @param readable whether a list of texts, or the one text, can be read
     * @param known    of words that anybody may choose, those that name nobody; null where nothing that can be read names anybody
     */
    public record Form(String words, Predicate<List<String>> readable, @Nullable Predicate<String> known) {

        /** Any text. */
        public static final Form ANY = free("text", text -> true, text -> false);
        /** A day. */
        public static final Form DATE = each("written as yyyy-MM-dd, such as 2025-12-31", Form::isDate);
        /** A day, or nothing. */
        public static final Form DATE_OR_NONE = each("written as yyyy-MM-dd, such as 2025-12-31, or empty",
                text -> text.isEmpty() || isDate(text));
        /** A minute of the day. */
        public static final Form TIME = each("written as HH:mm, such as 08:30", Form::isTime);
        /** A time zone, or nothing. */
        public static final Form ZONE = each("an IANA time zone such as Europe/Vienna, or empty",
                text -> text.isEmpty() || isZone(text));

        private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        private static final Pattern MINUTE = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

        /** Texts that stand for something else, and name nobody. */
        public Form(String words, Predicate<List<String>> readable) {
            this(words, readable, null);
        }

        /** Texts each of which can be read by itself, and stands for something else. */
        public static Form each(String words, Predicate<String> readable) {
            return new Form(words, texts -> texts.stream().allMatch(readable));
        }

        /** Words of whoever makes the plan, each of which can be read by itself; those known name nobody. */
        public static Form free(String words, Predicate<String> readable, Predicate<String> known) {
            return new Form(words, texts -> texts.stream().allMatch(readable), known);
        }

        private static boolean isDate(String text) {
            try {
                return DAY.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
            } catch (DateTimeException noDay) {
                return false;
            }
        }

        private static boolean isTime(String text) {
            return MINUTE.matcher(text).matches();
        }

        private static boolean isZone(String text) {
            try {
                return ZoneId.of(text).getRules() != null;
            } catch (DateTimeException noZone) {
                return false;
            }
        }
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    private Parameter(String name, Type type, Object standard, @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum, List<String> choices, String description, String source) {
        this(name, type, standard, minimum, maximum, choices, description, source, Form.ANY, MOST_DECIMALS, null);
    }

    /** Whether it takes words that whoever makes the plan may choose freely, so that they can name somebody. */
    public boolean free() {
        return (type == Type.TEXT || type == Type.TEXTS) && choices.isEmpty() && form.known() != null;
    }

    /** Whether a text given for it can name somebody: no default, and not known to name nobody. */
    public boolean canName(String text) {
        Predicate<String> known = form.known();
        boolean usual = standard.equals(text) || standard instanceof List<?> texts && texts.contains(text);
        return free() && !text.isBlank() && !usual && known != null && !known.test(text);
    }

    /** The same parameter, each of whose texts is to be written so. */
    public Parameter written(Form texts) {
        return new Parameter(name, type, standard, minimum, maximum, choices, description, source, texts, decimals,
                floor);
    }

    /** The same decimal, refused with more decimals than these, since the method would not tell them apart. */
    public Parameter toDecimals(int most) {
        return new Parameter(name, type, standard, minimum, maximum, choices,
                description + ", to " + most + " decimals",
                source, form, most, floor);
    }

    /** The same number, refused below another of the same procedure. */
    public Parameter notBelow(String other) {
        return new Parameter(name, type, standard, minimum, maximum, choices,
                description + "; not below " + other, source, form, decimals, other);
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
