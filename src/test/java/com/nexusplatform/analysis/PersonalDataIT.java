package com.nexusplatform.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole examination of persons leaves nothing of them in the database that can be read: every table is copied out as its owner
 * would do it for a dump, and searched.
 */
class PersonalDataIT extends AnalysisStory {

    private static final String NAME = "Brunhilde Zeisigquandt";
    private static final String TAX_ID = "DE8119079804";
    private static final String ACCOUNT = "DE02120300000000202051";
    private static final String ADDRESS = "Wacholderweg 17 Helgoland";
    private static final String PHONE = "+49472580843177";
    private static final String DESCRIPTION = "Zahnersatz Kostenanteil privat";
    private static final String COLUMN = "Lieblingsfarbe zimtrosa";
    private static final List<String> SEEDS = List.of(NAME, TAX_ID, ACCOUNT, ADDRESS, PHONE, DESCRIPTION, COLUMN,
            "Zeisigquandt");

    private static final String MASTER = """
            Vendor ID,Name,Tax ID,Bank Account,Address,Phone
            V1,%1$s,%2$s,%3$s,%4$s,%5$s
            V2,Bolt,GB124,GB94BARC10201530093459,2 Quay Street,+4420123456
            """.formatted(NAME, TAX_ID, ACCOUNT, ADDRESS, PHONE);

    private static final Pattern DOCUMENTED = Pattern.compile("\\| `([a-z_]+)` \\| ((?:`[a-z_0-9]+`(?:, )?)+) \\|.*");

    @Test
    void leavesNoNameInADump() throws Exception {
        assertThat(hits(dump())).as("before").isEmpty();
        String answers = examine();
        assertThat(SEEDS).as("what the examiner was told").allSatisfy(seed -> assertThat(answers).contains(seed));
        List<String> copied = dump();
        assertThat(String.join("", copied)).as("the copy reaches the words of people").contains("Harbour Ltd");
        assertThat(hits(copied)).isEmpty();
    }

    /** The search itself finds what is there: as text, as bytes, and as deflated bytes. */
    @Test
    void findsWhatStandsOpen() throws Exception {
        String table = "open_" + System.nanoTime();
        TestServers.get().asOwner("create table " + table + " (id integer, words text, bytes bytea)");
        try {
            assertFound(table, "'" + NAME + "', null");
            assertFound(table, "null, '\\x" + hex(TAX_ID.getBytes(StandardCharsets.UTF_8)) + "'");
            assertFound(table, "null, '\\x" + hex(deflated("name;" + PHONE + ";x")) + "'");
        } finally {
            TestServers.get().asOwner("drop table " + table);
        }
        assertThat(hits(dump())).isEmpty();
    }

    /** Whoever adds a column that can hold a text says in the page what it holds and how it is kept. */
    @Test
    void theInventoryNamesEveryColumnThatCanHoldATextAndNoOther() throws Exception {
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs/personal-data.md"))) {
            Matcher row = DOCUMENTED.matcher(line);
            if (row.matches()) {
                for (String column : row.group(2).split(", ", -1)) {
                    documented.add(row.group(1) + "." + column.replace("`", ""));
                }
            }
        }
        Set<String> kept = new TreeSet<>();
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet columns = statement.executeQuery(
                        """
                                select table_name || '.' || column_name from information_schema.columns
                                where table_schema = 'public' and table_name !~ '^(record_[0-9]+|flyway_schema_history|open_[0-9]+)$'
                                  and (data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'inet'))
                                """)) {
            while (columns.next()) {
                kept.add(columns.getString(1));
            }
        }
        assertThat(documented).isEqualTo(kept);
    }

    /** Uploads, runs, judges, samples, repeats; returns everything that was answered on the way. */
    private String examine() {
        String examination = examination();
        List<String> answers = new ArrayList<>();
        sealedMaster(examination, "EMPLOYEES", MASTER.replace("Vendor ID", "Employee No"));
        String vendors = sealedMaster(examination, "VENDORS", MASTER);
        String payments = sealed(examination, paymentsToPersons());
        answers.add(examiner.get("/api/v1/datasets/" + vendors + "/records").expect(200).text());
        answers.add(examiner.get("/api/v1/datasets/" + payments + "/profile").expect(200).text());
        answers.add(examiner.get("/api/v1/datasets/" + payments + "/rejects").expect(200).text());
        List<Object> plan = new ArrayList<>();
        for (String code : List.of("PAY-1", "PAY-2", "PAY-5", "PAY-6", "PAY-7", "DIG-2")) {
            plan.add(procedure(code));
        }
        plan.add(procedure("LED-7", "add", List.of(NAME, "Zahnersatz")));
        String run = succeeded(payments, plan).text("/id");
        answers.add(examiner.get("/api/v1/runs/" + run + "/results").expect(200).text());
        answers.add(examiner.get("/api/v1/runs/" + run).expect(200).text());
        answers.add(examiner.post("/api/v1/runs/" + run + "/what-if", Map.of("procedure", "LED-7", "parameter", "add",
                "values", List.of(List.of(NAME), List.of("Zeisigquandt", TAX_ID))))
            .expect(200)
            .text());
        JsonNode alerts = examiner.get("/api/v1/runs/" + run + "/alerts?limit=200").expect(200).json().at("/items");
        assertThat(alerts.size()).isPositive();
        alerts.forEach(
                alert -> answers.add(examiner.get("/api/v1/alerts/" + alert.get("id").asString()).expect(200).text()));
        answers.add(examiner
            .post("/api/v1/alerts/" + alerts.get(0).get("id").asString() + "/disposition",
                    Map.of("outcome", "CONFIRMED", "reason", NAME + " was paid twice"))
            .expect(200)
            .text());
        String sample = examiner.post("/api/v1/runs/" + run + "/samples", Map.of("method", "ATTRIBUTE", "size", 3))
            .expect(201)
            .text("/id");
        int rowNo = examiner.get("/api/v1/samples/" + sample + "/items")
            .expect(200)
            .json()
            .at("/items/0/rowNo")
            .asInt();
        examiner.post("/api/v1/samples/" + sample + "/inspections", Map.of("items",
                List.of(Map.of("rowNo", rowNo, "outcome", "CORRECT", "note", NAME + " signed at " + ADDRESS))))
            .expect(200);
        answers.add(examiner.get("/api/v1/samples/" + sample + "/items").expect(200).text());
        Answer again = examiner.post("/api/v1/runs/" + run + "/reperform",
                Map.of("plan", List.of(procedure("PAY-1", "deMinimis", "100000"), procedure("PAY-6"))))
            .expect(202);
        answers.add(awaitStatus(examiner, "/api/v1/runs/" + again.text("/id"), "SUCCEEDED").text());
        return String.join("\n", answers);
    }

    private static String paymentsToPersons() {
        StringBuilder csv = new StringBuilder(
                "Vendor ID,Vendor Name,Invoice No,Amount,Posting Date,Description,Remark\n");
        for (int row = 1; row <= ROWS; row++) {
            int nth = row == 12 ? 11 : row;
            csv.append("V%d,%s,INV-%d,%d.25,2026-03-%02d,%s,%s\n".formatted(nth % 2 + 1, nth % 2 == 0 ? NAME : "Bolt",
                    1000 + nth, 100 + nth * nth, row % 28 + 1, DESCRIPTION, COLUMN));
        }
        return csv + "V1," + NAME + ",INV-9," + ACCOUNT + ",2026-03-01,no amount," + TAX_ID + "\n";
    }

    private void assertFound(String table, String values) throws Exception {
        TestServers.get().asOwner("insert into " + table + " values (1, " + values + ")");
        assertThat(hits(dump())).hasSize(1).allSatisfy(hit -> assertThat(hit).startsWith(table));
        TestServers.get().asOwner("delete from " + table);
    }

    /** Every row of every table in COPY's text format, each line after the name of its table. */
    private static List<String> dump() throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        try (Connection owner = owner(); Statement statement = owner.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement
                .executeQuery(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                owner.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
                out.toString(StandardCharsets.UTF_8).lines().forEach(line -> lines.add(table + "\t" + line));
            }
        }
        return lines;
    }

    private static List<String> hits(List<String> dump) {
        List<String> hits = new ArrayList<>();
        for (String line : dump) {
            Set<String> forms = new HashSet<>(Set.of(line));
            for (String value : line.split("\t", -1)) {
                if (value.startsWith("\\\\x")) {
                    byte[] bytes = HexFormat.of().parseHex(value.substring(3));
                    forms.add(new String(bytes, StandardCharsets.UTF_8));
                    forms.add(inflated(bytes));
                }
            }
            if (SEEDS.stream().anyMatch(seed -> forms.stream().anyMatch(form -> form.contains(seed)))) {
                hits.add(line.substring(0, Math.min(line.length(), 120)));
            }
        }
        return hits;
    }

    private static String inflated(byte[] bytes) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes);
            byte[] plain = new byte[1 << 20];
            return new String(plain, 0, inflater.inflate(plain), StandardCharsets.UTF_8);
        } catch (DataFormatException notDeflated) {
            return "";
        }
    }

    private static byte[] deflated(String text) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] packed = new byte[1_000];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Connection owner() throws SQLException {
        TestServers servers = TestServers.get();
        return DriverManager.getConnection(servers.databaseUrl(), servers.username(), servers.password());
    }
}
