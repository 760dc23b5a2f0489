package com.nexusplatform.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Examples of what was seen in a column: the first few values with their lines. */
final class Evidence {

    private static final int EXAMPLES = 3;
    private static final int LONGEST = 60;

    private final List<String> examples = new ArrayList<>(EXAMPLES);
    private long count;

    /** Adds a value; only the first few are kept as text. */
    void add(TableReader reader, int cell) {
        if (count++ < EXAMPLES) {
            examples.add(quoted(reader, cell) + " (line " + reader.line() + ")");
        }
    }

    /** Number of values added. */
    long count() {
        return count;
    }

    /** The first values added, each with its line. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    /** The first values in a row. */
    String text() {
        return String.join(", ", examples);
    }

    private static String quoted(TableReader reader, int cell) {
        byte[] buffer = reader.buffer();
        int start = reader.start(cell);
        int length = Math.min(reader.length(cell), LONGEST);
        if (Utf8.valid(buffer, start, start + length)) {
            return new String(buffer, start, length, StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[length];
        System.arraycopy(buffer, start, bytes, 0, length);
        return Transcoder.windows1252(bytes);
    }
}
