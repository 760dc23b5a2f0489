package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;

/**
 * Which of many p values are so small that, of all that are named, no more than a share q is expected to be chance: the step-up
 * procedure of Benjamini and Hochberg (1995). With p values in ascending order, the greatest k with p(k) at most k q / m is
 * found, and the first k are named; equal p values share one fate. n log n.
 */
public final class FalseDiscovery {

    /** Name of the parameter. */
    public static final String Q = "q";

    /** Source of the method. */
    public static final String SOURCE = "Benjamini and Hochberg, Controlling the false discovery rate, J. R. Statist. Soc. B 57 (1995)";

    // cut off, not rounded: a p value of no more digits is at most the limit exactly when it is at most what is shown of it
    private static final MathContext SHOWN = new MathContext(Numerals.SIGNIFICANT, RoundingMode.DOWN);

    private final long tested;
    private final int rejected;
    private final BigDecimal threshold;

    private FalseDiscovery(long tested, int rejected, BigDecimal threshold) {
        this.tested = tested;
        this.rejected = rejected;
        this.threshold = threshold;
    }

    /** The parameter for the share q, the same in every procedure that chooses among many p values. */
    public static Parameter parameter() {
        return Parameter.decimal(Q, "0.05", "0", "1",
                "share that chance may make up of what is named by its p value among all that are tested",
                SOURCE + ": 0.05 in its example");
    }

    /** The share that the parameters state. */
    public static BigDecimal q(Parameters parameters) {
        return parameters.decimal(Q);
    }

    /**
     * The procedure over p values in any order.
     *
     * @param pValues from 0 to 1, of at most {@value Numerals#SIGNIFICANT} significant digits
     * @param q       from 0 to 1
     */
    public static FalseDiscovery of(List<BigDecimal> pValues, BigDecimal q) {
        return of(pValues, pValues.size(), q);
    }

    /**
     * The procedure over more tests than there are p values: those of the others count as 1, which no test that asks for more than
     * chance can do wrong by.
     *
     * @param tested at least as many as there are p values
     */
    public static FalseDiscovery of(List<BigDecimal> pValues, long tested, BigDecimal q) {
        List<BigDecimal> sorted = pValues.stream().sorted().toList();
        for (int rank = sorted.size(); rank >= 1; rank--) {
            BigDecimal limit = limit(rank, tested, q);
            if (sorted.get(rank - 1).compareTo(limit) <= 0) {
                return new FalseDiscovery(tested, rank, limit);
            }
        }
        return new FalseDiscovery(tested, 0, BigDecimal.ZERO);
    }

    /** Number of tests. */
    public long tested() {
        return tested;
    }

    /** Number of p values named. */
    public int rejected() {
        return rejected;
    }

    /** k q / m cut off to {@value Numerals#SIGNIFICANT} significant digits; 0 where none is named. */
    public BigDecimal threshold() {
        return threshold;
    }

    /** Whether a p value is named. */
    public boolean rejects(BigDecimal pValue) {
        return rejected > 0 && pValue.compareTo(threshold) <= 0;
    }

    private static BigDecimal limit(int rank, long of, BigDecimal q) {
        return q.multiply(BigDecimal.valueOf(rank)).divide(BigDecimal.valueOf(of), SHOWN);
    }
}
