package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

import org.apache.commons.numbers.gamma.Erfc;

import com.nexusplatform.procedure.grouping.Figures;

/**
 * Which of the amounts that stand out remain when chance may make up no more than a share of them: the step-up procedure of
 * Benjamini and Hochberg (1995) over all amounts judged. Those that do not stand out have greater p values than those that do,
 * so that only these are ranked.
 */
final class PeerChance {

    private static final double ROOT_OF_2 = StrictMath.sqrt(2);

    private final BigDecimal[] p;
    private final BigDecimal limit;

    private PeerChance(BigDecimal[] p, BigDecimal limit) {
        this.p = p;
        this.limit = limit;
    }

    /** The amounts of a search at a share; all of them where the share is 0. */
    static PeerChance of(PeerSearch search, long[] amounts, BigDecimal q) {
        if (q.signum() == 0) {
            return new PeerChance(new BigDecimal[0], BigDecimal.ONE);
        }
        BigDecimal[] p = new BigDecimal[search.found()];
        Arrays.setAll(p, place -> probability(search.spread(place).modifiedZ(amounts[search.row(place)])));
        BigDecimal[] sorted = p.clone();
        Arrays.sort(sorted);
        for (int rank = sorted.length; rank >= 1; rank--) {
            BigDecimal limit = q.multiply(BigDecimal.valueOf(rank))
                .divide(BigDecimal.valueOf(search.judgedRows), 12, RoundingMode.DOWN);
            if (sorted[rank - 1].compareTo(limit) <= 0) {
                return new PeerChance(p, limit);
            }
        }
        return new PeerChance(p, BigDecimal.ZERO.subtract(BigDecimal.ONE));
    }

    /** Probability that a standard normal figure is as far from 0, to four digits. */
    static BigDecimal probability(double z) {
        return Figures.fourDigits(Erfc.value(StrictMath.abs(z) / ROOT_OF_2));
    }

    /** Greatest p value that is named, -1 where none is. */
    BigDecimal limit() {
        return limit;
    }

    /** Whether the amount at a place of the search remains. */
    boolean names(int place) {
        return p.length == 0 || p[place].compareTo(limit) <= 0;
    }
}
