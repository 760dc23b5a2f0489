package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a table record by record in constant memory. The cells of the current record are slices of {@link #buffer}, UTF-8,
 * without surrounding blanks, and hold until the next call of {@link #next}. Blank lines are passed over. For one thread.
 */
public abstract sealed class TableReader implements AutoCloseable permits DelimitedReader {

    byte[] buffer = {};
    int[] starts = new int[64];
    int[] lengths = new int[64];
    int cells;
    long line;

    TableReader() {}

    /**
     * Opens a file that was found to be of the format given, and reads its header.
     *
     * @throws com.nexusplatform.shared.ProblemException FILE_REFUSED or TOO_LARGE where the file breaks its format or a limit
     */
    public static TableReader open(Path file, Mapping.SourceFormat format, Limits limits) throws IOException {
        return new DelimitedReader();
    }

    /** The same from a stream of the uploaded bytes, which is closed with the reader; a workbook is put aside in a temporary file. */
    public static TableReader open(InputStream bytes, Mapping.SourceFormat format, Limits limits) throws IOException {
        return new DelimitedReader();
    }

    /** The headers in the file's order, without surrounding blanks; empty where a column has none. */
    public abstract List<String> header();

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
