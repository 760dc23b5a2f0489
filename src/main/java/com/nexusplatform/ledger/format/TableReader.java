package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a table record by record in constant memory. The cells of the current record are slices of {@link #buffer}, UTF-8,
 * without surrounding blanks, and hold until the next call of {@link #next}. Blank lines are passed over. For one thread.
 */
public abstract sealed class TableReader implements AutoCloseable permits DelimitedReader, WorkbookReader {

    byte[] buffer = {};
    int[] starts = new int[64];
    int[] lengths = new int[64];
    int cells;
    long line;

    /** What each cell of a workbook is; null where all are text. */
    CellKind @Nullable [] kinds;

    /** The headers as they stand in the file. */
    final List<byte[]> headerBytes = new ArrayList<>();

    /** What a cell is by its own account. */
    enum CellKind {
        /** Text, to be read by the mapping's rules. */
        TEXT,
        /** A typed number, written with a point and without groups. */
        NUMBER,
        /** A typed date or date-time, written as ISO 8601. */
        DATE
    }

    TableReader() {}

    /** What a cell is by its own account; cells of a text file are text. */
    final CellKind kind(int cell) {
        return kinds == null ? CellKind.TEXT : kinds[cell];
    }

    /**
     * Opens a file that was found to be of the format given, and reads its header.
     *
     * @throws com.nexusplatform.shared.ProblemException FILE_REFUSED or TOO_LARGE where the file breaks its format or a limit
     */
    public static TableReader open(Path file, Mapping.SourceFormat format, Limits limits) throws IOException {
        if (format.container().equals(Mapping.SourceFormat.XLSX)) {
            return new WorkbookReader(file, format.sheet(), limits, false);
        }
        return open(Files.newInputStream(file), format, limits);
    }

    /** The same from a stream of the uploaded bytes, which is closed with the reader; a workbook is put aside in a temporary file. */
    public static TableReader open(InputStream bytes, Mapping.SourceFormat format, Limits limits) throws IOException {
        try {
            if (format.container().equals(Mapping.SourceFormat.XLSX)) {
                return spooled(bytes, format, limits);
            }
            CountedStream counted = new CountedStream(bytes);
            return new DelimitedReader(TextSource.of(counted, format, limits), counted, TextSource.delimiter(format),
                    limits);
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static TableReader spooled(InputStream bytes, Mapping.SourceFormat format, Limits limits)
            throws IOException {
        Path aside = Files.createTempFile("nexus-workbook", ".xlsx");
        try (bytes) {
            Files.copy(bytes, aside, StandardCopyOption.REPLACE_EXISTING);
            return new WorkbookReader(aside, format.sheet(), limits, true);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(aside);
            throw failure;
        }
    }

    /** Takes the current record over as the header. */
    final void takeHeader() {
        for (int cell = 0; cell < cells; cell++) {
            headerBytes.add(Arrays.copyOfRange(buffer, starts[cell], starts[cell] + lengths[cell]));
        }
    }

    /** Whether every cell of the current record is well-formed UTF-8. */
    final boolean wellFormed() {
        for (int cell = 0; cell < cells; cell++) {
            if (!Utf8.valid(buffer, starts[cell], starts[cell] + lengths[cell])) {
                return false;
            }
        }
        return true;
    }

    /** The headers in the file's order, without surrounding blanks; empty where a column has none. */
    public final List<String> header() {
        return headerBytes.stream().map(name -> new String(name, StandardCharsets.UTF_8)).toList();
    }

    /**
     * Moves to the next record that is not blank; false at the end.
     *
     * @throws com.nexusplatform.shared.ProblemException FILE_REFUSED or TOO_LARGE where the file breaks its format or a limit
     */
    public abstract boolean next() throws IOException;

    /** Bytes of the uploaded file consumed so far: the measure of progress. */
    public abstract long position();

    @Override
    public abstract void close() throws IOException;

    /** Cells of the current record; of a record with more than the limit of columns, the limit and one. */
    public final int cells() {
        return cells;
    }

    /** The bytes that the cells are cut from. */
    public final byte[] buffer() {
        return buffer;
    }

    /** Offset in {@link #buffer} of a cell. */
    public final int start(int cell) {
        return starts[cell];
    }

    /** Bytes of a cell. */
    public final int length(int cell) {
        return lengths[cell];
    }

    /** A cell as a string. */
    public final String text(int cell) {
        return new String(buffer, starts[cell], lengths[cell], StandardCharsets.UTF_8);
    }

    /** Line of the file on which the current record starts, the first being 1; of a workbook, the row. */
    public final long line() {
        return line;
    }
}
