package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping.SourceFormat;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** The first reading of an uploaded file: what it is, which column is which field, how its amounts and dates are written. */
public final class Survey {

    private final RequestedMapping requested;
    private final List<String> headers;
    private final Headers check;
    private final FieldProposal proposal;
    private final List<AmountEvidence> amounts = new ArrayList<>();
    private final List<DateEvidence> dates = new ArrayList<>();
    private long rows;
    private long illFormed;

    private Survey(List<String> headers, DatasetKind kind, RequestedMapping requested) {
        this.requested = requested;
        this.headers = headers;
        check = new Headers(headers);
        proposal = new FieldProposal(headers, kind, requested);
        proposal.columns().forEach(this::watch);
    }

    /**
     * Reads the whole file once, in constant memory, and says how it is to be read. Nothing is guessed from single rows: the
     * decimal mark and the order of day and month are declared by the caller or proven by the file.
     *
     * @param fileName        name under which the file was uploaded, for the words of a refusal
     * @param defaultCurrency currency of rows that name none, unless the request declares another
     * @throws ProblemException FILE_REFUSED, MAPPING_REFUSED, FORMAT_AMBIGUOUS or TOO_LARGE, with columns, examples and what to do
     */
    public static Mapping of(Path file, String fileName, DatasetKind kind, RequestedMapping requested,
            String defaultCurrency, Limits limits) throws IOException {
        SourceFormat found = Recognition.of(file, fileName, requested, limits);
        try (TableReader reader = TableReader.open(file, found, limits)) {
            List<byte[]> raw = reader.headerBytes;
            List<String> headers = texts(raw, raw.stream().allMatch(name -> Utf8.valid(name, 0, name.length)));
            if (headers.isEmpty()) {
                throw new ProblemException(ProblemType.FILE_REFUSED,
                        "The file \"" + fileName + "\" holds blank lines only. Export it again.");
            }
            Survey survey = new Survey(headers, kind, requested);
            survey.read(reader, fileName);
            SourceFormat format = survey.format(found, reader, raw);
            boolean narrow = format.encoding().equals(Transcoder.WINDOWS_1252);
            return survey.mapping(texts(raw, !narrow), format, defaultCurrency);
        }
    }

    /** Whether the file begins as workbooks do, which are read with their texts in memory. */
    public static boolean workbook(Path file) throws IOException {
        return Recognition.workbook(file);
    }

    private static List<String> texts(List<byte[]> raw, boolean utf8) {
        return raw.stream()
            .map(name -> utf8 ? new String(name, StandardCharsets.UTF_8) : Transcoder.windows1252(name))
            .toList();
    }

    private void watch(String field, int column) {
        Field.Type type = Field.named(field).map(Field::type).orElse(Field.Type.MONEY);
        if (type == Field.Type.MONEY) {
            amounts.add(new AmountEvidence(field, column));
        } else if (type != Field.Type.TEXT) {
            String pattern = declaredPattern(field);
            dates.add(new DateEvidence(field, column, pattern == null ? null : DatePattern.of(pattern)));
        }
    }

    private void read(TableReader reader, String fileName) throws IOException {
        boolean text = reader instanceof DelimitedReader;
        boolean incomplete = check.incomplete();
        while (reader.next()) {
            rows++;
            for (AmountEvidence amount : amounts) {
                amount.see(reader);
            }
            for (DateEvidence date : dates) {
                date.see(reader);
            }
            if (incomplete) {
                check.see(reader);
            }
            if (text && illFormed == 0 && reader instanceof DelimitedReader delimited
                    && !delimited.wellFormedRecord()) {
                illFormed = reader.line();
            }
        }
        if (rows == 0) {
            throw new ProblemException(ProblemType.FILE_REFUSED, "The file \"" + fileName
                    + "\" has a header, but no row below it. Export the table with its rows.")
                .with("headers", headers);
        }
        check.refuseNameless();
    }

    private SourceFormat format(SourceFormat found, TableReader reader, List<byte[]> raw) {
        if (reader instanceof WorkbookReader workbook) {
            return new SourceFormat(found.container(), found.encoding(), null, workbook.sheet());
        }
        if (!found.encoding().equals(StandardCharsets.UTF_8.name())) {
            return found;
        }
        boolean headerIllFormed = raw.stream().anyMatch(name -> !Utf8.valid(name, 0, name.length));
        boolean narrow = illFormed > 0 || headerIllFormed;
        String declared = requested.encoding();
        if (narrow && StandardCharsets.UTF_8.name().equals(declared)) {
            throw new ProblemException(ProblemType.FILE_REFUSED, "The file is declared to be UTF-8, but line "
                    + Math.max(illFormed, 1) + " is not. Leave the encoding out, or declare windows-1252.")
                .with("line", Math.max(illFormed, 1));
        }
        narrow |= Transcoder.WINDOWS_1252.equals(declared);
        return new SourceFormat(found.container(), narrow ? Transcoder.WINDOWS_1252 : StandardCharsets.UTF_8.name(),
                found.delimiter(), null);
    }

    private Mapping mapping(List<String> names, SourceFormat format, String defaultCurrency) {
        String mark = new DecimalMarkProof(amounts, headers).mark(requested.decimalMark());
        DatePatternProof proof = new DatePatternProof(headers);
        Map<String, String> patterns = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        proposal.columns().forEach((field, column) -> fields.put(field, names.get(column)));
        for (DateEvidence date : dates) {
            boolean declared = proposal.declared(date.field) || declaredPattern(date.field) != null;
            if (!declared && date.read() * 2 < date.filled()) {
                fields.remove(date.field); // the header promised a date, the values are none
            } else {
                patterns.put(date.field, proof.pattern(date, declaredPattern(date.field)));
            }
        }
        String zone = requested.timeZone();
        return new Mapping(Map.copyOf(fields), mark, Map.copyOf(patterns), zone == null ? "UTC" : zone,
                currency(defaultCurrency), List.copyOf(names), format);
    }

    private @Nullable String declaredPattern(String field) {
        return requested.datePatterns().getOrDefault(field, requested.datePattern());
    }

    private String currency(String defaultCurrency) {
        String declared = requested.currency();
        if (declared != null) {
            return declared;
        }
        return proposal.currency().isEmpty() ? defaultCurrency : proposal.currency();
    }
}
