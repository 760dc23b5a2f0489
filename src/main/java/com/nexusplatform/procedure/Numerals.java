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

    private static final BigDecimal LEAST_PLAIN = new BigDecimal("0.001");

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

    /** A number of things for sentences, such as {@code 1 row} or {@code 1,200 rows}. */
    public static String counted(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    /**
     * A probability for verdicts and sentences with all its digits: plain from {@code 0.001} on, and below it in scientific
     * notation such as {@code 1.234e-20}.
     */
    public static String probability(BigDecimal probability) {
        BigDecimal stripped = probability.stripTrailingZeros();
        if (stripped.signum() == 0 || stripped.compareTo(LEAST_PLAIN) >= 0) {
            return stripped.toPlainString();
        }
        int exponent = stripped.precision() - stripped.scale() - 1;
        return stripped.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
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
