package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

import com.nexusplatform.procedure.Numerals;

/**
 * Values of earlier days, and whether a later one is beyond their mean by so many standard deviations. Most values are turned
 * away by an estimate in binary floating point that errs on the other side; the rest is decided in whole numbers.
 */
final class History {

    private static final MathContext PRECISION = new MathContext(Numerals.SIGNIFICANT, RoundingMode.HALF_EVEN);

    private long[] values = new long[64];
    private int size;
    private double sum;
    private double squares;
    private int exactUpTo;
    private BigInteger exactSum = BigInteger.ZERO;
    private BigInteger exactSquares = BigInteger.ZERO;

    /** Forgets all. */
    void clear() {
        size = 0;
        sum = 0;
        squares = 0;
        exactUpTo = 0;
        exactSum = BigInteger.ZERO;
        exactSquares = BigInteger.ZERO;
    }

    /** Adds the value of a day. */
    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sum += value;
        squares += (double) value * value;
    }

    /** Number of days. */
    int size() {
        return size;
    }

    /**
     * Whether a value is more than the mean, at least ratio times it, and at least the mean plus sigmas standard deviations (of a
     * sample).
     */
    boolean exceededBy(long value, BigDecimal sigmas, BigDecimal ratio) {
        double mean = sum / size;
        if (value < mean * ratio.doubleValue() * (1 - 1e-9)) {
            return false;
        }
        double variance = (squares - sum * mean) / (size - 1);
        double k = sigmas.doubleValue();
        if ((value - mean) * (value - mean) < k * k * (variance * (1 - 1e-6) - squares * 1e-12)) {
            return false;
        }
        Moments moments = moments();
        return moments.exceededBy(value, sigmas, ratio);
    }

    /** Exact moments of the days added. */
    Moments moments() {
        for (; exactUpTo < size; exactUpTo++) {
            BigInteger value = BigInteger.valueOf(values[exactUpTo]);
            exactSum = exactSum.add(value);
            exactSquares = exactSquares.add(value.multiply(value));
        }
        return new Moments(size, exactSum, exactSquares);
    }

    /**
     * Number, sum and sum of squares of whole numbers.
     *
     * @param days    how many
     * @param sum     their sum
     * @param squares the sum of their squares
     */
    record Moments(int days, BigInteger sum, BigInteger squares) {

        /** As of {@link History#exceededBy}, without division or root. */
        boolean exceededBy(long value, BigDecimal sigmas, BigDecimal ratio) {
            BigInteger n = BigInteger.valueOf(days);
            BigInteger times = n.multiply(BigInteger.valueOf(value));
            BigInteger distance = times.subtract(sum);
            boolean atLeastRatio = new BigDecimal(times).compareTo(ratio.multiply(new BigDecimal(sum))) >= 0;
            BigDecimal left = new BigDecimal(distance.multiply(distance).multiply(BigInteger.valueOf(days - 1L)));
            BigDecimal right = sigmas.multiply(sigmas).multiply(new BigDecimal(n.multiply(spread())));
            return atLeastRatio && distance.signum() > 0 && left.compareTo(right) >= 0;
        }

        /** The mean, to 12 digits. */
        BigDecimal mean() {
            return new BigDecimal(sum).divide(BigDecimal.valueOf(days), PRECISION);
        }

        /** Standard deviation of a sample, to 12 digits. */
        BigDecimal deviation() {
            BigDecimal divisor = BigDecimal.valueOf(days).multiply(BigDecimal.valueOf(days - 1L));
            return new BigDecimal(spread()).divide(divisor, MathContext.DECIMAL128).sqrt(PRECISION);
        }

        private BigInteger spread() {
            return BigInteger.valueOf(days).multiply(squares).subtract(sum.multiply(sum));
        }
    }
}
