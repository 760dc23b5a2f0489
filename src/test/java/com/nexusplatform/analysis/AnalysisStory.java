package com.nexusplatform.analysis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

/** Ground of the stories of this module: people, an examination, and a sealed payment file that holds one duplicate payment. */
abstract class AnalysisStory extends ServiceIT {

    /** Rows 1 to 40, of which 11 and 12 are one payment made twice. */
    static final int ROWS = 40;

    Client lead;
    Client examiner;
    Client reviewer;
    Client auditor;

    @BeforeEach
    void signIn() {
        lead = signInAs("lead");
        examiner = signInAs("examiner");
        reviewer = signInAs("reviewer");
        auditor = signInAs("auditor");
    }

    /** An examination led by lead, with examiner on its team. */
    String examination() {
        String id = lead
            .post("/api/v1/examinations",
                    Map.of("title", "Payables", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        lead.put("/api/v1/examinations/" + id + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
        return id;
    }

    /** A loaded dataset that nobody has sealed. */
    String loaded(String examination, String csv) {
        return loaded(examination, "PAYMENTS", csv);
    }

    /** A loaded dataset of any kind that nobody has sealed. */
    String loaded(String examination, String kind, String csv) {
        String id = examiner
            .upload("/api/v1/examinations/" + examination + "/datasets", kind + ".csv",
                    csv.getBytes(StandardCharsets.UTF_8), Map.of("kind", kind))
            .expect(202)
            .text("/id");
        awaitStatus(examiner, "/api/v1/datasets/" + id, "LOADED");
        return id;
    }

    /** A sealed dataset. */
    String sealed(String examination, String csv) {
        String id = loaded(examination, csv);
        JsonNode totals = examiner.get("/api/v1/datasets/" + id).json().at("/controlTotals");
        examiner
            .post("/api/v1/datasets/" + id + "/seal", Map.of("rows", totals.get("rows").asLong(), "debits",
                    totals.get("debits").asString(), "credits", totals.get("credits").asString()))
            .expect(200);
        return id;
    }

    /** A sealed master: it has no amounts, so that its rows alone are agreed. */
    String sealedMaster(String examination, String kind, String csv) {
        String id = loaded(examination, kind, csv);
        examiner.post("/api/v1/datasets/" + id + "/seal", Map.of("rows", csv.lines().count() - 1)).expect(200);
        return id;
    }

    /** A sealed payment file in an examination of its own. */
    String sealed() {
        return sealed(examination(), payments());
    }

    /** Forty payments; the eleventh was made again on another day. */
    static String payments() {
        StringBuilder csv = new StringBuilder("counterpartyId,documentNo,amount,postedAt\n");
        for (int row = 1; row <= ROWS; row++) {
            int nth = row == 12 ? 11 : row;
            csv.append("V%d,INV-%d,%d.25,2026-03-%02d%n".formatted(nth % 7, 1000 + nth, 100 + nth * nth, row % 28 + 1));
        }
        return csv.toString().replace("\r", "");
    }

    /** The same payments, the last one first. */
    static String paymentsReversed() {
        List<String> lines = payments().lines().toList();
        return lines.getFirst() + "\n" + String.join("\n", lines.subList(1, lines.size()).reversed()) + "\n";
    }

    /** Runs the plan to its success; the answer is the run. */
    Answer succeeded(String dataset, Object plan) {
        String id = examiner.post("/api/v1/datasets/" + dataset + "/runs", Map.of("plan", plan))
            .expect(202)
            .text("/id");
        return awaitStatus(examiner, "/api/v1/runs/" + id, "SUCCEEDED", "FAILED");
    }

    static Map<String, Object> procedure(String code) {
        return Map.of("procedure", code);
    }

    static Map<String, Object> procedure(String code, String parameter, Object value) {
        return Map.of("procedure", code, "parameters", Map.of(parameter, value));
    }

    static String unknown() {
        return UUID.randomUUID().toString();
    }
}
