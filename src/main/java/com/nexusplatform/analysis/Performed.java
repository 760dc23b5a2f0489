package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;

/**
 * What one procedure of a plan said. Alerts wait for the end of the run as the text that is kept: the values of which their
 * explanations consist take four times the memory, and the collector of garbage looks at each of them.
 *
 * @param declaration  the procedure
 * @param step         its place in the plan, with its parameters
 * @param inapplicable why it does not apply; null where it does
 * @param figures      statistics, or the facts behind the reason
 * @param alerts       what was selected, in the order of the procedure
 * @param resultHash   digest of the answer
 * @param elapsed      time that it took
 */
record Performed(Declaration declaration, Plan.Step step, @Nullable String inapplicable, Map<String, Object> figures,
        List<RaisedAlert> alerts, String resultHash, Duration elapsed) {

    /** What is kept of an answer. */
    static Performed of(Declaration declaration, Plan.Step step, Outcome outcome, Duration elapsed) {
        String hash = OutcomeHash.of(declaration, outcome);
        return switch (outcome) {
            case Outcome.Applicable(var statistics, var alerts) -> new Performed(declaration, step, null, statistics,
                    alerts.stream().map(RaisedAlert::of).toList(), hash, elapsed);
            case Outcome.NotApplicable(String reason, var facts) -> new Performed(declaration, step, reason, facts,
                    List.of(), hash, elapsed);
        };
    }
}
