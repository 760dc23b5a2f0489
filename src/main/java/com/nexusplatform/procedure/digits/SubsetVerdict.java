package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Map;

import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Subsets;

/**
 * The test of one subset among many.
 *
 * @param column    the column that makes the subsets
 * @param name      which subset it is, in the words of an explanation
 * @param firstRow  row number of its first amount
 * @param place     its place among those tested
 * @param profile   its counts
 * @param chiSquare its chi-square
 * @param pValue    how often chance alone exceeds that
 * @param discovery what all subsets together leave of it
 * @param q         share of chance allowed among those named
 */
record SubsetVerdict(String column, String name, int firstRow, int place, DigitProfile profile, BigDecimal chiSquare,
        BigDecimal pValue, FalseDiscovery discovery, BigDecimal q) {

    static final String FORMULA = "chiSquare = sum over the groups of (observed - n p)^2 / (n p); pValue = Q(degreesOfFreedom/2,"
            + " chiSquare/2), the regularised upper incomplete gamma function; pValueThreshold = q subsetsRejected /"
            + " subsetsTested, cut off to 12 digits";

    /** Adds the subset and its counts to the inputs of an explanation. */
    void describe(Map<String, Object> inputs) {
        inputs.put(Subsets.SUBSET, column);
        inputs.put("subsetValue", name);
        inputs.put("observedInGroups", profile.counts());
    }

    /** Adds the figures of the verdict to the steps of an explanation. */
    void compute(Map<String, Object> steps) {
        steps.put("chiSquare", chiSquare);
        steps.put("degreesOfFreedom", profile.test().size() - 1);
        steps.put("pValue", pValue);
        steps.put("subsetsTested", discovery.tested());
        steps.put("subsetsRejected", discovery.rejected());
        steps.put("pValueThreshold", discovery.threshold());
    }

    /** The comparison that named the subset. */
    String comparison() {
        return "pValue " + pValue + " <= pValueThreshold " + discovery.threshold().toPlainString();
    }
}
