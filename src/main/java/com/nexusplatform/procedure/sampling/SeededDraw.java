package com.nexusplatform.procedure.sampling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Random numbers that a seed determines on every machine and in every version of Java: SplitMix64 (Steele, Lea, Flood 2014).
 * Not for several threads.
 */
public final class SeededDraw {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int A_FEW = 64;

    private long state;

    /** Begins with the seed given. */
    public SeededDraw(long seed) {
        state = seed;
    }

    /** 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** A whole number from 0 to below the bound, each as likely as any other. */
    public long below(long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("nothing is below " + bound);
        }
        int unused = Long.numberOfLeadingZeros(bound - 1);
        while (bound > 1) {
            long number = bits() >>> unused;
            if (number < bound) {
                return number;
            }
        }
        return 0;
    }

    /**
     * Draws without replacement, each set of rows as likely as any other.
     *
     * @param population numbers to draw from; their order is changed
     * @return {@code size} of them in the order of drawing, all when there are no more
     */
    public int[] rows(int[] population, int size) {
        int drawn = Math.min(size, population.length);
        for (int i = 0; i < drawn; i++) {
            int other = i + (int) below(population.length - i);
            int row = population[other];
            population[other] = population[i];
            population[i] = row;
        }
        return Arrays.copyOf(population, drawn);
    }

    /** Draws as {@link #rows} does from the numbers 0 to below a bound, in memory for those drawn alone where they are few. */
    public int[] indices(int bound, int size) {
        if (size > bound / A_FEW) {
            return rows(IntStream.range(0, bound).toArray(), size);
        }
        Map<Integer, Integer> moved = new HashMap<>(); // numbers that no longer stand at their own place
        int[] drawn = new int[size];
        for (int i = 0; i < size; i++) {
            int other = i + (int) below(bound - i);
            drawn[i] = moved.getOrDefault(other, other);
            moved.put(other, moved.getOrDefault(i, i));
        }
        return drawn;
    }
}
