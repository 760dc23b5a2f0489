package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;

/**
 * A number for each row that the forest looks at.
 *
 * @param name   name in explanations
 * @param values one a row
 * @param scale  what they are
 */
record Feature(String name, short[] values, Scale scale) {

    /** What the values are. */
    enum Scale {
        /** Whole numbers as they are. */
        NUMBER,
        /** Hundredths of a natural logarithm. */
        LOGARITHM
    }

    /** Whole numbers. */
    static Feature number(String name, short[] values) {
        return new Feature(name, values, Scale.NUMBER);
    }

    /** Hundredths of natural logarithms. */
    static Feature logarithm(String name, short[] values) {
        return new Feature(name, values, Scale.LOGARITHM);
    }

    /** The value of a row, as explanations write it. */
    BigDecimal shown(int row) {
        return BigDecimal.valueOf(values[row], scale == Scale.LOGARITHM ? 2 : 0);
    }

    /** Hundredths of the natural logarithm of a whole number, of 1 when it is less; rounded half to even. */
    static short log(long value) {
        return (short) StrictMath.rint(100 * StrictMath.log((double) Math.max(1, value)));
    }

    /** Whether two rows differ. */
    boolean varies() {
        for (short value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }

    /** Rows at or below each value, by value from {@link Short#MIN_VALUE}. */
    int[] ranks() {
        int[] counts = new int[1 << Short.SIZE];
        for (short value : values) {
            counts[value - Short.MIN_VALUE]++;
        }
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        return counts;
    }
}
