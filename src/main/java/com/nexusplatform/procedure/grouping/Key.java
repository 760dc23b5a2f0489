package com.nexusplatform.procedure.grouping;

/**
 * Hashed keys of rows, 64 bits, the same on every machine. Equal rows have equal keys; equal keys are to be verified, since
 * two different rows may share one.
 */
public final class Key {

    /** Key of a row that is left out. */
    public static final long NONE = 0;

    private static final long SEED = 0x6A09E667F3BCC909L;

    private Key() {}

    /** Key of one value. */
    public static long of(long value) {
        return with(SEED, value);
    }

    /** The key extended by a value; never {@link #NONE}. */
    public static long with(long key, long value) {
        long mixed = (key ^ value * 0xBF58476D1CE4E5B9L) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        mixed *= 0x94D049BB133111EBL;
        mixed ^= mixed >>> 32;
        return mixed == NONE ? 1 : mixed;
    }

    /** Key of bytes. */
    public static long of(byte[] bytes, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001B3L;
        }
        return with(hash, to - from);
    }
}
