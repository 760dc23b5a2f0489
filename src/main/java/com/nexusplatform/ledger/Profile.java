package com.nexusplatform.ledger;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Field;

/**
 * What the columns of a dataset hold, over its accepted rows.
 *
 * @param rows    accepted rows
 * @param columns the mapped fields in the order of {@link Field}, then the other columns in the order of the file
 */
public record Profile(long rows, List<Column> columns) {

    /** Distinct values of a column that are counted exactly. */
    static final int COUNTED_DISTINCT = 1_000_000;

    /** Values that all columns together may hold, distinct ones or all. */
    static final int COUNTED_TOGETHER = 10_000_000;

    /** How {@link Column#quantiles} are taken. */
    static final String METHOD = "the smallest value with at least that share of the filled rows at or below it";

    public Profile {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param name            header in the file
     * @param field           canonical field that it is mapped to, or null
     * @param type            how its values are held
     * @param filled          rows in which it has a value
     * @param distinct        number of distinct values, or null when there are too many to count
     * @param distinctAtLeast what is known of that number when it was not counted, otherwise null
     * @param min             smallest value: texts by their UTF-8 bytes, amounts as decimals, times as ISO 8601
     * @param max             largest value
     * @param quantiles       p1, p5, p25, p50, p75, p95, p99 of amounts, dates and instants; empty for texts
     * @param quantileMethod  how the quantiles are taken, null for texts
     * @param topValues       up to ten most frequent values, the most frequent first; null when they were not counted
     */
    public record Column(String name, @Nullable String field, Field.Type type, long filled, @Nullable Long distinct,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long distinctAtLeast, @Nullable String min,
            @Nullable String max, Map<String, String> quantiles, @Nullable String quantileMethod,
            @Nullable List<TopValue> topValues) {}

    /**
     * A frequent value.
     *
     * @param value the value as shown in {@link Column#min}; long texts are cut
     * @param count rows that have it
     */
    public record TopValue(String value, long count) {}
}
