package com.nexusplatform.analysis;

import java.time.Instant;

/**
 * One judgement of an alert.
 *
 * @param outcome judgement
 * @param reason  why, in the examiner's words
 * @param by      user name of the examiner
 * @param at      when
 */
public record Disposition(DispositionOutcome outcome, String reason, String by, Instant at) {}
