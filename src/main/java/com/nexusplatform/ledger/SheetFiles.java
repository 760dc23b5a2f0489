package com.nexusplatform.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Makes tables for people's spreadsheets, so many at once and of so many rows. A table is made before it is sent: a failure is an
 * answer then and no table that ends in its middle, and a slow reader holds a file, not the database.
 */
@Component
public class SheetFiles {

    /** Rows of one table; a sheet of a workbook holds hardly more. */
    public static final int MOST_ROWS = 1_000_000;

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Turns turns = new Turns(AT_ONCE, PATIENCE,
            "Other exports are being made at this moment. Ask for this one again in a few seconds.");

    SheetFiles() {}

    /** What a table holds. */
    @FunctionalInterface
    public interface Rows {

        /** Writes them all. */
        void writeTo(Sheet sheet) throws IOException;
    }

    /**
     * Makes a table.
     *
     * @param name   name of the file, without its ending
     * @param header names of the columns
     * @throws ProblemException UNAVAILABLE while too many others are made
     */
    public SheetFile make(String name, SheetFormat format, List<String> header, Rows rows) {
        try (Turns.Turn _ = turns.take()) {
            return made(name, format, header, rows);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private static SheetFile made(String name, SheetFormat format, List<String> header, Rows rows) throws IOException {
        Path file = Files.createTempFile("nexus-export-", null);
        boolean whole = false;
        try (Sheet sheet = format.open(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), "rows")) {
            sheet.row(header);
            rows.writeTo(sheet);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return new SheetFile(name, format, file);
    }

    /** Refuses a table that would be too long; says how to ask for less. */
    public static void requireAtMost(long rows, String howToAskForLess) {
        if (rows > MOST_ROWS) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "An export holds at most " + MOST_ROWS + " rows, and this would be " + rows + ". "
                            + howToAskForLess)
                .with("rows", rows);
        }
    }
}
