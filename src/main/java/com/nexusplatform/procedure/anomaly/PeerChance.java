package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.commons.numbers.gamma.Erfc;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Which of the amounts that stand out remain when chance may make up no more than a share of them, among all amounts judged: those
 * that do not stand out count with a p value of 1, so that nothing is named for them.
 */
final class PeerChance {

    private static final double ROOT_OF_2 = StrictMath.sqrt(2);

    private final List<BigDecimal> p;
    private final FalseDiscovery discovery;

    private PeerChance(List<BigDecimal> p, FalseDiscovery discovery) {
        this.p = p;
        this.discovery = discovery;
    }

    /** The amounts of a search at a share. */
    static PeerChance of(PeerSearch search, long[] amounts, BigDecimal q) {
        BigDecimal[] p = new BigDecimal[search.found()];
        Arrays.setAll(p,
                place -> probability(
                        Numerals.rounded(search.spread(place).modifiedZ(amounts[search.row(place)]))));
        List<BigDecimal> all = List.of(p);
        return new PeerChance(all, FalseDiscovery.of(all, search.judgedRows, q));
    }

    /** Probability that a standard normal figure is as far from 0, to four digits. */
    static BigDecimal probability(BigDecimal z) {
        return Figures.fourDigits(Erfc.value(z.abs().doubleValue() / ROOT_OF_2));
    }

    /** Greatest p value that is named. */
    String threshold() {
        return discovery.threshold().toPlainString();
    }

    /** Whether the amount at a place of the search remains. */
    boolean names(int place) {
        return discovery.rejects(p.get(place));
    }

    /** Adds the figures of the choice. */
    void describe(Map<String, Object> figures) {
        figures.put("tests", discovery.tested());
        figures.put("testsRejected", discovery.rejected());
        figures.put("pThreshold", discovery.threshold());
    }
}
