package com.nexusplatform.procedure.digits;

import java.math.BigInteger;

/** The leading significant digits of whole numbers. Integers throughout: a logarithm would be wrong near powers of ten. */
final class LeadingDigits {

    private static final long[] POWERS = powers();

    private LeadingDigits() {}

    /**
     * The leading digits of the magnitude of a value other than zero; a value of fewer digits is padded with zeros at the right,
     * so that the two leading digits of 7 are 70.
     *
     * @param digits how many, 1 to 3
     */
    static int of(long value, int digits) {
        // the magnitude of the least long has no long; its neighbour begins with the same digits
        long magnitude = value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
        int surplus = length(magnitude) - digits;
        return (int) (surplus >= 0 ? magnitude / POWERS[surplus] : magnitude * POWERS[-surplus]);
    }

    /** The leading digits of a positive number of any size, padded as those of a {@code long}. */
    static int of(BigInteger value, int digits) {
        String text = value.abs().toString();
        return Integer.parseInt(text.length() >= digits
                ? text.substring(0, digits)
                : text + "0".repeat(digits - text.length()));
    }

    /** Number of decimal digits of a positive number. */
    static int length(long value) {
        int estimate = (64 - Long.numberOfLeadingZeros(value)) * 1233 >>> 12; // bits times log10(2)
        return value < POWERS[estimate] ? estimate : estimate + 1;
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
