package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.sampling.SampleSize;
import com.nexusplatform.procedure.sampling.UpperBound;

/**
 * The most errors that a population can hold after so many were found.
 *
 * @param errors       rows in error
 * @param rate         their share of the population
 * @param rows         rows of the population
 * @param confidence   of the bound
 * @param distribution by which it was computed
 */
record AttributeBound(long errors, BigDecimal rate, int rows, BigDecimal confidence, String distribution) {

    private static final int DECIMALS = 2;
    private static final int DIGITS = 2;

    /** The hypergeometric bound of a population of up to 10,000 rows, else that of Clopper and Pearson. */
    static AttributeBound of(int found, int drawn, int rows, BigDecimal confidence) {
        if (rows <= SampleSize.SMALL_POPULATION || drawn >= rows) {
            int most = UpperBound.hypergeometric(found, drawn, rows, confidence);
            return new AttributeBound(most, Numerals.quotient(most, rows), rows, confidence, "hypergeometric");
        }
        BigDecimal rate = UpperBound.binomial(found, drawn, confidence);
        long most = rate.multiply(BigDecimal.valueOf(rows)).setScale(0, RoundingMode.FLOOR).longValueExact();
        return new AttributeBound(most, rate, rows, confidence, "binomial (Clopper-Pearson)");
    }

    /** Such as {@code at most 4.87 % at 95 % confidence}. */
    String words() {
        return "at most " + bound(rate) + " at " + percent(confidence) + " confidence";
    }

    /** A share in per cent of at most two decimals, half up. */
    static String percent(BigDecimal share) {
        return plain(share.movePointRight(2).setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /**
     * A bound in per cent as it is published, of two decimals half up from one per cent on. Below that it is rounded up, and of
     * two digits at least, so that the words never say less than the bound, nor nothing of one that is more.
     */
    private static String bound(BigDecimal share) {
        BigDecimal percent = share.movePointRight(2).stripTrailingZeros();
        if (percent.compareTo(BigDecimal.ONE) >= 0) {
            return percent(share);
        }
        int leadingZeros = percent.scale() - percent.precision();
        return plain(percent.setScale(Math.max(DECIMALS, leadingZeros + DIGITS), RoundingMode.CEILING));
    }

    private static String plain(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString() + " %";
    }
}
