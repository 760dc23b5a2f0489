package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named figures in the order given, as statistics and explanations carry them. */
public final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** Figures from names and values in turn. */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            figures.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(figures);
    }

    /** Figures and more of them after, from names and values in turn. */
    public static Map<String, Object> with(Map<String, Object> figures, Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.putAll(of(namesAndValues));
        return all;
    }

    /** Part of a whole to four significant digits, half even; 0 of nothing. */
    public static BigDecimal share(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), FOUR_DIGITS).stripTrailingZeros();
    }

    /** A binary floating point figure to four significant digits, half even, where the twelve of {@code Numerals} would be read as noise. */
    public static BigDecimal fourDigits(double figure) {
        return new BigDecimal(figure).round(FOUR_DIGITS);
    }

    /** Whether part of whole is more than a limit, exactly. */
    public static boolean exceeds(long part, long whole, BigDecimal limit) {
        return BigDecimal.valueOf(part).compareTo(limit.multiply(BigDecimal.valueOf(whole))) > 0;
    }
}
