package com.nexusplatform.procedure.grouping;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;

/** The rows of a ledger apart by account, counterparty, type or user, so that a procedure can judge each subset by itself. */
public final class Subsets {

    /** Name of the parameter. */
    public static final String SUBSET = "subset";

    /** The whole. */
    public static final String NONE = "none";

    /** The first column of an order that is mapped. */
    public static final String AUTO = "auto";

    private static final List<String> ORDER = List.of("counterparty", "account", "type", "createdBy");
    private static final Map<String, List<Field>> COLUMNS = Map.of("account", List.of(Field.ACCOUNT), "counterparty",
            List.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME), "type", List.of(Field.TYPE), "createdBy",
            List.of(Field.CREATED_BY));

    private final ColumnarLedger ledger;
    private final Field field;

    private Subsets(ColumnarLedger ledger, Field field) {
        this.ledger = ledger;
        this.field = field;
    }

    /** The parameter by which the column is chosen: the whole unless stated, and for auto counterparties before others. */
    public static Parameter parameter() {
        return parameter(NONE, ORDER);
    }

    /** The parameter where subsets are the rule: the first of an order that is mapped unless stated. */
    public static Parameter automatic() {
        return parameter(AUTO, ORDER);
    }

    /**
     * The same with an order of its own.
     *
     * @param order values of the parameter, as {@link #of(ColumnarLedger, Parameters, List)} is given it
     */
    public static Parameter automatic(List<String> order) {
        return parameter(AUTO, order);
    }

    private static Parameter parameter(String standard, List<String> order) {
        return Parameter.text(SUBSET, standard, List.of(NONE, AUTO, "account", "counterparty", "createdBy", "type"),
                "none: the whole; otherwise each account, counterparty (counterpartyId, or counterpartyName where no id is"
                        + " mapped), user or type by itself; auto: the first that is mapped of "
                        + String.join(", ", order),
                standard.equals(NONE)
                        ? "NEXUS's proposal: the whole"
                        : "NEXUS's proposal: rows are compared with their like");
    }

    /** Columns that may be chosen. */
    public static Set<Field> fields() {
        return EnumSet.of(Field.ACCOUNT, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.CREATED_BY, Field.TYPE);
    }

    /** Whether the parameters choose a column. */
    public static boolean chosen(Parameters parameters) {
        return !parameters.text(SUBSET).equals(NONE);
    }

    /** The subsets of the column chosen; empty where it is not mapped. */
    public static Optional<Subsets> of(ColumnarLedger ledger, Parameters parameters) {
        return of(ledger, parameters, ORDER);
    }

    /** The same with an order of its own for auto. */
    public static Optional<Subsets> of(ColumnarLedger ledger, Parameters parameters, List<String> order) {
        return columns(parameters, order).filter(ledger::has).findFirst().map(field -> new Subsets(ledger, field));
    }

    /** The answer where a column is chosen that is not mapped; empty otherwise. */
    public static Optional<Outcome> refusal(String code, Task task) {
        return refusal(code, task, ORDER);
    }

    /** The same with an order of its own for auto. */
    public static Optional<Outcome> refusal(String code, Task task, List<String> order) {
        if (!chosen(task.parameters()) || of(task.ledger(), task.parameters(), order).isPresent()) {
            return Optional.empty();
        }
        List<String> missing = columns(task.parameters(), order).map(Field::label).toList();
        return Optional.of(new Outcome.NotApplicable(code + " by " + task.parameters().text(SUBSET)
                + " needs a column mapped to " + String.join(" or ", missing) + ". Map one, or choose another subset.",
                Map.of("missing", missing)));
    }

    /** Names the column in statistics, and counts the rows without a value in it, which belong to no subset. */
    public void tell(Map<String, Object> statistics) {
        statistics.put(SUBSET, field.label());
        statistics.put("rowsWithoutSubset", Arrays.stream(codes()).filter(code -> code == Dictionary.ABSENT).count());
    }

    /** The column. */
    public Field field() {
        return field;
    }

    /** Number of subsets; they are numbered from 1. */
    public int size() {
        return ledger.dictionary(field).size();
    }

    /** Number of the subset of each row, {@link Dictionary#ABSENT} where there is none. */
    public int[] codes() {
        return ledger.codes(field);
    }

    /** The subset of the row with a number in an explanation: never its value, which can be personal and only records show. */
    public static String named(int rowNo) {
        return "the value of row " + rowNo;
    }

    private static Stream<Field> columns(Parameters parameters, List<String> order) {
        String choice = parameters.text(SUBSET);
        return (choice.equals(AUTO) ? order : List.of(choice)).stream()
            .flatMap(column -> COLUMNS.getOrDefault(column, List.of()).stream());
    }
}
