package com.nexusplatform.procedure.anomaly;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.grouping.Subsets;

/**
 * Whose amounts are compared with each other.
 *
 * @param subsets rows with the same value; null for all rows
 */
record Peers(@Nullable Subsets subsets) {

    /** The column for people. */
    String label() {
        return subsets == null ? Subsets.NONE : subsets.field().label();
    }

    /** The words for the amounts of a group. */
    String words() {
        return subsets == null ? "of the dataset" : "with the same " + subsets.field().label();
    }

    /** Group of each row; null for one group of all rows. */
    int @Nullable [] codes() {
        return subsets == null ? null : subsets.codes();
    }

    /** Greatest group. */
    int groups() {
        return subsets == null ? 1 : subsets.size();
    }

    /** What an explanation says of a row's group. */
    String value(int index) {
        return subsets == null ? "all rows" : Subsets.named(index + 1);
    }
}
