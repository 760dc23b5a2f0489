package com.nexusplatform.sampling;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.ledger.Masking;

/**
 * What a person found of a drawn row.
 *
 * @param outcome what was found
 * @param audited amount that the row should have, in minor units without the sign, null unless it is misstated
 * @param note    words of the inspector, or null
 * @param by      name of the inspector
 * @param at      when it was recorded
 */
public record Inspection(InspectionOutcome outcome, @Nullable Long audited, @Nullable String note, String by,
        Instant at) {

    /** The same as a reader sees it. */
    Inspection shown(Masking masking) {
        return new Inspection(outcome, audited, note == null ? null : masking.words(note), by, at);
    }

    /** The same inspection with another form of its note. */
    Inspection noted(@Nullable String otherNote) {
        return new Inspection(outcome, audited, otherNote, by, at);
    }
}
