package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ContentDisposition;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Digests;

import static com.nexusplatform.ledger.DatasetFixtures.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A file becomes a sealed dataset. */
class DatasetStoryIT extends ServiceIT {

    private static final int MOST_REJECTS_KEPT = 1;

    @Autowired
    private JdbcClient jdbc;

    private Client lead;
    private String examination;

    @BeforeEach
    void openAnExamination() {
        lead = signInAs("lead");
        examination = DatasetFixtures.examination(lead);
    }

    @Test
    void isAskedForAgainWhereTheDatabaseHasNoRoom() {
        TestServers servers = TestServers.get();
        servers.asOwner("create function no_room() returns trigger language plpgsql as"
                + " $$begin raise exception 'No space left on device' using errcode = '53100'; end$$");
        servers.asOwner("create trigger no_room before insert on dataset_file_chunk"
                + " for each statement execute function no_room()");
        try {
            assertThat(DatasetFixtures.upload(lead, examination, PAYMENTS)
                .expectProblem(503, "/unavailable")
                .header("Retry-After")).isPresent();
        } finally {
            servers.asOwner("drop function no_room() cascade");
        }
        assertThat(lead.get(examination + "/datasets").expect(200).text()).contains("\"items\":[]");
        DatasetFixtures.upload(lead, examination, PAYMENTS).expect(202);
    }

    @Test
    void rejectsADatasetOfWhichTooManyRowsCannotBeRead() {
        Answer received = DatasetFixtures.upload(lead, examination, PAYMENTS).expect(202);
        Answer rejected = awaitStatus(lead, received.header("Location").orElseThrow(), "LOADED", "REJECTED");
        assertThat(rejected.text("/status")).isEqualTo("REJECTED");
        assertThat(rejected.json().at("/rejectedRows").asLong()).isEqualTo(MOST_REJECTS_KEPT);
        assertThat(rejected.text("/problem/reasons/0/column")).isEqualTo("Amount");
        assertThat(rejected.text("/problem/detail")).contains("1 of 6 rows");
        String path = "/api/v1/datasets/" + rejected.text("/id");
        assertThat(lead.get(path + "/rejects").expect(200).text("/items/0/value")).isEqualTo("not a number");
        assertThat(lead.get(path + "/file").expect(200).text()).isEqualTo(PAYMENTS);
        lead.get(path + "/records").expectProblem(409, "conflict");
        lead.post(path + "/seal", Map.of("rows", 5, "debits", "1", "credits", "1")).expectProblem(409, "conflict");
    }

    @Test
    void loadsShowsAndSealsAFile() {
        String path = load(readable());
        Answer loaded = lead.get(path).expect(200);
        assertThat(loaded.json().at("/rows").asLong()).isEqualTo(5);
        assertThat(loaded.text("/controlTotals/debits")).isEqualTo("119.51");
        assertThat(loaded.text("/controlTotals/credits")).isEqualTo("20.25");
        assertThat(loaded.text("/fileSha256")).isEqualTo(Digests.sha256(readable()));
        assertThat(loaded.json().at("/progress").asDouble()).isEqualTo(1);
        assertThat(loaded.json().propertyNames()).containsExactlyInAnyOrder("id", "examinationId", "name", "kind",
                "status",
                "rows", "rejectedRows", "fileName", "fileSize", "fileSha256", "contentSha256", "mapping",
                "controlTotals",
                "problem", "createdAt", "createdBy", "sealedAt", "sealedBy", "progress");
        showsRecords(path);
        showsAProfile(path);
        Answer file = lead.get(path + "/file").expect(200);
        assertThat(file.text()).isEqualTo(readable());
        assertThat(file.header("Content-Disposition").orElseThrow()).startsWith("attachment").contains("payments.csv");
        seals(path);
    }

    @Test
    void hidesADatasetFromOutsidersAndAdministrators() {
        String path = load(readable());
        signInAs("examiner").get(path).expectProblem(404, "not-found");
        signInAs("examiner").post(path + "/seal", Map.of("rows", 5, "debits", "119.51", "credits", "20.25"))
            .expectProblem(404, "not-found");
        signInAs("admin").get(path).expectProblem(403, "not-allowed");
        signInAs("auditor").get(path).expect(200);
        signInAs("auditor").get(examination + "/datasets").expect(200);
        signInAs("auditor").post(path + "/seal", Map.of("rows", 5, "debits", "119.51", "credits", "20.25"))
            .expectProblem(403, "not-allowed");
        client().get(path).expectProblem(401, "sign-in-required");
    }

    @Test
    void keepsTheContentHashOfTheSameRowsAndChangesItWithTheirOrder() {
        String first = load(readable());
        String again = load(readable());
        String swapped = load(readable().replace("R-1,Acme,100.50,USD,2025-01-31,North\n", "")
                + "R-1,Acme,100.50,USD,2025-01-31,North\n");
        assertThat(contentSha256(again)).isEqualTo(contentSha256(first)).hasSize(64);
        assertThat(contentSha256(swapped)).isNotEqualTo(contentSha256(first));
    }

    @Test
    void refusesAFileAtOnceAndKeepsNothingOfIt() {
        lead.upload(examination + "/datasets", "empty.csv", new byte[0], Map.of("kind", "PAYMENTS"))
            .expectProblem(422, "file-refused");
        lead.upload(examination + "/datasets", "p.csv", readable().getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "SECRETS"))
            .expectProblem(400, "validation-failed");
        lead.upload(examination + "/datasets", "p.csv", readable().getBytes(StandardCharsets.UTF_8), Map.of())
            .expectProblem(400, "validation-failed");
        assertThat(lead.get(examination + "/datasets").expect(200).json().at("/items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/payments.csv", "<script>alert(1)</script>.csv", "pay;filename=evil.html",
            "Zahlungen März \u202etxt.exe", "%0d%0aSet-Cookie: x=1", "$(reboot) `id` | x.csv", "{{7*7}}${7*7}.csv"})
    void givesAFileBackUnderANameThatStaysInItsHeader(String name) {
        Answer received = lead
            .upload(examination + "/datasets", name, readable().getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", "PAYMENTS", "mapping", DatasetFixtures.MAPPING))
            .expect(202);
        assertThat(received.text("/fileName")).doesNotContain("/", "\\", "\r", "\n", "\u202e");
        Answer file = lead.get(received.header("Location").orElseThrow() + "/file").expect(200);
        String disposition = file.header("Content-Disposition").orElseThrow();
        assertThat(disposition)
            .matches("attachment; filename=\"[\\x20-\\x7e&&[^\"]]*\"(; filename\\*=UTF-8''[A-Za-z0-9%.!#$&+^_`|~-]+)?");
        assertThat(ContentDisposition.parse(disposition).getFilename()).isEqualTo(received.text("/fileName"));
        assertThat(file.header("Content-Type")).contains("application/octet-stream");
        assertThat(file.header("Set-Cookie")).isEmpty();
    }

    @Test
    void listsDatasetsPageByPageInTheOrderOfTheirUpload() {
        String first = load(readable());
        String second = load(readable());
        Answer page = lead.get(examination + "/datasets?limit=1").expect(200);
        assertThat(first).endsWith(page.text("/items/0/id"));
        Answer next = lead.get(examination + "/datasets?limit=1&cursor=" + page.text("/nextCursor")).expect(200);
        assertThat(second).endsWith(next.text("/items/0/id"));
        assertThat(next.json().at("/nextCursor").isNull()).isTrue();
    }

    private void showsRecords(String path) {
        Answer records = lead.get(path + "/records?limit=2").expect(200);
        assertThat(records.text("/items/1/fields/amount")).isEqualTo("-20.25");
        assertThat(records.text("/items/1/fields/counterpartyName")).isEqualTo("Bolt, Inc");
        assertThat(records.text("/items/1/fields/postedAt")).isEqualTo("2025-02-01");
        assertThat(records.json().at("/items/1/line").asLong()).isEqualTo(3);
        assertThat(records.json().at("/items/1/source").has("Branch")).isFalse();
        assertThat(records.text("/items/0/source/Branch")).isEqualTo("North");
        Answer rest = lead.get(path + "/records?cursor=" + records.text("/nextCursor")).expect(200);
        assertThat(rest.json().at("/items").size()).isEqualTo(3);
        assertThat(rest.json().at("/nextCursor").isNull()).isTrue();
        Answer chosen = lead.get(path + "/records?rowNo=4&rowNo=2&rowNo=99").expect(200);
        assertThat(chosen.json().at("/items/0/rowNo").asInt()).isEqualTo(4);
        assertThat(chosen.json().at("/items/1/rowNo").asInt()).isEqualTo(2);
        assertThat(chosen.json().at("/items").size()).isEqualTo(2);
        lead.get(path + "/records?rowNo=4&rowNo=").expectProblem(400, "validation-failed");
    }

    private void showsAProfile(String path) {
        Answer profile = lead.get(path + "/profile").expect(200);
        assertThat(profile.json().at("/rows").asLong()).isEqualTo(5);
        assertThat(profile.text("/columns/0/field")).isEqualTo("amount");
        assertThat(profile.text("/columns/0/min")).isEqualTo("-20.25");
        assertThat(profile.text("/columns/0/quantiles/p50")).isEqualTo("7.00");
        assertThat(profile.text()).contains("\"Branch\"");
    }

    private void seals(String path) {
        Answer bounded = lead.post(path + "/seal", Map.of("rows", 5, "debits", "1e999999999", "credits", "0"))
            .expectProblem(400, "validation-failed");
        assertThat(bounded.text("/detail")).contains("at most 30 digits before the point and 10 after it");
        Answer refused = lead.post(path + "/seal", Map.of("rows", 5, "debits", "119.51", "credits", 20.26))
            .expectProblem(409, "totals-disagree");
        assertThat(refused.text("/given/credits")).isEqualTo("20.26");
        assertThat(refused.text("/controlTotals/credits")).isEqualTo("20.25");
        Answer sealed = lead.post(path + "/seal", Map.of("rows", 5, "debits", 119.51, "credits", "20.25")).expect(200);
        assertThat(sealed.text("/status")).isEqualTo("SEALED");
        assertThat(sealed.text("/sealedBy")).isEqualTo("lead");
        lead.post(path + "/seal", Map.of("rows", 5, "debits", 119.51, "credits", "20.25"))
            .expectProblem(409, "conflict");
        String id = sealed.text("/id");
        long number = jdbc.sql("select number from dataset where id = cast(? as uuid)")
            .param(id)
            .query(Long.class)
            .single();
        refuses("update record set amount = 1 where dataset = " + number);
        refuses("delete from record where dataset = " + number + " and row_no = 1");
        refuses("insert into record (dataset, row_no, line) values (" + number + ", 77, 78)");
        refuses("insert into record_" + number + " (dataset, row_no, line) values (" + number + ", 77, 78)");
        refuses("truncate record_" + number);
        refuses("truncate record");
        refuses("alter table record detach partition record_" + number);
        refuses("drop table record_" + number);
        refuses("select drop_record_table(" + number + ")");
        refuses("select attach_record_table(" + number + ")");
        refuses("alter table record_" + number + " disable trigger all");
        refuses("drop trigger record_sealed on record_" + number);
        refuses("alter table dataset disable trigger dataset_sealed");
        refuses("update dataset set rows = 1 where id = '" + id + "'");
        refuses("update dataset set status = 'LOADED', sealed_at = null, sealed_by = null where id = '" + id + "'");
        refuses("delete from dataset where id = '" + id + "'");
        refuses("delete from dataset_text_block where dataset_id = '" + id + "'");
        refuses("update dataset_text_block set entries = 0 where dataset_id = '" + id + "'");
        refuses("update dataset_file_chunk set bytes = '' where dataset_id = '" + id + "'");
        refuses("truncate dataset_text_block");
        refuses("insert into dataset_reject values ('" + id + "', 9, 9, null, null, 'x')");
        assertThat(lead.get(path + "/records").expect(200).json().at("/items").size()).isEqualTo(5);
    }

    private void refuses(String sql) {
        assertThatThrownBy(() -> execute(sql)).as(sql)
            .isInstanceOf(DataAccessException.class)
            .rootCause()
            .message()
            .containsPattern("sealed|is refused|does not become|permission denied|must be owner");
    }

    private void execute(String sql) {
        if (sql.startsWith("select")) {
            jdbc.sql(sql).query((row, number) -> number).list();
        } else {
            jdbc.sql(sql).update();
        }
    }

    private String load(String text) {
        String path = DatasetFixtures.upload(lead, examination, text).expect(202).header("Location").orElseThrow();
        assertThat(awaitStatus(lead, path, "LOADED", "REJECTED").text("/status")).isEqualTo("LOADED");
        return path.substring(path.indexOf("/api/"));
    }

    private String contentSha256(String path) {
        return lead.get(path).expect(200).text("/contentSha256");
    }

    private static String readable() {
        return PAYMENTS.replace("R-5,Acme,not a number,USD,2025-03-16,North\n", "");
    }
}
