package com.nexusplatform.procedure.anomaly;

/**
 * Steele, Lea and Flood's SplitMix64 (2014), written out here so that what a seed draws never changes with the platform. Equal
 * seeds draw equal numbers for ever.
 */
final class SplitMix {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /** The generator of one of many parts, such as a tree; parts may be drawn in any order. */
    static SplitMix part(long seed, int part) {
        return new SplitMix(mixed(seed + GAMMA * (part + 1L)));
    }

    /** The next 64 bits. */
    long next() {
        state += GAMMA;
        return mixed(state);
    }

    /** A whole number from 0 to below a bound above 0, each equally likely: the upper half of a product, draws that would favour some rejected. */
    int below(int bound) {
        long draw = next();
        long least = Long.remainderUnsigned(-bound, bound);
        while (Long.compareUnsigned(draw * bound, least) < 0) {
            draw = next();
        }
        return (int) Math.unsignedMultiplyHigh(draw, bound);
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
