package com.nexusplatform.sampling;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a draw.
 *
 * @param rows      rows of the population
 * @param planned   rows or items planned
 * @param money     what a sample by money adds, or null
 * @param items     rows drawn in the order of their numbers
 * @param statement the plan in words
 */
record Drawn(int rows, int planned, Sample.@Nullable Money money, List<SampleItem> items, String statement) {

    /** Rows drawn for their size alone. */
    int certain() {
        return (int) items.stream().filter(SampleItem::certain).count();
    }
}
