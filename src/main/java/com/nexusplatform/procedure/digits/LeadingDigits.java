package com.nexusplatform.procedure.digits;

import java.math.BigInteger;

/** The leading significant digits of whole numbers. Integers throughout: a logarithm would be wrong near powers of ten. */
final class LeadingDigits {

    private static final long[] POWERS = powers();
    private static final long[] FACTORS = new long[POWERS.length];
    private static final int[] SHIFTS = new int[POWERS.length];

    /*
     * Division by a power of ten d as the upper half of a product (Granlund and Montgomery 1994): with 2^(l - 1) < d <= 2^l and
     * factor = floor(2^(63 + l) / d) + 1, n / d = n factor / 2^(63 + l) cut off, for every n below 2^63.
     */
    static {
        for (int i = 1; i < POWERS.length; i++) {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(POWERS[i] - 1);
            FACTORS[i] = BigInteger.TWO.pow(Long.SIZE - 1 + bits)
                .divide(BigInteger.valueOf(POWERS[i]))
                .add(BigInteger.ONE)
                .longValue();
            SHIFTS[i] = bits - 1;
        }
    }

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
        return (int) (surplus > 0
                ? Math.unsignedMultiplyHigh(magnitude, FACTORS[surplus]) >>> SHIFTS[surplus]
                : magnitude * POWERS[-surplus]);
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
