package com.nexusplatform.procedure.grouping;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;

/** The rows of a ledger apart by account, counterparty or user, so that a procedure can judge each subset by itself. */
public final class Subsets {

    /** Name of the parameter. */
    public static final String SUBSET = "subset";

    private static final String NONE = "none";
    private static final Map<String, List<Field>> COLUMNS = Map.of("account", List.of(Field.ACCOUNT), "counterparty",
            List.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME), "createdBy", List.of(Field.CREATED_BY));

    private final ColumnarLedger ledger;
    private final Field field;

    private Subsets(ColumnarLedger ledger, Field field) {
        this.ledger = ledger;
        this.field = field;
    }

    /** The parameter by which the column is chosen. */
    public static Parameter parameter() {
        return Parameter.text(SUBSET, NONE, List.of(NONE, "account", "counterparty", "createdBy"),
                "none: the whole; otherwise each account, counterparty (counterpartyId, or counterpartyName where no id is"
                        + " mapped) or user by itself",
                "NEXUS's proposal: the whole");
    }

    /** Columns that may be chosen. */
    public static Set<Field> fields() {
        return EnumSet.of(Field.ACCOUNT, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.CREATED_BY);
    }

    /** Whether the parameters choose a column. */
    public static boolean chosen(Parameters parameters) {
        return !parameters.text(SUBSET).equals(NONE);
    }

    /** The subsets of the column chosen; empty where it is not mapped. */
    public static Optional<Subsets> of(ColumnarLedger ledger, Parameters parameters) {
        return columns(parameters).filter(ledger::has).findFirst().map(field -> new Subsets(ledger, field));
    }

    /** The answer where the column chosen is not mapped. */
    public static Outcome unmapped(String code, Parameters parameters) {
        List<String> missing = columns(parameters).map(Field::label).toList();
        return new Outcome.NotApplicable(
                code + " by " + parameters.text(SUBSET) + " needs a column mapped to " + String.join(" or ", missing)
                        + ". Map one, or choose another subset.",
                Map.of("missing", missing));
    }

    /** The column. */
    public Field field() {
        return field;
    }

    /** Number of subsets; they are numbered from 1. */
    public int size() {
        return ledger.dictionary(field).size();
    }

    /** Number of the subset of each row, {@link com.nexusplatform.columnar.Dictionary#ABSENT} where there is none. */
    public int[] codes() {
        return ledger.codes(field);
    }

    /** The subset of the row with a number for an explanation: its value, unless that can be personal, which only the records show. */
    public String named(int rowNo) {
        return field.personal() ? "the value of row " + rowNo : ledger.text(field, rowNo - 1);
    }

    private static Stream<Field> columns(Parameters parameters) {
        return COLUMNS.getOrDefault(parameters.text(SUBSET), List.of()).stream();
    }
}
