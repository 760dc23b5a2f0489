package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;

import com.nexusplatform.procedure.Numerals;

/**
 * The interval of a proportion after Wilson (1927), which stays inside 0 to 1 and holds near its ends.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record WilsonInterval(BigDecimal lower, BigDecimal upper) {

    /** The interval of so many hits in n, two-sided. */
    public static WilsonInterval of(long hits, long n, BigDecimal confidence) {
        // half of z² has a gamma distribution of shape ½ where z is standard normal
        double square = 2 * Distribution.gammaQuantile(0.5, confidence.doubleValue());
        double share = (double) hits / n;
        double centre = share + square / (2 * n);
        double half = StrictMath.sqrt(square * (share * (1 - share) / n + square / (4.0 * n * n)));
        double whole = 1 + square / n;
        return new WilsonInterval(Numerals.rounded(Math.max(0, (centre - half) / whole)),
                Numerals.rounded(Math.min(1, (centre + half) / whole)));
    }
}
