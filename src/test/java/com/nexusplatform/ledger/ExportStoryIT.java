package com.nexusplatform.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows, rejects and alerts handed out for spreadsheets: whole, safe to open, masked for auditors, and told to the trail. */
class ExportStoryIT extends ServiceIT {

    private static final String FILE = """
            Invoice No,Vendor,Amount,Currency,Posting Date,Branch
            =1+1,"@SUM(A1), Ltd",-20.25,USD,2025-02-01,-7.50
            R-2,Bolt {{7*7}},7.00,USD,2025-02-13,"+cmd|' /C calc'!A0"
            R-2,Bolt {{7*7}},7.00,USD,2025-02-13,x
            R-4,=Çelik,not a number,USD,2025-03-16,<script>
            """ + "R-9,Plain,1.00,USD,2025-03-01,y\n".repeat(40);
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Client lead;
    private String dataset;

    @BeforeEach
    void upload() {
        lead = signInAs("lead");
        String examination = DatasetFixtures.examination(lead);
        Answer received = lead.upload(examination + "/datasets", "März \u202E2025.csv",
                FILE.getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "PAYMENTS", "name", "=Payments/of \"March\"", "mapping", DatasetFixtures.MAPPING))
            .expect(202);
        dataset = received.header("Location").orElseThrow();
        awaitStatus(lead, dataset, "LOADED");
    }

    @Test
    void handsOutRecordsAsCsvThatNoSpreadsheetComputes() {
        Answer csv = lead.get(dataset + "/records/export").expect(200);
        assertThat(csv.header("Content-Type")).contains("text/csv;charset=UTF-8");
        List<String> lines = csv.text().lines().toList();
        assertThat(lines).hasSize(44);
        assertThat(lines.getFirst()).startsWith("\"rowNo\",\"line\",\"amount\",\"currency\"").endsWith("\"Branch\"");
        assertThat(lines.get(1)).startsWith("1,2,-20.25,\"USD\"")
            .contains("\"'=1+1\"", "\"'@SUM(A1), Ltd\"")
            .endsWith("\"-7.50\"");
        assertThat(lines.get(2)).contains("\"Bolt {{7*7}}\"", "\"'+cmd|' /C calc'!A0\"");
        assertThat(lead.get(dataset + "/records/export?from=2&to=3").expect(200).text().lines()).hasSize(3);
    }

    @Test
    void handsOutRecordsAsAWorkbook() throws IOException {
        Answer workbook = lead.get(dataset + "/records/export?format=XLSX").expect(200);
        assertThat(workbook.header("Content-Type")).contains(XLSX);
        assertThat(workbook.header("Content-Disposition").orElseThrow()).startsWith("attachment")
            .contains("filename*=UTF-8''%3DPayments_of%20_March_%20records.xlsx")
            .doesNotContain("/of");
        try (ReadableWorkbook opened = new ReadableWorkbook(new ByteArrayInputStream(workbook.bytes()))) {
            List<Row> rows = opened.getFirstSheet().read();
            assertThat(rows).hasSize(44);
            assertThat(rows.get(1).getCell(2).getType()).isEqualTo(CellType.NUMBER);
            assertThat(rows.get(1).getCell(2).asNumber()).isEqualByComparingTo("-20.25");
            assertThat(rows.get(1).stream().filter(cell -> cell.getFormula() != null)).isEmpty();
            assertThat(rows.get(1).stream().map(cell -> cell.getText())).contains("=1+1", "@SUM(A1), Ltd");
        }
    }

    @Test
    void handsOutRejectsAndAlerts() {
        assertThat(lead.get(dataset + "/rejects/export").expect(200).text()).contains("\"not a number\"");
        seal();
        Answer run = lead.post(dataset + "/runs", Map.of("plan", List.of(Map.of("procedure", "PAY-1")))).expect(202);
        String path = "/api/v1/runs/" + run.text("/id");
        awaitStatus(lead, path, "SUCCEEDED");
        int alerts = lead.get(path + "/alerts").json().at("/items").size();
        assertThat(alerts).isPositive();
        assertThat(lead.get(path + "/alerts/export").expect(200).text().lines()).hasSize(alerts + 1);
        assertThat(lead.get(path + "/alerts/export?state=DISPOSITIONED").expect(200).text().lines()).hasSize(1);
        assertThat(lead.get(path + "/alerts/export?format=XLSX").expect(200).bytes()).startsWith('P', 'K');
        assertThat(told("ALERTS_EXPORTED", path)).isEqualTo(3);
    }

    @Test
    void masksForAuditorsAndTellsTheTrail() {
        String own = lead.get(dataset + "/records/export").expect(200).text();
        String masked = signInAs("auditor").get(dataset + "/records/export").expect(200).text();
        assertThat(own).contains("@SUM(A1), Ltd", "Bolt");
        assertThat(masked).doesNotContain("@SUM(A1), Ltd", "Bolt", "calc").contains("masked ·").contains("-20.25");
        assertThat(signInAs("auditor").get(dataset + "/rejects/export").expect(200).text())
            .doesNotContain("not a number");
        assertThat(told("RECORDS_EXPORTED", dataset)).isEqualTo(2);
        assertThat(told("REJECTS_EXPORTED", dataset)).isEqualTo(1);
    }

    @Test
    void refusesWhoIsNotOnTheTeamAndWhatItDoesNotKnow() {
        signInAs("examiner").get(dataset + "/records/export").expectProblem(404, "not-found");
        signInAs("admin").get(dataset + "/records/export").expectProblem(403, "not-allowed");
        lead.get(dataset + "/records/export?format=pdf").expectProblem(400, "validation-failed");
        lead.get(dataset + "/records/export?from=0").expectProblem(400, "validation-failed");
        assertThat(told("RECORDS_EXPORTED", dataset)).isZero();
    }

    private void seal() {
        JsonNode totals = lead.get(dataset).json().at("/controlTotals");
        lead.post(dataset + "/seal", Map.of("rows", totals.get("rows").asLong(), "debits",
                totals.get("debits").asString(), "credits", totals.get("credits").asString()))
            .expect(200);
    }

    private int told(String act, String path) {
        return signInAs("auditor")
            .get("/api/v1/audit/events?act=" + act + "&object=" + path.substring(path.lastIndexOf('/') + 1))
            .expect(200)
            .json()
            .at("/items")
            .size();
    }
}
