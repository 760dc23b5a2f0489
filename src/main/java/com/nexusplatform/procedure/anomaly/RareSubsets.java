package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.grouping.Concentration;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Subsets;

/**
 * Subsets that hold more of the selected rows than their share of all rows explains. Within one subset the ranks of scores are
 * evenly spread whatever its rows are, so that no row of it could ever be named by its rank there; whole subsets can.
 */
final class RareSubsets {

    private final Subsets subsets;
    private final int[] codes;
    private final int[] sizes;
    private final int[] selected;
    private final boolean[] named;
    private final FalseDiscovery discovery;
    private final BigDecimal q;
    private int rows;
    private int concerned;

    /**
     * The test of every subset.
     *
     * @param indices of the rows selected
     */
    RareSubsets(Subsets subsets, List<Integer> indices, BigDecimal q) {
        this.subsets = subsets;
        this.q = q;
        codes = subsets.codes();
        sizes = new int[subsets.size() + 1];
        selected = new int[sizes.length];
        count(indices);
        Map<Integer, BigDecimal> pValues = new LinkedHashMap<>();
        int present = 0;
        for (int code = 1; code < sizes.length; code++) {
            present += sizes[code] > 0 ? 1 : 0;
            if (selected[code] > 0) {
                pValues.put(code, of(code).pValue());
            }
        }
        discovery = FalseDiscovery.of(List.copyOf(pValues.values()), present, q);
        named = new boolean[sizes.length];
        pValues.forEach((code, pValue) -> named[code] = discovery.rejects(pValue));
    }

    private void count(List<Integer> indices) {
        for (int code : codes) {
            sizes[code]++;
        }
        rows = codes.length - sizes[Dictionary.ABSENT];
        for (int index : indices) {
            selected[codes[index]]++;
        }
        concerned = indices.size() - selected[Dictionary.ABSENT];
    }

    /** Whether the subset of the row at an index is named. */
    boolean names(int index) {
        return named[codes[index]];
    }

    /** The figures of the whole. */
    void summarize(Map<String, Object> statistics) {
        subsets.tell(statistics);
        statistics.put("rowsSelectedInSubsets", concerned);
        statistics.put("subsetsTested", discovery.tested());
        statistics.put("subsetsRejected", discovery.rejected());
        statistics.put(FalseDiscovery.Q, q);
        statistics.put("pValueThreshold", discovery.threshold());
    }

    /** Adds the subset of a row to the inputs of an explanation. */
    void describe(int index, Map<String, Object> inputs) {
        inputs.put(Subsets.SUBSET, subsets.field().label());
        inputs.put("subsetValue", Subsets.named(index + 1));
        of(codes[index]).describe(inputs);
    }

    /** Adds the verdict on it to the steps. */
    void compute(int index, Map<String, Object> steps) {
        of(codes[index]).compute(steps, discovery);
    }

    /** The share that chance may make up. */
    BigDecimal q() {
        return q;
    }

    /** The comparison that named it. */
    String comparison(int index) {
        return of(codes[index]).comparison(discovery);
    }

    /** The same in words. */
    String sentence(int index) {
        Concentration found = of(codes[index]);
        return " It is one of " + Numerals.grouped(found.within()) + " such rows of one " + subsets.field().label()
                + ", of which about " + Numerals.grouped(found.expected().doubleValue(), 1)
                + " would be expected there.";
    }

    private Concentration of(int code) {
        return new Concentration(selected[code], concerned, sizes[code], rows);
    }
}
