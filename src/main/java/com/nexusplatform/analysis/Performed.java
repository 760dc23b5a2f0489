package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Outcome;

/**
 * What one procedure of a plan said.
 *
 * @param declaration the procedure
 * @param step        its place in the plan, with its parameters
 * @param outcome     its answer
 * @param resultHash  digest of the answer
 * @param elapsed     time that it took
 */
record Performed(Declaration declaration, Plan.Step step, Outcome outcome, String resultHash, Duration elapsed) {

    /** What was selected, in the order of the procedure. */
    List<Alert> alerts() {
        return switch (outcome) {
            case Outcome.Applicable applicable -> applicable.alerts();
            case Outcome.NotApplicable notApplicable -> List.of();
        };
    }

    /** The figures: statistics, or the facts behind a reason. */
    Map<String, Object> figures() {
        return switch (outcome) {
            case Outcome.Applicable applicable -> applicable.statistics();
            case Outcome.NotApplicable notApplicable -> notApplicable.facts();
        };
    }
}
