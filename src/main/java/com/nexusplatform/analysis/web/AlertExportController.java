package com.nexusplatform.analysis.web;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.analysis.AlertExports;
import com.nexusplatform.analysis.AlertState;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.SheetFile;
import com.nexusplatform.ledger.SheetFormat;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Role;

/** Alerts of a run as a table for a spreadsheet: formula-safe CSV, or a workbook. */
@RestController
class AlertExportController {

    private final AlertExports exports;
    private final Runs runs;
    private final Trail trail;

    AlertExportController(AlertExports exports, Runs runs, Trail trail) {
        this.exports = exports;
        this.runs = runs;
        this.trail = trail;
    }

    /** Alerts of a run as a table, most points first; of one procedure, in one state. */
    @GetMapping(path = "/api/v1/runs/{runId}/alerts/export", produces = {SheetFormat.CSV_TYPE, SheetFormat.XLSX_TYPE})
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    void exportAlerts(@PathVariable UUID runId, @RequestParam(defaultValue = "CSV") SheetFormat format,
            @RequestParam(required = false) @Nullable String procedure,
            @RequestParam(required = false) @Nullable AlertState state, Actor actor, HttpServletResponse response)
            throws IOException {
        try (SheetFile table = exports.ofRun(runId, procedure, state, format, actor)) {
            trail.note(Entry.of(Act.ALERTS_EXPORTED, actor, runId)
                .in(runs.read(runId, actor).examinationId())
                .after(Map.of("format", format)));
            table.sendTo(response);
        }
    }
}
