package com.nexusplatform.procedure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** The journal with planted schemes: 3,126 documents in 6,252 lines, 126 of them planted. Columns are never quoted. */
public final class JournalFixture {

    private final List<String[]> lines = read("journal.csv");
    private final List<String[]> truth = read("truth.csv");

    /** The journal with the document number from the column at a place: 0 the entry's own number, 8 the vendor's reference. */
    public ColumnarLedger ledger(int documentColumn) {
        return ColumnarLedger.builder(lines.size())
            .currency("USD")
            .amounts(lines.stream().mapToLong(line -> minor(line[4]) - minor(line[5])).toArray())
            .instants(Field.POSTED_AT, lines.stream().mapToLong(line -> micros(line[2])).toArray(), true)
            .text(Field.DOCUMENT_NO, column(documentColumn))
            .text(Field.ACCOUNT, column(3))
            .text(Field.COUNTERPARTY_ID, column(7))
            .text(Field.DESCRIPTION, column(9))
            .text(Field.CREATED_BY, column(10))
            .text(Field.APPROVED_BY, column(11))
            .build();
    }

    /** Scheme of each row's document, empty where nothing was planted. */
    public String[] schemes() {
        Map<String, String> byDocument = truth.stream().collect(Collectors.toMap(line -> line[0], line -> line[1]));
        return lines.stream().map(line -> byDocument.getOrDefault(line[0], "")).toArray(String[]::new);
    }

    /** The vendor master: every vendor of the journal but those that were planted. */
    public ColumnarLedger vendors() {
        Set<String> listed = new TreeSet<>(Arrays.asList(column(7)));
        listed.removeIf(id -> id.startsWith("V9"));
        return ColumnarLedger.builder(listed.size())
            .text(Field.COUNTERPARTY_ID, listed.toArray(String[]::new))
            .build();
    }

    /** Share of a scheme's documents that the alerts touch. */
    public double recall(String scheme, List<Alert> alerts) {
        Set<String> planted = truth.stream()
            .filter(line -> line[1].equals(scheme))
            .map(line -> line[0])
            .collect(Collectors.toSet());
        Set<String> touched = documents(alerts);
        return (double) planted.stream().filter(touched::contains).count() / planted.size();
    }

    /** Share of the alerts that touch a planted document of any scheme. */
    public double precision(List<Alert> alerts) {
        Set<String> planted = truth.stream().map(line -> line[0]).collect(Collectors.toSet());
        Function<Alert, Set<String>> touched = alert -> documents(List.of(alert));
        return (double) alerts.stream()
            .filter(alert -> touched.apply(alert).stream().anyMatch(planted::contains))
            .count()
                / alerts.size();
    }

    private Set<String> documents(List<Alert> alerts) {
        Set<String> documents = new TreeSet<>();
        alerts.forEach(alert -> {
            for (int row : alert.rows()) {
                documents.add(lines.get(row - 1)[0]);
            }
        });
        return documents;
    }

    private String[] column(int place) {
        return lines.stream().map(line -> line[place]).toArray(String[]::new);
    }

    private static long minor(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }

    private static List<String[]> read(String name) {
        try (InputStream stream = JournalFixture.class.getResourceAsStream("/fixture/" + name);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
