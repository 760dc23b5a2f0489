package com.nexusplatform.ledger;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A table that is written row by row for the spreadsheets of people: a text never becomes a formula, a number stays a number. */
public interface Sheet extends AutoCloseable {

    /** Writes a row: numbers as numbers, nothing for null, everything else as text. */
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /** Ends the table. */
    @Override
    void close() throws IOException;
}
