package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a procedure says under one value of a parameter, beside what it said in the run. An alert is the same as one of the run when
 * it has the same rows and grade; of several with the same rows and grade the first one's judgement counts.
 *
 * @param value         the value, as checked
 * @param status        {@code APPLICABLE} or {@code NOT_APPLICABLE}
 * @param reason        why it is not applicable
 * @param statistics    figures, a JSON object: the statistics, or the facts behind the reason
 * @param hits          alerts that it raises, as many as a run would keep; the statistics count what was found beyond them
 * @param rows          different rows in them
 * @param dispositioned of the hits, those that the run has and that were judged, by the judgement that holds
 * @param open          of the hits, those that the run has and that nobody judged
 * @param added         of the hits, those that the run does not have
 * @param missed        judged alerts of the run that it does not raise, by the judgement that holds
 * @param gained        rows in its hits and in none of the run's
 * @param lost          rows in the run's alerts and in none of its hits
 */
public record Trial(Object value, String status, @Nullable String reason, String statistics, int hits, int rows,
        Map<DispositionOutcome, Integer> dispositioned, int open, int added, Map<DispositionOutcome, Integer> missed,
        Rows gained, Rows lost) {

    /** The same with other texts. */
    Trial with(@Nullable String otherReason, String otherStatistics) {
        return new Trial(value, status, otherReason, otherStatistics, hits, rows, dispositioned, open, added, missed,
                gained, lost);
    }

    /**
     * Some rows.
     *
     * @param count how many
     * @param first the first 20 of them, ascending
     */
    public record Rows(int count, List<Integer> first) {}
}
