package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;

import com.nexusplatform.procedure.grouping.BinomialTail;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Whether more amounts lie below a limit than the share that the lower band has of others, which is taken for one half at least.
 *
 * @param below         rows in the lower band
 * @param both          rows in both bands
 * @param belowOfOthers rows of the others in the lower band
 * @param others        rows of the others in both bands
 */
record BandTest(int below, int both, int belowOfOthers, int others) {

    /** Least share that the lower band is expected to have. */
    static final BigDecimal HALF = new BigDecimal("0.5");

    /** Stands for a probability below it: that of nothing is 0, but a double holds no less than 1e-323. */
    static final BigDecimal LEAST_PROBABILITY = new BigDecimal("1E-300");

    /** The test of rows that are expected in either band alike. */
    static BandTest ofHalves(int below, int both) {
        return new BandTest(below, both, 1, 2);
    }

    /** Exact probability of so many in the lower band or more, to four significant digits, 1e-300 at least. */
    BigDecimal probability() {
        if (belowOfOthers >= others) {
            return BigDecimal.ONE;
        }
        double expected = Math.max(HALF.doubleValue(), (double) belowOfOthers / others);
        return Figures.fourDigits(BinomialTail.of(below, both, expected)).max(LEAST_PROBABILITY);
    }

    /** Share that the lower band would have, to four significant digits. */
    BigDecimal expected() {
        return Figures.share(belowOfOthers, others).max(HALF);
    }

    /** Share of the lower band, to four significant digits. */
    BigDecimal share() {
        return Figures.share(below, both);
    }

    /** Whether the share of the lower band is less than a limit, exactly. */
    boolean lessThan(BigDecimal leastShare) {
        return BigDecimal.valueOf(below).compareTo(leastShare.multiply(BigDecimal.valueOf(both))) < 0;
    }
}
