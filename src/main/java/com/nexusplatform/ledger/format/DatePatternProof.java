package com.nexusplatform.ledger.format;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Decides the pattern of a date column from what its values prove, or refuses to. */
final class DatePatternProof {

    private final List<String> headers;

    DatePatternProof(List<String> headers) {
        this.headers = headers;
    }

    /**
     * The pattern declared, or else the one proven; that of ISO 8601 for a column without values.
     *
     * @throws ProblemException FORMAT_AMBIGUOUS with column, examples and lines; MAPPING_REFUSED where a declared pattern fits no value
     */
    String pattern(DateEvidence column, @Nullable String declared) {
        String name = "\"" + headers.get(column.column) + "\"";
        if (declared != null) {
            if (column.filled() > 0 && column.read() == 0) {
                throw refused(ProblemType.MAPPING_REFUSED, column, "No value of " + name + ", read as " + column.field
                        + ", is written as " + declared + ": " + column.other.text() + ".", column.other.examples());
            }
            return declared;
        }
        if (column.read() * 2 < column.filled()) {
            throw refused(ProblemType.FORMAT_AMBIGUOUS, column, "Most values of " + name + ", read as " + column.field
                    + ", are in no known form of a date: " + column.other.text() + "." + declare(column, "dd/MM/yyyy")
                    + " A pattern is made of: " + DatePattern.LETTERS + ".", column.other.examples());
        }
        int form = column.form();
        DateForm known = DateForm.KNOWN.get(form);
        DateEvidence.Order order = column.order(form);
        DatePattern twin = known.twin();
        boolean monthFirst = twin != null && monthFirst(column, order, name, known, twin);
        return (monthFirst && twin != null ? twin : known.pattern()).text() + order.times.pattern();
    }

    private boolean monthFirst(DateEvidence column, DateEvidence.Order order, String name, DateForm known,
            DatePattern twin) {
        String choice = known.pattern().text() + " or " + twin.text();
        if (order.dayFirst.count() > 0 && order.monthFirst.count() > 0) {
            throw refused(ProblemType.FORMAT_AMBIGUOUS, column,
                    "The dates of " + name + " are in two orders: day first in "
                            + order.dayFirst.text() + ", month first in " + order.monthFirst.text() + "."
                            + declare(column, choice)
                            + " Rows in the other order become rejects.",
                    List.of(order.dayFirst.examples().getFirst(), order.monthFirst.examples().getFirst()));
        }
        if (order.dayFirst.count() + order.monthFirst.count() == 0 && order.ambiguous.count() > 0) {
            throw refused(ProblemType.FORMAT_AMBIGUOUS, column, "No date of " + name
                    + " tells whether the day or the month comes first, as in " + order.ambiguous.text() + "."
                    + declare(column, choice), order.ambiguous.examples());
        }
        return order.monthFirst.count() > 0;
    }

    private static String declare(DateEvidence column, String choice) {
        return " Declare the pattern with the part \"mapping\": {\"fields\":{…},\"datePatterns\":{\"" + column.field
                + "\":\"…\"}}, with " + choice + ".";
    }

    private ProblemException refused(ProblemType type, DateEvidence column, String detail, List<String> examples) {
        return new ProblemException(type, detail).with("columns", List.of(headers.get(column.column)))
            .with("examples", examples);
    }
}
