package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import com.nexusplatform.columnar.Currencies;

/** How procedures write figures, the same in every locale: rounded to a stated number of digits, or exact. */
public final class Numerals {

    /** Significant digits of a figure that was computed in binary floating point. */
    public static final int SIGNIFICANT = 12;

    private static final MathContext PRECISION = new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN);

    private Numerals() {}

    /**
     * The figure rounded half to even to {@value #SIGNIFICANT} significant digits. Verdicts compare this value, so that what is
     * shown is what was decided upon.
     *
     * @throws NumberFormatException when the value is not finite
     */
    public static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(PRECISION);
    }

    /** The quotient of two whole numbers rounded half to even to {@value #SIGNIFICANT} significant digits. */
    public static BigDecimal quotient(long dividend, long divisor) {
        return BigDecimal.valueOf(dividend).divide(BigDecimal.valueOf(divisor), PRECISION);
    }

    /** Minor units as a plain decimal of the currency, {@code 12345} in USD as {@code 123.45}; exact. */
    public static String money(long minorUnits, String currency) {
        return Currencies.decimal(minorUnits, currency).toPlainString();
    }

    /** A whole number with a comma between thousands, for sentences. */
    public static String grouped(long value) {
        StringBuilder digits = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    /** A figure for sentences, rounded half to even to so many decimals, with a comma between thousands. */
    public static String grouped(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        String plain = rounded.toPlainString();
        int point = plain.indexOf('.');
        String whole = grouped(rounded.longValue());
        String sign = rounded.signum() < 0 && !whole.startsWith("-") ? "-" : "";
        return sign + whole + (point < 0 ? "" : plain.substring(point));
    }
}
