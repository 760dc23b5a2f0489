package com.nexusplatform.procedure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPInputStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The payments of a utility in 2010 that the package benfordanalysis publishes: 189,470 rows. Not part of the project; tests on
 * it are skipped unless {@code NEXUS_REFERENCE_DATA} names the folder that holds it.
 */
public final class CorporatePayments {

    private CorporatePayments() {}

    /** The file as a ledger, or the test is skipped. */
    public static ColumnarLedger ledger() {
        String folder = System.getenv("NEXUS_REFERENCE_DATA");
        assumeTrue(folder != null, "NEXUS_REFERENCE_DATA is not set");
        Path file = Path.of(folder, "corporate-payments", "corporate.payment.csv.gz");
        assumeTrue(Files.isReadable(file), file + " is not there");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return parsed(reader.lines().skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ColumnarLedger parsed(List<String[]> lines) {
        return ColumnarLedger.builder(lines.size())
            .currency("USD")
            .text(Field.COUNTERPARTY_ID, lines.stream().map(line -> line[0]).toArray(String[]::new))
            .days(Field.POSTED_AT, lines.stream().map(line -> LocalDate.parse(line[1])).toArray(LocalDate[]::new))
            .text(Field.DOCUMENT_NO, lines.stream().map(line -> line[2]).toArray(String[]::new))
            .amounts(lines.stream()
                .mapToLong(line -> new BigDecimal(line[line.length - 1]).movePointRight(2).longValueExact())
                .toArray())
            .build();
    }
}
