package com.nexusplatform.procedure;

import java.util.List;
import java.util.Map;

/** What one procedure said. Maps hold only what {@link com.nexusplatform.shared.CanonicalJson} writes. */
public sealed interface Outcome {

    /**
     * The preconditions hold.
     *
     * @param statistics figures by name, exact or rounded to a stated number of digits
     * @param alerts     what was selected, in a fixed order
     */
    record Applicable(Map<String, Object> statistics, List<Alert> alerts) implements Outcome {

        public Applicable {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * A precondition fails, so that no verdict can be held.
     *
     * @param reason a sentence for the examiner: which precondition, what was found, what would be needed
     * @param facts  the figures behind the reason
     */
    record NotApplicable(String reason, Map<String, Object> facts) implements Outcome {}
}
