package com.nexusplatform.analysis;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An alert in a list.
 *
 * @param id        identity; ascends within a run in the order of the list
 * @param runId     run that raised it
 * @param procedure code of the procedure
 * @param version   version of the procedure
 * @param points    weight of the evidence, 1 to 100
 * @param state     whether it was judged
 * @param rows      its first 20 row numbers, ascending
 * @param rowCount  number of its rows
 * @param sentence  what it says, in neutral words
 * @param outcome   the judgement that holds, or null
 */
public record AlertSummary(long id, UUID runId, String procedure, int version, int points, AlertState state,
        List<Integer> rows, int rowCount, String sentence, @Nullable DispositionOutcome outcome) {

    /** The same alert in other words. */
    AlertSummary saying(String otherSentence) {
        return new AlertSummary(id, runId, procedure, version, points, state, rows, rowCount, otherSentence, outcome);
    }
}
