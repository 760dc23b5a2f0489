package com.nexusplatform.procedure.anomaly;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Watch;

/** The positive amounts of one currency, brought together by group and sorted within: one counting pass, one scattering pass. */
final class PeerGroups {

    private final long[] sorted;
    private final int[] starts;

    private PeerGroups(long[] sorted, int[] starts) {
        this.sorted = sorted;
        this.starts = starts;
    }

    /**
     * The groups of a column.
     *
     * @param codes  group of each row, {@link Dictionary#ABSENT} where it has none; null puts all rows into group 1
     * @param groups greatest code
     */
    static PeerGroups of(long[] amounts, int @Nullable [] codes, int groups, RowCurrencies currencies, int currency,
            Watch watch) {
        int[] ends = new int[groups + 2];
        for (int i = 0; i < amounts.length; i++) {
            if (belongs(amounts[i], codes, i) && currencies.at(i) == currency) {
                ends[(codes == null ? 1 : codes[i]) + 1]++;
            }
        }
        for (int group = 1; group < ends.length; group++) {
            ends[group] += ends[group - 1];
        }
        int[] starts = ends.clone();
        long[] sorted = new long[ends[groups + 1]];
        int[] next = ends;
        for (int i = 0; i < amounts.length; i++) {
            if (belongs(amounts[i], codes, i) && currencies.at(i) == currency) {
                sorted[next[codes == null ? 1 : codes[i]]++] = amounts[i];
            }
        }
        watch.at(0.2);
        for (int group = 1; group <= groups; group++) {
            Arrays.sort(sorted, starts[group], starts[group + 1]);
            if (group % 1024 == 0) {
                watch.at(0.2 + 0.5 * group / groups);
            }
        }
        return new PeerGroups(sorted, starts);
    }

    /** Whether a row has a positive amount and a group. */
    static boolean belongs(long amount, int @Nullable [] codes, int index) {
        return amount > 0 && (codes == null || codes[index] != Dictionary.ABSENT);
    }

    /** Number of amounts of a group. */
    int size(int group) {
        return starts[group + 1] - starts[group];
    }

    /** Centre and spread of a group with at least one amount. */
    LogSpread spread(int group) {
        return LogSpread.of(sorted, starts[group], starts[group + 1]);
    }

    /** Index in {@link #amount} of a group's smallest amount. */
    int first(int group) {
        return starts[group];
    }

    /** Amount at an index; ascending within a group. */
    long amount(int index) {
        return sorted[index];
    }
}
