package com.nexusplatform.procedure.grouping;

import java.time.LocalDate;
import java.util.Optional;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;

/** The day of each row, for methods that look at whole days: that of posting, or where it is not mapped that of taking effect. */
public final class RowDays {

    /** How methods say it. */
    public static final String WORDS = "postedAt, or effectiveOn where postedAt is not mapped";

    private RowDays() {}

    /** The column that dates the rows, if one is mapped. */
    public static Optional<Field> field(ColumnarLedger ledger) {
        if (ledger.has(Field.POSTED_AT)) {
            return Optional.of(Field.POSTED_AT);
        }
        return ledger.has(Field.EFFECTIVE_ON) ? Optional.of(Field.EFFECTIVE_ON) : Optional.empty();
    }

    /** Name of the column that dates the rows; {@code none} where there is none. */
    public static String label(ColumnarLedger ledger) {
        return field(ledger).map(Field::label).orElse("none");
    }

    /** Days since 1970-01-01, {@link ColumnarLedger#NO_DATE} for a row without; empty where no column dates the rows. */
    public static int[] of(ColumnarLedger ledger) {
        return field(ledger).map(ledger::days).orElseGet(() -> new int[0]);
    }

    /** A day as yyyy-MM-dd; empty for none. */
    public static String text(int day) {
        return day == ColumnarLedger.NO_DATE ? "" : LocalDate.ofEpochDay(day).toString();
    }

    /** Why a procedure that compares days cannot be performed, if it cannot. */
    public static Optional<Outcome> refusal(String procedure, ColumnarLedger ledger) {
        return field(ledger).isPresent()
                ? Optional.empty()
                : Optional.of(new Outcome.NotApplicable(procedure
                        + " needs the day of each row: postedAt or effectiveOn; neither is mapped in this dataset.",
                        Figures.of("missing", Field.POSTED_AT.label())));
    }
}
