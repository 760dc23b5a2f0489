package com.nexusplatform.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashes and compares short ranges of bytes eight at a time; the last eight may overlap the ones before. */
public final class ByteRanges {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private ByteRanges() {}

    /** A 64-bit hash of the bytes alone: the same wherever they stand, on every machine and in every version. */
    public static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long h = length * SPREAD;
        if (length >= 8) {
            for (int at = from; at < to - 8; at += 8) {
                h = mix(h ^ (long) LONG.get(bytes, at));
            }
            return mix(h ^ (long) LONG.get(bytes, to - 8));
        }
        if (length >= 4) {
            return mix(h ^ ((int) INT.get(bytes, from) & 0xffffffffL | (long) (int) INT.get(bytes, to - 4) << 32));
        }
        if (length == 0) {
            return mix(h);
        }
        return mix(h ^ (bytes[from] & 0xff | (bytes[from + length / 2] & 0xff) << 8 | (bytes[to - 1] & 0xff) << 16));
    }

    /** Whether two ranges hold the same bytes. */
    public static boolean equal(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int length = toA - fromA;
        if (length != toB - fromB) {
            return false;
        }
        if (length >= 8) {
            for (int at = 0; at < length - 8; at += 8) {
                if ((long) LONG.get(a, fromA + at) != (long) LONG.get(b, fromB + at)) {
                    return false;
                }
            }
            return (long) LONG.get(a, toA - 8) == (long) LONG.get(b, toB - 8);
        }
        if (length >= 4) {
            return (int) INT.get(a, fromA) == (int) INT.get(b, fromB)
                    && (int) INT.get(a, toA - 4) == (int) INT.get(b, toB - 4);
        }
        for (int at = 0; at < length; at++) {
            if (a[fromA + at] != b[fromB + at]) {
                return false;
            }
        }
        return true;
    }

    private static long mix(long h) {
        long mixed = h * 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 32;
        mixed *= 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 29;
    }
}
