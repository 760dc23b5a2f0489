package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.local.TestServers;

import static com.nexusplatform.ledger.DatasetFixtures.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

/** What a dataset holds opens only where it was put, only with its own key, and no longer than that key exists. */
class SealedDatasetIT extends ServiceIT {

    /** As owner of the database, with the triggers that guard sealed datasets out of the way. */
    private static final String UNGUARDED = "set session_replication_role = replica; ";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Envelopes envelopes;

    private Client lead;
    private String examination;
    private UUID dataset;
    private UUID other;

    @BeforeEach
    void loadTwoDatasets() {
        lead = signInAs("lead");
        examination = DatasetFixtures.examination(lead);
        dataset = loaded();
        other = loaded();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            records | update dataset_text_block a set bytes = b.bytes, entries = b.entries, raw_size = b.raw_size from dataset_text_block b \
                      where a.dataset_id = '%1$s' and b.dataset_id = '%1$s' and a.column_no = %3$d and b.column_no = %4$d
            records | update dataset_text_block a set bytes = b.bytes from dataset_text_block b \
                      where a.dataset_id = '%1$s' and b.dataset_id = '%2$s' and (a.column_no, a.first_row) = (b.column_no, b.first_row)
            records | update dataset_text_block set entries = entries - 1 where dataset_id = '%1$s'
            records | update dataset_text_block set raw_size = raw_size - 1 where dataset_id = '%1$s'
            records | update dataset_text_block set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where dataset_id = '%1$s'
            file    | update dataset_file_chunk a set bytes = b.bytes from dataset_file_chunk b \
                      where a.dataset_id = '%1$s' and b.dataset_id = '%2$s'
            file    | update dataset_file_chunk set bytes = substring(bytes for 20) where dataset_id = '%1$s'
            profile | update dataset a set profile = b.profile from dataset b where a.id = '%1$s' and b.id = '%2$s'
            profile | update dataset set profile = name where id = '%1$s'
            ''      | update dataset set name = file_name where id = '%1$s'
            ''      | update dataset a set file_name = b.file_name from dataset b where a.id = '%1$s' and b.id = '%2$s'
            rejects | update dataset_reject a set value = b.value from dataset_reject b \
                      where a.dataset_id = '%1$s' and b.dataset_id = '%2$s'
            rejects | update data_key a set wrapped = b.wrapped from data_key b where a.id = '%1$s' and b.id = '%2$s'
            """)
    void whatWasMovedOrChangedDoesNotOpen(String part, String change) {
        TestServers.get()
            .asOwner(UNGUARDED + change.formatted(dataset, other, Layout.columnNo(Field.DOCUMENT_NO),
                    Layout.columnNo(Field.COUNTERPARTY_NAME)));
        lead.get(path(other, part)).expect(200);
        await(part + " is refused", () -> refused(path(dataset, part))); // a key is remembered for a second
    }

    @Test
    void whoeverDestroysTheKeyDestroysTheData() {
        List<String> parts = List.of("records", "file", "profile", "rejects");
        parts.forEach(part -> lead.get(path(dataset, part)).expect(200));
        TestServers.get().asOwner("delete from data_key where id = '" + dataset + "'");
        parts.forEach(part -> await(part + " is refused", () -> refused(path(dataset, part))));
        parts.forEach(part -> lead.get(path(other, part)).expect(200));
        assertThat(lead.get(path(dataset, "")).expect(200).text("/fileName")).isEqualTo(Envelope.DESTROYED);
        assertThat(lead.get(examination + "/datasets").expect(200).json().at("/items").size()).isEqualTo(2);
    }

    @Test
    void readsDatasetsOfBeforeTheyWereSealed() {
        List<String> parts = List.of("records", "file", "profile", "rejects", "");
        List<String> before = parts.stream().map(part -> body(path(dataset, part))).toList();
        unseal(dataset);
        await("the key is forgotten", () -> !envelopes.of(dataset).hasKey());
        assertThat(parts.stream().map(part -> body(path(dataset, part)))).isEqualTo(before);
    }

    @Test
    void keepsNothingThatCanBeReadInTheDatabase() {
        List<String> columns = List.of("select bytes from dataset_file_chunk where dataset_id = ?",
                "select bytes from dataset_text_block where dataset_id = ?",
                "select convert_to(value, 'UTF8') from dataset_reject where dataset_id = ?",
                "select convert_to(concat(name, file_name, profile, problem), 'UTF8') from dataset where id = ?");
        for (String column : columns) {
            List<byte[]> kept = jdbc.sql(column).param(dataset).query(byte[].class).list();
            assertThat(kept).isNotEmpty().allSatisfy(bytes -> {
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Acme", "not a number",
                        "payments.csv", "North");
                assertThat(bytes[0]).as("the first byte of a deflated stream").isNotEqualTo((byte) 0x78);
            });
        }
    }

    private boolean refused(String path) {
        Client.Answer answer = lead.get(path);
        if (answer.status() == 200) {
            return false;
        }
        assertThat(answer.expectProblem(409, "seal-broken").text("/detail")).contains("does not open")
            .doesNotContain("Acme", dataset.toString());
        return true;
    }

    private String body(String path) {
        return new String(lead.get(path).expect(200).bytes(), StandardCharsets.UTF_8);
    }

    private static String path(UUID id, String part) {
        return "/api/v1/datasets/" + id + (part.isEmpty() ? "" : "/" + part);
    }

    private UUID loaded() {
        String path = DatasetFixtures.upload(lead, examination, payments())
            .expect(202)
            .header("Location")
            .orElseThrow();
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        assertThat(awaitStatus(lead, path(id, ""), "LOADED", "REJECTED").text("/status")).isEqualTo("LOADED");
        return id;
    }

    /** So many that can be read that the one that cannot is accepted as a reject. */
    private static String payments() {
        return PAYMENTS + "R-7,Acme,7.00,USD,2025-02-13,South\n".repeat(200);
    }

    /** Brings a dataset into the form that all had before their parts were sealed; nobody but the owner of the database could. */
    private void unseal(UUID id) {
        guards("disable");
        try {
            open(id);
        } finally {
            guards("enable");
        }
        TestServers.get().asOwner("delete from data_key where id = '" + id + "'");
    }

    private static void guards(String what) {
        for (String table : List.of("dataset", "dataset_file_chunk", "dataset_text_block", "dataset_reject")) {
            TestServers.get().asOwner("alter table " + table + " " + what + " trigger user");
        }
    }

    private void open(UUID id) {
        Envelope envelope = envelopes.of(id);
        jdbc.sql("select chunk_no, bytes from dataset_file_chunk where dataset_id = ?").param(id).query((row, n) -> {
            byte[] plain = envelope.openChunk(row.getBytes(2), row.getInt(1));
            return jdbc
                .sql("update dataset_file_chunk set sealed = false, bytes = ? where dataset_id = ? and chunk_no = ?")
                .params(plain, id, row.getInt(1))
                .update();
        }).list();
        jdbc.sql("select column_no, first_row, entries, raw_size, bytes from dataset_text_block where dataset_id = ?")
            .param(id)
            .query((row, n) -> {
                Envelope.Block block = new Envelope.Block(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
                byte[] plain = envelope.openTexts(row.getBytes(5), block);
                return jdbc.sql("update dataset_text_block set sealed = false, bytes = ? where dataset_id = ?"
                        + " and column_no = ? and first_row = ?")
                    .params(plain, id, block.column(), block.firstRow())
                    .update();
            })
            .list();
        jdbc.sql("select reject_no, value from dataset_reject where dataset_id = ?").param(id).query((row, n) -> {
            String plain = envelope.openReject(row.getLong(1), row.getString(2));
            return jdbc.sql("update dataset_reject set value = ? where dataset_id = ? and reject_no = ?")
                .params(plain, id, row.getLong(1))
                .update();
        }).list();
        for (String column : List.of("name", "file_name", "profile")) {
            String sealed = jdbc.sql("select " + column + " from dataset where id = ?")
                .param(id)
                .query(String.class)
                .single();
            jdbc.sql("update dataset set " + column + " = ? where id = ?")
                .params(envelope.open(column, sealed), id)
                .update();
        }
    }
}
