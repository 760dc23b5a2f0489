package com.nexusplatform.analysis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing in which a run differs from the run that it repeats.
 *
 * @param what        what differs: an input ({@code contentSha256}, {@code parameters.minimum}) or an output
 *                    ({@code status}, {@code statistics.n}, {@code alertCount}, {@code alertsOnlyInOriginal})
 * @param procedure   procedure of the plan, or null for the whole run
 * @param original    value there, or null where there is none
 * @param reperformed value here, or null where there is none
 * @param examples    for alerts: the first of them
 */
record Difference(String what, @Nullable String procedure, @Nullable Object original, @Nullable Object reperformed,
        List<Example> examples) {

    /**
     * An alert that only one of the runs has.
     *
     * @param rows     its first rows
     * @param points   its points
     * @param sentence what it says
     */
    record Example(List<Integer> rows, int points, String sentence) {}

    /** Two values that are not the same. */
    static Difference of(String what, @Nullable String procedure, @Nullable Object original,
            @Nullable Object reperformed) {
        return new Difference(what, procedure, original, reperformed, List.of());
    }
}
