package com.nexusplatform.procedure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arithmetic behind an alert, complete enough to be computed again by hand. Maps hold only what
 * {@link com.nexusplatform.shared.CanonicalJson} writes.
 *
 * @param formula   the rule as a formula over the names below
 * @param inputs    values taken from the rows
 * @param constants parameters and tabulated values
 * @param steps     intermediate values, in the order of computing
 * @param verdict   comparison that selected the rows, with its figures
 * @param sentence  what it says, in plain neutral words
 * @param source    where the method comes from
 */
public record Explanation(String formula, Map<String, Object> inputs, Map<String, Object> constants,
        Map<String, Object> steps, String verdict, String sentence, String source) {

    /** All of it by name, as it is hashed, stored and shown. */
    public Map<String, Object> asMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("formula", formula);
        members.put("inputs", inputs);
        members.put("constants", constants);
        members.put("steps", steps);
        members.put("verdict", verdict);
        members.put("sentence", sentence);
        members.put("source", source);
        return members;
    }
}
