package com.nexusplatform.procedure;

/**
 * A row, group of rows or path that a procedure selected. A question, not a verdict.
 *
 * @param points      weight of the evidence for each of its rows, 1 to 100
 * @param rows        row numbers (from 1), ascending, at least one
 * @param explanation the arithmetic
 */
public record Alert(int points, int[] rows, Explanation explanation) {

    public Alert {
        if (points < 1 || points > 100 || rows.length == 0) {
            throw new IllegalArgumentException("an alert has 1 to 100 points and at least one row");
        }
    }
}
