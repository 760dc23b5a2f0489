package com.nexusplatform.ledger.web;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.Maskings;
import com.nexusplatform.ledger.RowExports;
import com.nexusplatform.ledger.SheetFile;
import com.nexusplatform.ledger.SheetFormat;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;

import static com.nexusplatform.shared.Role.AUDITOR;
import static com.nexusplatform.shared.Role.EXAMINER;
import static com.nexusplatform.shared.Role.LEAD_EXAMINER;
import static com.nexusplatform.shared.Role.REVIEWER;

/** Rows and rejects of a dataset as a table for a spreadsheet: formula-safe CSV, or a workbook. */
@RestController
class RowExportController {

    private final RowExports exports;
    private final Datasets datasets;
    private final Maskings maskings;
    private final Trail trail;

    RowExportController(RowExports exports, Datasets datasets, Maskings maskings, Trail trail) {
        this.exports = exports;
        this.datasets = datasets;
        this.maskings = maskings;
        this.trail = trail;
    }

    /** Records from a number to another as a table; of all of them unless given. */
    @GetMapping(path = "/api/v1/datasets/{datasetId}/records/export", produces = {SheetFormat.CSV_TYPE,
            SheetFormat.XLSX_TYPE})
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    void exportRecords(@PathVariable UUID datasetId, @RequestParam(defaultValue = "CSV") SheetFormat format,
            @RequestParam(defaultValue = "1") @Min(1) int from,
            @RequestParam(defaultValue = "2147483647") @Min(1) int to, Actor actor, HttpServletResponse response)
            throws IOException {
        try (SheetFile table = exports.records(datasetId, from, to, format, actor)) {
            note(Act.RECORDS_EXPORTED, datasetId, Map.of("format", format, "from", from, "to", to), actor);
            table.sendTo(response);
        }
    }

    /** Rows of the file that could not be read, as a table. */
    @GetMapping(path = "/api/v1/datasets/{datasetId}/rejects/export", produces = {SheetFormat.CSV_TYPE,
            SheetFormat.XLSX_TYPE})
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    void exportRejects(@PathVariable UUID datasetId, @RequestParam(defaultValue = "CSV") SheetFormat format,
            Actor actor, HttpServletResponse response) throws IOException {
        try (SheetFile table = exports.rejects(datasetId, format, actor)) {
            note(Act.REJECTS_EXPORTED, datasetId, Map.of("format", format), actor);
            table.sendTo(response);
        }
    }

    /** Records what is handed out, and whether masked, before it is. */
    private void note(Act act, UUID datasetId, Map<String, Object> what, Actor actor) {
        UUID examination = datasets.show(datasetId, actor).examinationId();
        Map<String, Object> after = new java.util.LinkedHashMap<>(what);
        after.put("masked", maskings.of(examination, actor).hides());
        trail.note(Entry.of(act, actor, datasetId).in(examination).after(after));
    }
}
