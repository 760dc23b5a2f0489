package com.nexusplatform.ledger.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Decides the decimal mark of a file from what its amount columns prove together, or refuses to. */
final class DecimalMarkProof {

    private static final String DECLARE = " Declare it with the part \"mapping\": {\"fields\":{…},\"decimalMark\":\".\"} or \",\".";

    private final List<AmountEvidence> columns;
    private final List<String> headers;

    DecimalMarkProof(List<AmountEvidence> columns, List<String> headers) {
        this.columns = columns;
        this.headers = headers;
    }

    /**
     * The mark declared, or else the one proven; a point where no value has a mark.
     *
     * @throws ProblemException FORMAT_AMBIGUOUS with columns and examples, MAPPING_REFUSED for a column without any amount
     */
    String mark(@Nullable String declared) {
        columns.forEach(this::refuseNoAmounts);
        if (declared != null) {
            return declared;
        }
        AmountEvidence point = first(true);
        AmountEvidence comma = first(false);
        if (point != null && comma != null) {
            throw new ProblemException(ProblemType.FORMAT_AMBIGUOUS, "The amounts are written with both decimal marks: "
                    + name(point) + " has " + point.point.text() + ", " + name(comma) + " has " + comma.comma.text()
                    + "." + DECLARE
                    + " Rows written the other way become rejects.")
                .with("columns", Stream.of(point, comma).map(this::header).distinct().toList())
                .with("examples",
                        Stream.of(point.point, comma.comma).flatMap(marked -> marked.examples().stream()).toList());
        }
        if (point != null || comma != null) {
            return point != null ? "." : ",";
        }
        List<AmountEvidence> open = columns.stream().filter(column -> column.ambiguous.count() > 0).toList();
        if (!open.isEmpty()) {
            throw ambiguous(open);
        }
        return ".";
    }

    private ProblemException ambiguous(List<AmountEvidence> open) {
        List<String> names = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        for (AmountEvidence column : open) {
            names.add(name(column));
            examples.addAll(column.ambiguous.examples());
        }
        return new ProblemException(ProblemType.FORMAT_AMBIGUOUS, "In " + String.join(" and ", names)
                + " every mark may part thousands or decimals, as in " + String.join(", ", examples) + "." + DECLARE)
            .with("columns", open.stream().map(this::header).toList())
            .with("examples", examples);
    }

    private void refuseNoAmounts(AmountEvidence column) {
        if (column.filled() > 0 && column.other.count() == column.filled()) {
            throw new ProblemException(ProblemType.MAPPING_REFUSED,
                    "The column " + name(column) + ", read as " + column.field
                            + ", holds no amount: " + column.other.text()
                            + ". Name another column with the part \"mapping\".")
                .with("columns", List.of(header(column)))
                .with("examples", column.other.examples());
        }
    }

    private @Nullable AmountEvidence first(boolean point) {
        return columns.stream()
            .filter(column -> (point ? column.point : column.comma).count() > 0)
            .findFirst()
            .orElse(null);
    }

    private String name(AmountEvidence column) {
        return "\"" + header(column) + "\"";
    }

    private String header(AmountEvidence column) {
        return headers.get(column.column);
    }
}
