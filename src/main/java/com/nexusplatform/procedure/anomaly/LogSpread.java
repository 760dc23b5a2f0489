package com.nexusplatform.procedure.anomaly;

/**
 * Centre and spread of the natural logarithms of a group's amounts in minor units. Since logarithms keep the order, everything is
 * found in the sorted amounts by a few look-ups: the logarithm is taken of some dozens of amounts, not of all.
 *
 * @param size      number of amounts
 * @param median    median of the logarithms, type 7: the mean of the two middle ones of an even number
 * @param deviation median of |ln x − median|, type 7
 * @param quartile1 first quartile of the logarithms, type 7
 * @param quartile3 third quartile of the logarithms, type 7
 */
record LogSpread(int size, double median, double deviation, double quartile1, double quartile3) {

    /** Makes the median absolute deviation of a normal distribution its standard deviation (Iglewicz and Hoaglin 1993). */
    static final double SCALE = 0.6745;

    /** The spread of positive amounts sorted between two indices, at least one. */
    static LogSpread of(long[] sorted, int from, int to) {
        int size = to - from;
        double median = quantile(sorted, from, size, 2);
        return new LogSpread(size, median, deviation(sorted, from, to, median), quantile(sorted, from, size, 1),
                quantile(sorted, from, size, 3));
    }

    /** Natural logarithm of an amount in minor units; exact integers up to 2^53, rounded to the nearest double above. */
    static double log(long amount) {
        return StrictMath.log((double) amount);
    }

    /** Whether the amounts differ enough for a deviation to be measured; otherwise the group "cannot say". */
    boolean speaks() {
        return deviation > 0;
    }

    /** Modified z of an amount: 0.6745 (ln x − median) / deviation. */
    double modifiedZ(long amount) {
        return SCALE * (log(amount) - median) / deviation;
    }

    /** |ln x − median|, the logarithm of the ratio to the group's usual amount. */
    double distance(long amount) {
        return StrictMath.abs(log(amount) - median);
    }

    /** Whether an amount is beyond Tukey's fences so many interquartile ranges outside the quartiles. */
    boolean beyondFence(long amount, double ranges) {
        double reach = ranges * (quartile3 - quartile1);
        double log = log(amount);
        return log > quartile3 + reach || log < quartile1 - reach;
    }

    /** The quantile of so many quarters, type 7: linear between the neighbours of (n − 1)·p. */
    private static double quantile(long[] sorted, int from, int size, int quarters) {
        long place = (size - 1L) * quarters;
        int lower = from + (int) (place / 4);
        double low = log(sorted[lower]);
        int part = (int) (place % 4);
        return part == 0 ? low : low + part / 4.0 * (log(sorted[lower + 1]) - low);
    }

    /**
     * Deviations below the median, read downwards, and above it, read upwards, are two sorted rows; the smaller half of both
     * together is found by bisection on how many of them lie below.
     */
    private static double deviation(long[] sorted, int from, int to, double median) {
        int middle = firstNotBelow(sorted, from, to, median);
        int half = (to - from + 1) / 2;
        int low = Math.max(0, half - (to - middle));
        int high = Math.min(half, middle - from);
        while (low < high) {
            int below = (low + high) >>> 1;
            if (below(sorted, middle, below, median) < above(sorted, middle, half - below - 1, median)) {
                low = below + 1;
            } else {
                high = below;
            }
        }
        int above = half - low;
        double last = Math.max(low == 0 ? 0 : below(sorted, middle, low - 1, median),
                above == 0 ? 0 : above(sorted, middle, above - 1, median));
        if ((to - from) % 2 == 1) {
            return last;
        }
        double next = Math.min(middle - low <= from ? Double.MAX_VALUE : below(sorted, middle, low, median),
                middle + above >= to ? Double.MAX_VALUE : above(sorted, middle, above, median));
        return (last + next) / 2;
    }

    private static int firstNotBelow(long[] sorted, int from, int to, double median) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log(sorted[middle]) < median) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double below(long[] sorted, int middle, int place, double median) {
        return median - log(sorted[middle - 1 - place]);
    }

    private static double above(long[] sorted, int middle, int place, double median) {
        return log(sorted[middle + place]) - median;
    }
}
