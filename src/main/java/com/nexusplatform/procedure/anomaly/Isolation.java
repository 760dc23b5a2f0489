package com.nexusplatform.procedure.anomaly;

/** Path lengths in random binary trees, in millionths of a step so that their sums are exact. */
final class Isolation {

    /** Parts of a step. */
    static final int MILLION = 1_000_000;

    private Isolation() {}

    /**
     * c(n), the steps that an unsuccessful search in a binary search tree of n values takes on average:
     * 2 H(n − 1) − 2 (n − 1)/n with the harmonic number summed, not estimated by a logarithm; 0 for a single value. In
     * millionths, rounded half to even.
     */
    static int averagePath(int n) {
        if (n < 2) {
            return 0;
        }
        double harmonic = 0;
        for (int i = n - 1; i >= 1; i--) {
            harmonic += 1.0 / i;
        }
        return (int) StrictMath.rint(MILLION * (2 * harmonic - 2.0 * (n - 1) / n));
    }

    /** c(n) of every n up to a number, by n. */
    static int[] averagePaths(int most) {
        int[] averages = new int[most + 1];
        for (int n = 0; n <= most; n++) {
            averages[n] = averagePath(n);
        }
        return averages;
    }

    /** The score 2^(−mean / average): towards 1 the easier to isolate, about one half when nothing stands out. */
    static double score(double meanPath, double averagePath) {
        return StrictMath.pow(2, -meanPath / averagePath);
    }
}
