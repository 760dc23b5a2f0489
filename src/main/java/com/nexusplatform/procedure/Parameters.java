package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Texts;

/** Values of a procedure's parameters: those given, checked against the declaration, and defaults for the others. */
public final class Parameters {

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_TEXTS = 1_000;

    private final Map<String, Object> values;

    private Parameters(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The parameters of a procedure with the values given; refused with {@link ProblemType#PLAN_REFUSED}, naming the
     * parameter, where one is unknown, of another type or out of bounds.
     *
     * @param given as read from JSON: whole numbers, decimals, strings, booleans, lists; what is left out takes its default
     */
    public static Parameters of(Declaration declaration, Map<String, ? extends @Nullable Object> given) {
        Map<String, Object> values = new TreeMap<>();
        for (Parameter parameter : declaration.parameters()) {
            values.put(parameter.name(), given.containsKey(parameter.name())
                    ? checked(declaration, parameter, given.get(parameter.name()))
                    : parameter.standard());
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw refused(declaration, name, "is not a parameter; there are " + values.keySet());
            }
        }
        Parameters parameters = new Parameters(values);
        declaration.parameters().forEach(parameter -> parameters.refuseBelowFloor(declaration, parameter));
        return parameters;
    }

    /** Defaults throughout. */
    public static Parameters defaults(Declaration declaration) {
        return of(declaration, Map.of());
    }

    /** All values by name, in a form that {@link com.nexusplatform.shared.CanonicalJson} writes. */
    public Map<String, Object> values() {
        return values;
    }

    /** A whole number. */
    public int integer(String name) {
        return (Integer) value(name);
    }

    /** An exact decimal. */
    public BigDecimal decimal(String name) {
        return (BigDecimal) value(name);
    }

    /** A text. */
    public String text(String name) {
        return (String) value(name);
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return ((List<?>) value(name)).stream().map(String.class::cast).toList();
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " is not declared");
        }
        return value;
    }

    private void refuseBelowFloor(Declaration declaration, Parameter parameter) {
        String floor = parameter.floor();
        if (floor != null && number(parameter.name()).compareTo(number(floor)) < 0) {
            throw refused(declaration, parameter.name(),
                    "must be at least " + floor + ", which is " + value(floor));
        }
    }

    private BigDecimal number(String name) {
        return new BigDecimal(value(name).toString());
    }

    private static Object checked(Declaration declaration, Parameter parameter, @Nullable Object value) {
        if (value == null) {
            throw refused(declaration, parameter.name(), "must not be null; leave it out for its default");
        }
        return switch (parameter.type()) {
            case INTEGER ->
                bounded(declaration, parameter, number(declaration, parameter, value), true).intValueExact();
            case DECIMAL -> bounded(declaration, parameter, number(declaration, parameter, value), false);
            case TEXT ->
                readable(declaration, parameter, List.of(choice(declaration, parameter, value))).getFirst();
            case FLAG -> {
                if (value instanceof Boolean flag) {
                    yield flag;
                }
                throw refused(declaration, parameter.name(), "must be true or false");
            }
            case TEXTS -> {
                if (value instanceof List<?> texts) {
                    if (texts.size() > MOST_TEXTS) {
                        throw refused(declaration, parameter.name(), "must have at most " + MOST_TEXTS + " texts");
                    }
                    yield readable(declaration, parameter,
                            texts.stream().map(text -> choice(declaration, parameter, text)).toList());
                }
                throw refused(declaration, parameter.name(), "must be a list of texts");
            }
        };
    }

    private static BigDecimal number(Declaration declaration, Parameter parameter, Object value) {
        if (value instanceof Number || value instanceof String text && text.length() <= LONGEST_TEXT) {
            try {
                return new BigDecimal(value.toString());
            } catch (NumberFormatException notANumber) {
                throw refused(declaration, parameter.name(), "must be a number");
            }
        }
        throw refused(declaration, parameter.name(), "must be a number");
    }

    private static BigDecimal bounded(Declaration declaration, Parameter parameter, BigDecimal value, boolean whole) {
        BigDecimal minimum = parameter.minimum();
        BigDecimal maximum = parameter.maximum();
        boolean outside = minimum != null && value.compareTo(minimum) < 0
                || maximum != null && value.compareTo(maximum) > 0;
        if (outside) {
            throw refused(declaration, parameter.name(), "must be from " + minimum + " to " + maximum);
        }
        if (value.scale() > parameter.decimals()) {
            throw refused(declaration, parameter.name(), "must have at most " + parameter.decimals() + " decimals");
        }
        if (whole && value.stripTrailingZeros().scale() > 0) {
            throw refused(declaration, parameter.name(), "must be a whole number");
        }
        return value;
    }

    private static String choice(Declaration declaration, Parameter parameter, @Nullable Object value) {
        if (!(value instanceof String text)) {
            throw refused(declaration, parameter.name(), "must be text");
        }
        if (text.length() > LONGEST_TEXT) {
            throw refused(declaration, parameter.name(), "must have at most " + LONGEST_TEXT + " characters");
        }
        if (!Texts.isStorable(text)) {
            throw refused(declaration, parameter.name(),
                    "must not hold the character U+0000 or half of a surrogate pair");
        }
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
            throw refused(declaration, parameter.name(), "must be one of " + parameter.choices());
        }
        return text;
    }

    private static List<String> readable(Declaration declaration, Parameter parameter, List<String> texts) {
        if (!parameter.form().readable().test(texts)) {
            throw refused(declaration, parameter.name(), "must be " + parameter.form().words());
        }
        return texts;
    }

    private static ProblemException refused(Declaration declaration, String name, String why) {
        return new ProblemException(ProblemType.PLAN_REFUSED, declaration.code() + ": " + name + " " + why + ".")
            .with("procedure", declaration.code())
            .with("parameter", name);
    }
}
