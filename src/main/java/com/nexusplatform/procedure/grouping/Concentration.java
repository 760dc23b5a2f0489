package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.util.Map;

import com.nexusplatform.procedure.Numerals;

/**
 * How many of some rows lie in one subset, beside what chance would put there. Were they drawn from the whole at random, their
 * number in the subset would be hypergeometric; the binomial distribution of as many trials stands for it, whose upper tail is
 * not the smaller one.
 *
 * @param within    those in the subset
 * @param concerned those in the whole
 * @param subset    rows of the subset
 * @param whole     rows of the whole, at least one
 */
public record Concentration(int within, int concerned, int subset, int whole) {

    /** How the figures are computed. */
    public static final String FORMULA = "expected = concernedInWhole rowsOfSubset / rowsOfWhole; pValue = P(X >= concernedInSubset), X"
            + " binomial with concernedInWhole trials of rowsOfSubset / rowsOfWhole; pValueThreshold = q testsRejected / tests, cut off to"
            + " 12 digits";

    /** Number in the subset that chance would give. */
    public BigDecimal expected() {
        return Numerals.quotient((long) concerned * subset, whole);
    }

    /** Probability of so many in the subset, or more. */
    public BigDecimal pValue() {
        return subset == whole
                ? BigDecimal.ONE
                : Numerals.rounded(BinomialTail.of(within, concerned, (double) subset / whole));
    }

    /** Whether there are so many times as many as expected, or more; whole numbers only. */
    public boolean reaches(int times) {
        return BigDecimal.valueOf((long) within * whole)
            .compareTo(BigDecimal.valueOf((long) concerned * subset).multiply(BigDecimal.valueOf(times))) >= 0;
    }

    /** Adds what was counted to the inputs of an explanation. */
    public void describe(Map<String, Object> inputs) {
        inputs.put("concernedInSubset", within);
        inputs.put("concernedInWhole", concerned);
        inputs.put("rowsOfSubset", subset);
        inputs.put("rowsOfWhole", whole);
    }

    /** Adds the test among all of them to the steps of an explanation. */
    public void compute(Map<String, Object> steps, FalseDiscovery discovery) {
        steps.put("expected", expected());
        steps.put("pValue", pValue());
        steps.put("tests", discovery.tested());
        steps.put("testsRejected", discovery.rejected());
        steps.put("pValueThreshold", discovery.threshold());
    }

    /** The comparison by which it is named. */
    public String comparison(FalseDiscovery discovery) {
        return "pValue " + pValue() + " <= pValueThreshold " + discovery.threshold().toPlainString();
    }
}
