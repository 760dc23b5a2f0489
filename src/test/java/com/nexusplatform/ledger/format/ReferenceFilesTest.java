package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Real files as they were published, where the reference data is at hand. */
class ReferenceFilesTest {

    private Path data = Path.of("");

    @BeforeEach
    void find() {
        String folder = System.getenv("NEXUS_REFERENCE_DATA");
        assumeThat(folder).as("NEXUS_REFERENCE_DATA").isNotBlank();
        data = Path.of(folder);
    }

    @Test
    void readsEveryPaymentOfTheUtility() throws IOException {
        Path file = data.resolve("corporate-payments/corporate.payment.csv.gz");
        Mapping mapping = survey(file);
        assertThat(mapping.fields()).containsEntry("counterpartyId", "VendorNum")
            .containsEntry("documentNo", "InvNum")
            .containsEntry("postedAt", "Date")
            .containsEntry("amount", "Amount");
        RecordParser parser = new RecordParser(mapping, Tables.LIMITS);
        long rows = 0;
        long notPositive = 0;
        try (TableReader reader = TableReader.open(file, mapping.source(), Tables.LIMITS)) {
            while (reader.next()) {
                assertThat(parser.parse(reader)).isTrue();
                rows++;
                notPositive += parser.parsed().amount() <= 0 ? 1 : 0;
            }
        }
        assertThat(rows).isEqualTo(189_470);
        assertThat(notPositive).isEqualTo(4_387);
    }

    @ParameterizedTest
    @CsvSource({"2011-01.csv,8837,windows-1252,dd-MMM-yyyy", "2011-07.csv,10242,UTF-8,dd/MM/yyyy",
            "2012-04.csv,10177,UTF-8,dd-MMM-yyyy",
            "2013-06.csv,8334,UTF-8,dd-MMM-yy", "2020-06.csv,16176,windows-1252,dd/MM/yyyy"})
    void readsCouncilSpending(String name, int rows, String encoding, String pattern) throws IOException {
        Path file = data.resolve("messy-uploads").resolve(name);
        Mapping mapping = survey(file);
        assertThat(mapping.source().encoding()).isEqualTo(encoding);
        assertThat(mapping.datePatterns()).containsEntry("postedAt", pattern);
        assertThat(mapping.fields()).containsKeys("amount", "documentNo", "counterpartyName", "account");
        Tables.Outcome outcome = Tables.parse(file, mapping);
        assertThat(outcome.rejections()).isEmpty();
        assertThat(outcome.rows()).hasSize(rows);
    }

    @Test
    void refusesTheEmptyMonth() {
        Path file = data.resolve("messy-uploads/2018-10.csv");
        assertThat(Files.exists(file)).isTrue();
        assertThat(catchThrowableOfType(ProblemException.class, () -> survey(file)).detail()).contains("empty");
    }

    private static Mapping survey(Path file) throws IOException {
        return Survey.of(file, file.toString(), DatasetKind.PAYMENTS, RequestedMapping.none(), "USD", Tables.LIMITS);
    }
}
