package com.nexusplatform.ledger.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Which column is which field: what the caller asks for, and for the rest what the headers suggest. */
final class FieldProposal {

    private static final String AMOUNT = Field.AMOUNT.label();
    private static final int LOOSE = 1_000;

    private final List<String> headers;
    private final DatasetKind kind;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<Integer> taken = new HashSet<>();
    private String currency = "";

    /** A field that a column may be; the lower the rank the likelier. */
    private record Candidate(int rank, int order, int column, String field) {}

    FieldProposal(List<String> headers, DatasetKind kind, RequestedMapping requested) {
        this.headers = headers;
        this.kind = kind;
        requested.fields().forEach(this::declare);
        refuseAmountTwice();
        propose();
        requireFields();
    }

    /** Field to index of its column, in the order of the fields. */
    Map<String, Integer> columns() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (columns.containsKey(field.label())) {
                ordered.put(field.label(), columns.get(field.label()));
            }
        }
        for (String side : List.of(Mapping.DEBIT, Mapping.CREDIT)) {
            if (columns.containsKey(side)) {
                ordered.put(side, columns.get(side));
            }
        }
        return ordered;
    }

    /** Whether the caller asked for the field. */
    boolean declared(String field) {
        return declared.contains(field);
    }

    /** Currency that the caller named where a column could have stood, empty where none was. */
    String currency() {
        return currency;
    }

    private void declare(String field, String header) {
        declared.add(field);
        if (header.isEmpty()) {
            return;
        }
        int column = find(header);
        if (column < 0 && field.equals(Field.CURRENCY.label()) && Currencies.exists(header)) {
            currency = header;
            return;
        }
        if (column < 0) {
            throw new ProblemException(ProblemType.MAPPING_REFUSED, "The mapping reads " + field + " from \"" + header
                    + "\", but the file has no such header. Its headers: " + quoted() + ".")
                .with("field", field)
                .with("headers", headers);
        }
        if (!taken.add(column)) {
            throw new ProblemException(ProblemType.MAPPING_REFUSED,
                    "The mapping reads two fields from the column \"" + header
                            + "\", one of them " + field + ". Each column can be one field.")
                .with("field", field)
                .with("headers", headers);
        }
        columns.put(field, column);
    }

    private int find(String header) {
        int exact = headers.indexOf(header.strip());
        if (exact >= 0) {
            return exact;
        }
        String wanted = header.strip().toLowerCase(Locale.ROOT);
        for (int column = 0; column < headers.size(); column++) {
            if (headers.get(column).toLowerCase(Locale.ROOT).equals(wanted)) {
                return column;
            }
        }
        return -1;
    }

    private void refuseAmountTwice() {
        if (columns.containsKey(AMOUNT)
                && (columns.containsKey(Mapping.DEBIT) || columns.containsKey(Mapping.CREDIT))) {
            throw new ProblemException(ProblemType.MAPPING_REFUSED,
                    "The mapping names amount as well as debit or credit. Name either amount, or debit and credit.")
                .with("headers", headers);
        }
    }

    private void propose() {
        List<Candidate> candidates = new ArrayList<>();
        int order = 0;
        for (var field : FieldNames.of(kind).entrySet()) {
            if (!declared.contains(field.getKey())) {
                collect(field.getKey(), field.getValue(), order++, candidates);
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::rank)
            .thenComparingInt(Candidate::order)
            .thenComparingInt(Candidate::column));
        for (Candidate candidate : candidates) {
            if (!columns.containsKey(candidate.field) && !taken.contains(candidate.column) && !contradicts(candidate)) {
                columns.put(candidate.field, candidate.column);
                taken.add(candidate.column);
            }
        }
    }

    /** Amount, or debit and credit: whichever is named better. */
    private boolean contradicts(Candidate candidate) {
        boolean sides = columns.containsKey(Mapping.DEBIT) || columns.containsKey(Mapping.CREDIT);
        boolean side = candidate.field.equals(Mapping.DEBIT) || candidate.field.equals(Mapping.CREDIT);
        return candidate.field.equals(AMOUNT) && sides || side && columns.containsKey(AMOUNT);
    }

    private void collect(String field, List<String> names, int order, List<Candidate> candidates) {
        for (int column = 0; column < headers.size(); column++) {
            List<String> words = FieldNames.words(headers.get(column));
            String joined = String.join("", words);
            for (int i = 0; i < names.size() && !words.isEmpty(); i++) {
                String name = names.get(i);
                if (joined.equals(name.replace(" ", ""))) {
                    candidates.add(new Candidate(i, order, column, field));
                } else if (FieldNames.telling(name) && words.containsAll(List.of(name.split(" ", -1)))
                        && !FieldNames.against(field, words)) {
                    int extra = words.size() - name.split(" ", -1).length;
                    candidates.add(new Candidate(LOOSE + extra * 100 + i, order, column, field));
                }
            }
        }
    }

    private void requireFields() {
        boolean master = kind == DatasetKind.VENDORS || kind == DatasetKind.EMPLOYEES;
        if (master && !columns.containsKey(Field.NAME.label())) {
            throw missing("name", "{\"fields\":{\"name\":\"…\"}}");
        }
        boolean amount = columns.containsKey(AMOUNT) || columns.containsKey(Mapping.DEBIT)
                || columns.containsKey(Mapping.CREDIT);
        if (!master && !amount) {
            throw missing("amount (or debit and credit)",
                    "{\"fields\":{\"amount\":\"…\"}} or {\"fields\":{\"debit\":\"…\",\"credit\":\"…\"}}");
        }
    }

    private ProblemException missing(String field, String example) {
        return new ProblemException(ProblemType.MAPPING_REFUSED,
                "No column of the file is known to be the " + field + " that " + kind
                        + " need. Headers found: " + quoted() + ". Say which it is with the part \"mapping\": "
                        + example
                        + ". If the headers look wrong, declare the delimiter.")
            .with("headers", headers)
            .with("missing", field);
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (String header : headers) {
            if (text.length() > 1_000) {
                return text + ", …";
            }
            text.append(text.isEmpty() ? "\"" : ", \"").append(Rejection.shortened(header)).append('"');
        }
        return text.toString();
    }
}
