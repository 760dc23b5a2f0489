package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Columns and records are what was uploaded. */
class ColumnsIT extends ServiceIT {

    private static final String HEADER = "Invoice No,Vendor,Amount,Currency,Posting Date,Branch\n";

    @Autowired
    private LedgerReader reader;

    @Autowired
    private MemoryAdmission memory;

    @Autowired
    private DatasetRepository datasets;

    @Autowired
    private Envelopes envelopes;

    @Autowired
    private JsonMapper json;

    @Test
    void givesBackEveryValueOfALedgerOfSeveralSegments() {
        List<Payment> payments = payments(new Random(11), 70_001);
        UUID dataset = load(payments);
        ColumnarLedger ledger = reader.columns(dataset, EnumSet.allOf(Field.class));
        assertThat(ledger.rows()).isEqualTo(payments.size());
        for (int i = 0; i < payments.size(); i++) {
            Payment payment = payments.get(i);
            assertThat(ledger.amounts()[i]).isEqualTo(payment.cents());
            assertThat(ledger.text(Field.DOCUMENT_NO, i)).isEqualTo(payment.documentNo());
            assertThat(ledger.text(Field.COUNTERPARTY_NAME, i)).isEqualTo(payment.vendor());
            assertThat(ledger.currency(i)).isEqualTo(payment.currency().isEmpty() ? "USD" : payment.currency());
            assertThat(ledger.days(Field.POSTED_AT)[i]).isEqualTo(payment.day());
        }
        assertThat(ledger.has(Field.ACCOUNT)).isFalse();
        numbersTextsByTheirFirstRow(ledger, payments);
        showsRecords(dataset, payments);
    }

    @Test
    void loadsOnlyTheFieldsAskedFor() {
        UUID dataset = load(payments(new Random(3), 50));
        ColumnarLedger ledger = reader.columns(dataset, EnumSet.of(Field.AMOUNT, Field.ACCOUNT));
        assertThat(ledger.has(Field.AMOUNT)).isTrue();
        assertThat(ledger.has(Field.POSTED_AT)).isFalse();
        assertThat(ledger.has(Field.ACCOUNT)).isFalse();
    }

    @Test
    void refusesColumnsThatDoNotFitTheMemory() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> memory.admit(1L << 50))
            .withMessageContaining(Long.toString(1L << 50));
    }

    /** So that a run waits for its turn, and a request is told when to come back. */
    @Test
    void tellsThatNoConnectionIsFree() {
        Dataset dataset = datasets.find(load(payments(new Random(5), 50))).orElseThrow();
        ColumnReader columns = new ColumnReader(new AbstractDataSource() {

            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLTransientConnectionException("none is free");
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        }, envelopes, memory);
        ColumnLoad load = columns.load(dataset, json.readValue(dataset.mapping(), Mapping.class),
                EnumSet.of(Field.AMOUNT));
        assertThatExceptionOfType(TransientDataAccessException.class).isThrownBy(() -> columns.read(List.of(load)));
    }

    private static void numbersTextsByTheirFirstRow(ColumnarLedger ledger, List<Payment> payments) {
        int next = 1;
        int[] codes = ledger.codes(Field.COUNTERPARTY_NAME);
        for (int i = 0; i < payments.size(); i++) {
            assertThat(codes[i]).isLessThanOrEqualTo(next);
            if (codes[i] == next) {
                next++;
            }
            assertThat(codes[i] == Dictionary.ABSENT).isEqualTo(payments.get(i).vendor().isEmpty());
        }
    }

    private void showsRecords(UUID dataset, List<Payment> payments) {
        List<RecordView> records = reader.records(dataset, new int[]{69_999, 1, 32_000, 32_001, 70_002},
                Masking.none());
        assertThat(records).extracting(RecordView::rowNo).containsExactly(69_999, 1, 32_000, 32_001);
        for (RecordView record : records) {
            Payment payment = payments.get(record.rowNo() - 1);
            assertThat(record.fields().get("documentNo")).isEqualTo(payment.documentNo());
            assertThat(record.source().getOrDefault("Branch", "")).isEqualTo(payment.branch());
        }
    }

    private UUID load(List<Payment> payments) {
        StringBuilder text = new StringBuilder(HEADER);
        payments.forEach(payment -> text.append(payment.line()));
        Client lead = signInAs("lead");
        String examination = DatasetFixtures.examination(lead);
        String path = DatasetFixtures.upload(lead, examination, text.toString())
            .expect(202)
            .header("Location")
            .orElseThrow();
        assertThat(awaitStatus(lead, path, "LOADED", "REJECTED").text("/status")).isEqualTo("LOADED");
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static List<Payment> payments(Random random, int rows) {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            payments.add(new Payment("T" + (1_000_000_000L + i),
                    random.nextInt(9) == 0 ? "" : "Çelik ☃ " + random.nextInt(5_000),
                    random.nextLong(-100_000, 1_000_000), random.nextInt(5) == 0 ? "" : "EUR",
                    19_000 + random.nextInt(2_000),
                    random.nextInt(3) == 0 ? "" : "line 1\nline " + random.nextInt(100_000)));
        }
        return payments;
    }

    /** A payment as written and as expected back. */
    private record Payment(String documentNo, String vendor, long cents, String currency, int day, String branch) {

        private String line() {
            return "%s,%s,%s%d.%02d,%s,%s,\"%s\"\n".formatted(documentNo, vendor, cents < 0 ? "-" : "",
                    Math.abs(cents) / 100,
                    Math.abs(cents) % 100, currency,
                    Instant.EPOCH.plus(day, ChronoUnit.DAYS).toString().substring(0, 10), branch);
        }
    }
}
