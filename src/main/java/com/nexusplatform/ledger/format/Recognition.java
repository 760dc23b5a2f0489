package com.nexusplatform.ledger.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.ledger.format.Mapping.SourceFormat;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Tells what a file is from its first bytes, never from its name. */
final class Recognition {

    private static final int HEAD = 1 << 16;
    private static final String[] DELIMITERS = {",", ";", TextSource.TAB, "|"};
    private static final Map<String, String> SIGNATURES = Map.of("25504446", "a PDF document", "d0cf11e0",
            "an old workbook (.xls) or one with a password", "89504e47", "a picture", "ffd8ff", "a picture",
            "52617221", "a RAR archive", "377abcaf", "a 7z archive", "50415231", "a Parquet file", "425a68",
            "a bzip2 file", "28b52ffd",
            "a Zstandard file");

    private Recognition() {}

    /** Container, encoding and delimiter; an encoding of one byte a character is said to be UTF-8 until the file is read. */
    static SourceFormat of(Path file, String fileName, RequestedMapping requested, Limits limits) throws IOException {
        byte[] head = head(Files.newInputStream(file));
        if (head.length == 0) {
            throw refused("The file \"" + fileName
                    + "\" is empty: it has no byte at all. Export the table again and upload it.");
        }
        refuseForeign(head, fileName);
        if (zip(head)) {
            WorkbookFile.check(file, limits);
            return new SourceFormat(SourceFormat.XLSX, StandardCharsets.UTF_8.name(), null, requested.sheet());
        }
        String container = SourceFormat.CSV;
        if (startsWith(head, "1f8b")) {
            container = SourceFormat.CSV_GZIP;
            head = head(new ExpandedStream(new CountedStream(Files.newInputStream(file)), limits));
            if (head.length == 0) {
                throw refused("The file \"" + fileName
                        + "\" holds nothing once expanded. Export the table again and upload it.");
            }
            refuseForeign(head, fileName);
            if (zip(head)) {
                throw refused(
                        "The gzip file holds a ZIP container. Upload the workbook itself, or the CSV compressed once.");
            }
        }
        String encoding = encoding(head, requested.encoding());
        String delimiter = requested.delimiter();
        SourceFormat format = new SourceFormat(container, encoding, ",", null);
        return new SourceFormat(container, encoding, delimiter == null ? delimiter(head, format, limits) : delimiter,
                null);
    }

    /** Whether the file begins as a ZIP container does. */
    static boolean workbook(Path file) throws IOException {
        return zip(head(Files.newInputStream(file)));
    }

    private static byte[] head(InputStream content) throws IOException {
        try (content) {
            return content.readNBytes(HEAD);
        }
    }

    private static boolean zip(byte[] head) {
        return startsWith(head, "504b0304") || startsWith(head, "504b0506");
    }

    private static boolean startsWith(byte[] head, String signature) {
        int length = signature.length() / 2;
        for (int i = 0; i < length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != Integer.parseInt(signature, i * 2, i * 2 + 2, 16)) {
                return false;
            }
        }
        return true;
    }

    private static void refuseForeign(byte[] head, String fileName) {
        for (var signature : SIGNATURES.entrySet()) {
            if (startsWith(head, signature.getKey())) {
                throw refused("The file \"" + fileName + "\" is " + signature.getValue()
                        + ", not a table. Save the table as CSV or .xlsx and upload that.");
            }
        }
        int first = 0;
        while (first < head.length && head[first] <= ' ' && head[first] >= 0) {
            first++;
        }
        if (first < head.length && (head[first] == '<' || head[first] == '{')) {
            throw refused("The file \"" + fileName + "\" is " + (head[first] == '<' ? "a web page or XML" : "JSON")
                    + ", whatever its name ends with. Save the table as CSV or .xlsx and upload that.");
        }
    }

    private static String encoding(byte[] head, @Nullable String declared) {
        if (startsWith(head, "fffe")) {
            return StandardCharsets.UTF_16LE.name();
        }
        if (startsWith(head, "feff")) {
            return StandardCharsets.UTF_16BE.name();
        }
        if (declared != null && declared.startsWith("UTF-16")) {
            return declared;
        }
        int[] zeros = new int[2];
        int looked = Math.min(head.length, 4096) & ~1;
        for (int i = 0; i < looked; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        int many = Math.max(2, looked / 5);
        if (zeros[0] >= many && zeros[1] * 10 < zeros[0]) {
            return StandardCharsets.UTF_16BE.name();
        }
        if (zeros[1] >= many && zeros[0] * 10 < zeros[1]) {
            return StandardCharsets.UTF_16LE.name();
        }
        return StandardCharsets.UTF_8.name();
    }

    /** The delimiter that parts the header and the first records into the same number of cells. */
    private static String delimiter(byte[] head, SourceFormat format, Limits limits) throws IOException {
        String best = ",";
        double bestScore = 0;
        for (String candidate : DELIMITERS) {
            double score = score(head, new SourceFormat(SourceFormat.CSV, format.encoding(), candidate, null), limits);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** Share of the head's records that have as many cells as its header, and a little for more cells; 0 where there is one cell. */
    private static double score(byte[] head, SourceFormat format, Limits limits) throws IOException {
        int even = format.encoding().startsWith("UTF-16") ? head.length & ~1 : head.length;
        int records = 0;
        int alike = 0;
        int columns = 0;
        try (TableReader reader = TableReader.open(new ByteArrayInputStream(head, 0, even), format, limits)) {
            columns = reader.header().size();
            while (columns > 1 && reader.next()) {
                records++;
                alike += reader.cells() == columns ? 1 : 0;
            }
        } catch (ProblemException cut) {
            if (columns == 0) { // the header itself breaks a limit: another delimiter may not
                return cut.detail().contains("columns") ? 0.5 : 0;
            }
        }
        if (columns <= 1) {
            return 0;
        }
        double share = records == 0 ? 1 : (double) alike / records;
        return share + columns / 100_000.0 + 0.001;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.FILE_REFUSED, detail);
    }
}
