package com.nexusplatform.ledger.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Small files for the tests of this package, and what becomes of them. */
final class Tables {

    static final Limits LIMITS = new Limits(1_000, 1 << 20, 32_768, 8L << 30, 200, 50_000_000, 64L << 20);

    private Tables() {}

    static Path file(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    static Mapping survey(Path folder, String text, String... mapping) throws IOException {
        return survey(folder, text.getBytes(StandardCharsets.UTF_8), DatasetKind.PAYMENTS, mapping);
    }

    static Mapping survey(Path folder, byte[] content, DatasetKind kind, String... mapping) throws IOException {
        return Survey.of(file(folder, "table.csv", content), "table.csv", kind, requested(mapping), "USD", LIMITS);
    }

    static com.nexusplatform.shared.ProblemException refusal(Path folder, String text, String... mapping) {
        return refusal(folder, text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    static com.nexusplatform.shared.ProblemException refusal(Path folder, byte[] content, String... mapping) {
        return catchThrowableOfType(com.nexusplatform.shared.ProblemException.class,
                () -> survey(folder, content, DatasetKind.PAYMENTS, mapping));
    }

    static RequestedMapping requested(String... mapping) {
        return mapping.length == 0 ? RequestedMapping.none() : RequestedMapping.parse(mapping[0].replace('\'', '"'));
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    /** The header and all records of a text, as strings. */
    static List<List<String>> read(byte[] content, String encoding, String delimiter, Limits limits)
            throws IOException {
        Mapping.SourceFormat format = new Mapping.SourceFormat(Mapping.SourceFormat.CSV, encoding, delimiter, null);
        List<List<String>> records = new ArrayList<>();
        try (TableReader reader = TableReader.open(new ByteArrayInputStream(content), format, limits)) {
            records.add(reader.header());
            while (reader.next()) {
                List<String> cells = new ArrayList<>();
                for (int cell = 0; cell < reader.cells(); cell++) {
                    cells.add(reader.text(cell));
                }
                records.add(cells);
            }
        }
        return records;
    }

    static List<List<String>> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), "UTF-8", ",", LIMITS);
    }

    /** What became of each row of a file: its amount in minor units, or the reason of its rejection. */
    static List<String> amounts(Path file, Mapping mapping) throws IOException {
        List<String> read = new ArrayList<>();
        RecordParser parser = new RecordParser(mapping, LIMITS);
        try (TableReader reader = TableReader.open(file, mapping.source(), LIMITS)) {
            while (reader.next()) {
                read.add(parser.parse(reader) ? String.valueOf(parser.parsed().amount()) : parser.rejection().reason());
            }
        }
        return read;
    }

    /** Rejections and texts of a field. */
    static Outcome parse(Path folder, String text, String... mapping) throws IOException {
        return parse(folder, text, DatasetKind.PAYMENTS, StandardCharsets.UTF_8, mapping);
    }

    static Outcome parse(Path folder, String text, DatasetKind kind, Charset charset, String... mapping)
            throws IOException {
        byte[] content = text.getBytes(charset);
        Mapping found = survey(folder, content, kind, mapping);
        return parse(folder.resolve("table.csv"), found);
    }

    static Outcome parse(Path file, Mapping mapping) throws IOException {
        RecordParser parser = new RecordParser(mapping, LIMITS);
        List<Row> rows = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        try (TableReader reader = TableReader.open(file, mapping.source(), LIMITS)) {
            while (reader.next()) {
                if (parser.parse(reader)) {
                    rows.add(row(parser.parsed()));
                } else {
                    rejections.add(parser.rejection());
                }
            }
        }
        return new Outcome(mapping, rows, rejections);
    }

    private static Row row(ParsedRecord record) {
        List<String> extras = new ArrayList<>();
        for (int extra = 0; extra < record.extras(); extra++) {
            extras.add(record.extra(extra));
        }
        return new Row(record.line(), record.amount(), record.instant(Field.POSTED_AT), record.date(Field.EFFECTIVE_ON),
                record.text(Field.CURRENCY), record.text(Field.COUNTERPARTY_NAME), extras);
    }

    /** What a file came to. */
    record Outcome(Mapping mapping, List<Row> rows, List<Rejection> rejections) {}

    /** A row as it was parsed. */
    record Row(long line, long amount, long postedAt, int effectiveOn, String currency, String name,
            List<String> extras) {}
}
