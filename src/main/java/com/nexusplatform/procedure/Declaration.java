package com.nexusplatform.procedure;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;

/**
 * What a procedure is, as published.
 *
 * @param code          short name, such as {@code DIG-2}
 * @param version       rises with every change of method, default or text
 * @param name          name in the field's words
 * @param family        family of the catalogue
 * @param kinds         kinds of dataset that an empty plan runs it on
 * @param required      fields without which it is not applicable
 * @param optional      further fields that it reads where they are mapped
 * @param parameters    parameters in the order of their explanation
 * @param method        what is computed, in one paragraph
 * @param preconditions when the method holds; otherwise the result is NOT_APPLICABLE
 * @param source        where the method and its constants come from
 * @param cost          growth of time and memory with the rows
 * @param masters       second datasets that it reads, with the fields of each; it says itself what it can do without them
 */
public record Declaration(String code, int version, String name, Family family, Set<DatasetKind> kinds,
        Set<Field> required, Set<Field> optional, List<Parameter> parameters, String method, String preconditions,
        String source, String cost, Map<DatasetKind, Set<Field>> masters) {

    public Declaration {
        kinds = Set.copyOf(kinds);
        required = Set.copyOf(required);
        optional = Set.copyOf(optional);
        parameters = List.copyOf(parameters);
        masters = Map.copyOf(masters);
    }

    /** A procedure that reads the examined dataset alone. */
    public Declaration(String code, int version, String name, Family family, Set<DatasetKind> kinds,
            Set<Field> required, Set<Field> optional, List<Parameter> parameters, String method, String preconditions,
            String source, String cost) {
        this(code, version, name, family, kinds, required, optional, parameters, method, preconditions, source, cost,
                Map.of());
    }

    /** The same procedure, reading second datasets too. */
    public Declaration withMasters(Map<DatasetKind, Set<Field>> read) {
        return new Declaration(code, version, name, family, kinds, required, optional, parameters, method,
                preconditions, source, cost, read);
    }

    /** Points of its alerts by grade. */
    public Weights weights() {
        return Weights.of(code);
    }

    /** Code and version, such as {@code DIG-2@1}. */
    public String reference() {
        return code + "@" + version;
    }

    /** The parameter of a name. */
    public Optional<Parameter> parameter(String parameter) {
        return parameters.stream().filter(each -> each.name().equals(parameter)).findFirst();
    }

    /** Every field that the procedure may read. */
    public Set<Field> fields() {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        fields.addAll(required);
        fields.addAll(optional);
        return fields;
    }

    /** The answer when a required field is not in the ledger, naming those that are missing; empty when all are there. */
    public Optional<Outcome> missing(ColumnarLedger ledger) {
        List<String> missing = required.stream()
            .sorted()
            .filter(field -> !ledger.has(field))
            .map(Field::label)
            .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String needed = required.stream().sorted().map(Field::label).collect(Collectors.joining(", "));
        return Optional.of(new Outcome.NotApplicable(
                code + " needs " + needed + "; not mapped in this dataset: " + String.join(", ", missing) + ".",
                Map.of("missing", missing)));
    }
}
