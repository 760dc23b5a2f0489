package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;

import com.nexusplatform.procedure.grouping.BinomialTail;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Whether more amounts lie below a limit than a share of those about it.
 *
 * @param below    rows in the lower band
 * @param both     rows in both bands
 * @param expected share that the lower band would have
 */
record BandTest(int below, int both, BigDecimal expected) {

    /** Exact probability of so many in the lower band or more, to four significant digits. */
    BigDecimal probability() {
        return expected.compareTo(BigDecimal.ONE) >= 0
                ? BigDecimal.ONE
                : Figures.fourDigits(BinomialTail.of(below, both, expected.doubleValue()));
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
