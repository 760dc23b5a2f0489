package com.nexusplatform.procedure.anomaly;

import java.util.Arrays;

import com.nexusplatform.columnar.Dictionary;

/** Logarithms of amounts measured from the median of each row's group; one counting pass, one scattering pass, one sort a group. */
final class UsualAmounts {

    private UsualAmounts() {}

    /**
     * Each logarithm less the median of its group, the lower of the two middle ones of an even number; 0 for a row without group.
     *
     * @param logs   hundredths
     * @param codes  group of each row, {@link Dictionary#ABSENT} where it has none
     * @param groups greatest code
     */
    static short[] relative(short[] logs, int[] codes, int groups) {
        int[] ends = new int[groups + 2];
        for (int code : codes) {
            ends[code + 1]++;
        }
        for (int group = 1; group < ends.length; group++) {
            ends[group] += ends[group - 1];
        }
        short[] sorted = new short[logs.length];
        int[] next = ends.clone();
        for (int i = 0; i < logs.length; i++) {
            sorted[next[codes[i]]++] = logs[i];
        }
        short[] medians = new short[groups + 1];
        for (int group = 0; group <= groups; group++) {
            int size = ends[group + 1] - ends[group];
            if (size > 0) {
                Arrays.sort(sorted, ends[group], ends[group + 1]);
                medians[group] = sorted[ends[group] + (size - 1) / 2];
            }
        }
        short[] relative = new short[logs.length];
        for (int i = 0; i < logs.length; i++) {
            relative[i] = codes[i] == Dictionary.ABSENT ? 0 : (short) (logs[i] - medians[codes[i]]);
        }
        return relative;
    }
}
