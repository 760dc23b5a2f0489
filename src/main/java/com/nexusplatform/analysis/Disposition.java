package com.nexusplatform.analysis;

import java.time.Instant;

import com.nexusplatform.ledger.Masking;

/**
 * One judgement of an alert.
 *
 * @param outcome judgement
 * @param reason  why, in the examiner's words
 * @param by      user name of the examiner
 * @param at      when
 */
public record Disposition(DispositionOutcome outcome, String reason, String by, Instant at) {

    /** The same as a reader sees it. */
    Disposition shown(Masking masking) {
        return new Disposition(outcome, masking.words(reason), by, at);
    }

    /** The same judgement with its reason opened. */
    Disposition because(String opened) {
        return new Disposition(outcome, opened, by, at);
    }
}
