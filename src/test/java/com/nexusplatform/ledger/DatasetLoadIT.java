package com.nexusplatform.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static com.nexusplatform.ledger.DatasetFixtures.MAPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Loading begins anew after any interruption, and leaves nothing twice. */
class DatasetLoadIT extends ServiceIT {

    private static final int ROWS = 40_000;

    @Autowired
    private DatasetLoad load;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    private Client lead;
    private String examination;

    @BeforeEach
    void openAnExamination() {
        lead = signInAs("lead");
        examination = DatasetFixtures.examination(lead);
    }

    @Test
    void beginsAnewAfterALoadThatEndedInTheMiddle() throws Exception {
        UUID id = loaded(rows());
        String before = contentSha256(id);
        interrupt(id);
        load.run(id);
        assertThat(contentSha256(id)).isEqualTo(before);
        isWholeOnce(id);
    }

    @Test
    void doesNothingForADatasetThatIsLoaded() throws Exception {
        UUID id = loaded(rows());
        load.run(id);
        load.run(new UUID(1, 2));
        isWholeOnce(id);
    }

    @Test
    void leavesADatasetToTheInstanceThatLoadsIt() throws Exception {
        UUID id = loaded(rows());
        try (var other = dataSource.getConnection(); var lock = other.createStatement()) {
            lock.execute("select pg_advisory_lock(" + id.getLeastSignificantBits() + ")");
            assertThatIllegalStateException().isThrownBy(() -> load.run(id)).withMessageContaining("another instance");
            lock.execute("select pg_advisory_unlock(" + id.getLeastSignificantBits() + ")");
        }
    }

    @Test
    void showsNoRowOfALoadThatFails() {
        UUID id = loaded(rows());
        long number = interrupt(id);
        jdbc.sql("update dataset_file_chunk set bytes = substring(bytes for 100) where dataset_id = ?")
            .param(id)
            .update();
        try {
            load.run(id);
        } catch (Exception expected) {
            assertThat(expected).hasMessageNotContaining("Acme");
        }
        assertThat(lead.get("/api/v1/datasets/" + id).expect(200).text("/status")).isIn("LOADING", "REJECTED");
        assertThat(count("select count(*) from record where dataset = " + number)).isZero();
    }

    @Test
    void rejectsADatasetThatCannotBeLoadedInTheEnd() {
        UUID id = loaded(rows());
        load.giveUp(id);
        isWholeOnce(id);
        interrupt(id);
        load.giveUp(id);
        Answer rejected = lead.get("/api/v1/datasets/" + id).expect(200);
        assertThat(rejected.text("/status")).isEqualTo("REJECTED");
        assertThat(rejected.text("/problem/type")).isEqualTo("internal");
        assertThat(count("select count(*) from dataset_text_block where dataset_id = '" + id + "'")).isZero();
    }

    @Test
    void letsExactlyOneOfSeveralSealsWin() throws Exception {
        UUID id = loaded(rows());
        Answer dataset = lead.get("/api/v1/datasets/" + id).expect(200);
        Map<String, Object> totals = Map.of("rows", ROWS, "debits", dataset.text("/controlTotals/debits"), "credits",
                dataset.text("/controlTotals/credits"));
        List<Callable<Integer>> seals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seals.add(() -> lead.post("/api/v1/datasets/" + id + "/seal", totals).status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(seals.size())) {
            for (Future<Integer> status : threads.invokeAll(seals)) {
                statuses.add(status.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void loadsCompressedFilesAndWorkbooksToTheSameContent() throws IOException {
        String text = DatasetFixtures.PAYMENTS.replace("R-5,Acme,not a number,USD,2025-03-16,North\n", "")
            .replace("\"line one\nline two\"", "South");
        UUID plain = loaded(text);
        byte[] zipped = gzip(text);
        UUID compressed = loaded("payments.csv.gz", zipped);
        UUID workbook = loaded("payments.xlsx", workbook(text));
        assertThat(contentSha256(compressed)).isEqualTo(contentSha256(plain));
        assertThat(contentSha256(workbook)).isEqualTo(contentSha256(plain));
        assertThat(lead.get("/api/v1/datasets/" + compressed + "/file").expect(200).bytes()).isEqualTo(zipped);
    }

    /** Puts a dataset back to the middle of its load: some rows in a table that is not attached, texts and a reject written. */
    private long interrupt(UUID id) {
        long number = jdbc.sql("select number from dataset where id = ?").param(id).query(Long.class).single();
        TestServers.get()
            .asOwner("set session_replication_role = replica; update dataset set status = 'LOADING',"
                    + " content_sha256 = null where id = '" + id + "'");
        TestServers.get()
            .asOwner("alter table record detach partition record_%1$s; alter table record_%1$s disable trigger user"
                .formatted(number));
        jdbc.sql("delete from record_" + number + " where row_no > 100").update();
        jdbc.sql("insert into dataset_reject values (?, 1, 1, null, null, 'of the load before')").param(id).update();
        return number;
    }

    private void isWholeOnce(UUID id) {
        long number = jdbc.sql("select number from dataset where id = ?").param(id).query(Long.class).single();
        assertThat(lead.get("/api/v1/datasets/" + id).expect(200).text("/status")).isEqualTo("LOADED");
        assertThat(count("select count(*) from record where dataset = " + number)).isEqualTo(ROWS);
        assertThat(count("select count(*) from dataset_reject where dataset_id = '" + id + "'")).isZero();
        assertThat(count("select count(*) from dataset_text_block where column_no = 4 and dataset_id = '" + id + "'"))
            .isEqualTo(3);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private String contentSha256(UUID id) {
        return lead.get("/api/v1/datasets/" + id).expect(200).text("/contentSha256");
    }

    private UUID loaded(String text) {
        return loaded("payments.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private UUID loaded(String fileName, byte[] bytes) {
        String path = lead
            .upload(examination + "/datasets", fileName, bytes, Map.of("kind", "PAYMENTS", "mapping", MAPPING))
            .expect(202)
            .header("Location")
            .orElseThrow();
        assertThat(awaitStatus(lead, path, "LOADED", "REJECTED").text("/status")).isEqualTo("LOADED");
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String rows() {
        StringBuilder text = new StringBuilder("Invoice No,Vendor,Amount,Currency,Posting Date,Branch\n");
        for (int row = 0; row < ROWS; row++) {
            text.append("R-")
                .append(row)
                .append(",Acme ")
                .append(row % 97)
                .append(',')
                .append(row % 1000 - 300)
                .append(".25,USD,2025-01-")
                .append(10 + row % 20)
                .append(",B")
                .append(row % 7)
                .append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "nexus", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Payments");
            List<String> lines = text.lines().toList();
            for (int row = 0; row < lines.size(); row++) {
                String[] cells = lines.get(row).replace("Bolt, Inc", "Bolt; Inc").replace("\"", "").split(",", -1);
                for (int cell = 0; cell < cells.length; cell++) {
                    sheet.value(row, cell, cells[cell].replace("Bolt; Inc", "Bolt, Inc"));
                }
            }
        }
        return bytes.toByteArray();
    }
}
