package com.nexusplatform.columnar;

import java.math.BigDecimal;
import java.util.Currency;

/** ISO 4217 currencies: whether a code is one, and how many decimals its minor unit has. */
public final class Currencies {

    private Currencies() {}

    /** Whether the code names a currency, letter by letter. */
    public static boolean exists(String code) {
        try {
            return Currency.getInstance(code) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** Decimals of the minor unit: 2 for USD, 0 for JPY, 3 for KWD; 2 where ISO 4217 states none. */
    public static int digits(String code) {
        int digits = exists(code) ? Currency.getInstance(code).getDefaultFractionDigits() : 2;
        return Math.max(digits, 0) == digits ? digits : 2;
    }

    /** Minor units as an exact decimal of the currency, {@code 12345} in USD as {@code 123.45}. */
    public static BigDecimal decimal(long minorUnits, String code) {
        return BigDecimal.valueOf(minorUnits, digits(code));
    }
}
