package com.nexusplatform.analysis;

import java.nio.charset.StandardCharsets;

import com.nexusplatform.procedure.Alert;

/**
 * An alert that waits to be written.
 *
 * @param points      weight of the evidence for each of its rows, 1 to 100
 * @param rows        row numbers (from 1), ascending
 * @param explanation its arithmetic as JSON in UTF-8, as it is kept
 */
record RaisedAlert(int points, int[] rows, byte[] explanation) {

    static RaisedAlert of(Alert alert) {
        return new RaisedAlert(alert.points(), alert.rows(), StoredJson.bytes(alert.explanation().asMap()));
    }

    /** The arithmetic as JSON. */
    String json() {
        return new String(explanation, StandardCharsets.UTF_8);
    }
}
