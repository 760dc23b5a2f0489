package com.nexusplatform.ledger.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Checks a header line: each name once, and no values under a column without a name. */
final class Headers {

    private final List<String> names;
    private final long[] nameless;
    private long rows;

    Headers(List<String> names) {
        this.names = names;
        this.nameless = new long[names.size()];
        refuseDoubles();
    }

    /** Looks for values under columns without a name in the current record. */
    void see(TableReader reader) {
        rows++;
        int cells = Math.min(reader.cells(), nameless.length);
        for (int cell = 0; cell < cells; cell++) {
            if (names.get(cell).isEmpty() && reader.length(cell) > 0) {
                nameless[cell]++;
            }
        }
    }

    /** Whether any column has no name. */
    boolean incomplete() {
        return names.contains("");
    }

    /** Refuses a column without a name that has values in more than one row of a hundred; fewer are shifted lines, which are rejects. */
    void refuseNameless() {
        for (int column = 0; column < nameless.length; column++) {
            if (nameless[column] * 100 > rows) {
                throw new ProblemException(ProblemType.FILE_REFUSED,
                        "Column " + (column + 1) + " has no header, but values in "
                                + nameless[column] + " of " + rows + " rows. Give it a header, or remove it.")
                    .with("column", column + 1);
            }
        }
    }

    private void refuseDoubles() {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        Map<String, String> spelling = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (!name.isEmpty()) {
                String key = name.toLowerCase(Locale.ROOT);
                spelling.putIfAbsent(key, name);
                places.computeIfAbsent(key, _ -> new ArrayList<>()).add(column + 1);
            }
        }
        List<String> doubles = new ArrayList<>();
        places.forEach((key, columns) -> {
            if (columns.size() > 1) {
                doubles.add("\"" + Rejection.shortened(spelling.getOrDefault(key, key)) + "\" (columns "
                        + String.join(", ", columns.stream().map(String::valueOf).toList()) + ")");
            }
        });
        if (!doubles.isEmpty()) {
            throw new ProblemException(ProblemType.FILE_REFUSED,
                    "Headers must be told apart, but some come more than once: "
                            + String.join("; ", doubles) + ". Rename them in the file's first line.")
                .with("duplicates", doubles);
        }
    }
}
