package com.nexusplatform.ledger.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Field;

/**
 * How a file is read: complete, proven or declared, and part of the result hash.
 *
 * @param fields      canonical field (or {@code debit} and {@code credit}, which make the amount) to source column header
 * @param decimalMark {@code "."} or {@code ","}
 * @param datePatterns pattern of each date or instant field, such as {@code dd/MM/yyyy} or {@code yyyy-MM-dd'T'HH:mm:ssX}
 * @param timeZone    zone of days and hours without an offset, IANA name
 * @param currency    currency of rows that name none, ISO 4217
 * @param columns     every header of the file in its order, empty where a column has neither header nor values; those that no
 *                    field takes are kept with the row
 * @param source      what the file was found to be
 */
public record Mapping(Map<String, String> fields, String decimalMark, Map<String, String> datePatterns, String timeZone,
        String currency, List<String> columns, SourceFormat source) {

    /** Key of {@link #fields} for the column of debits. */
    public static final String DEBIT = "debit";

    /** Key of {@link #fields} for the column of credits. */
    public static final String CREDIT = "credit";

    /** Index in the file's columns of the column that a field (or {@link #DEBIT}, {@link #CREDIT}) is read from, -1 where none is. */
    public int column(String label) {
        String header = fields.get(label);
        return header == null ? -1 : columns.indexOf(header);
    }

    /** Whether the field is read from the file; the amount also from debits and credits. */
    public boolean has(Field field) {
        return fields.containsKey(field.label())
                || field == Field.AMOUNT && (fields.containsKey(DEBIT) || fields.containsKey(CREDIT));
    }

    /** Whether the pattern of a date or instant field gives a time of day, not a date alone. */
    public boolean timed(Field field) {
        String pattern = datePatterns.get(field.label());
        return pattern != null && DatePattern.of(pattern).timed();
    }

    /** Headers of the columns that no field takes, in the file's order: the order of {@link ParsedRecord}'s extras. */
    public List<String> unmapped() {
        List<String> headers = new ArrayList<>();
        for (String header : columns) {
            if (!header.isEmpty() && !fields.containsValue(header)) {
                headers.add(header);
            }
        }
        return List.copyOf(headers);
    }

    /** The mapping as nested maps and lists of strings, for {@code CanonicalJson} and storage as JSON. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put("fields", fields);
        map.put("decimalMark", decimalMark);
        map.put("datePatterns", datePatterns);
        map.put("timeZone", timeZone);
        map.put("currency", currency);
        map.put("columns", columns);
        Map<String, @Nullable Object> format = new HashMap<>();
        format.put("container", source.container());
        format.put("encoding", source.encoding());
        format.put("delimiter", source.delimiter());
        format.put("sheet", source.sheet());
        map.put("source", format);
        return map;
    }

    /**
     * What the file was found to be.
     *
     * @param container {@code CSV}, {@code CSV_GZIP} or {@code XLSX}
     * @param encoding  {@code UTF-8}, {@code windows-1252}, {@code UTF-16LE}, {@code UTF-16BE}
     * @param delimiter one of {@code , ; | TAB}, null for XLSX
     * @param sheet     sheet that was read, null for CSV
     */
    public record SourceFormat(String container, String encoding, @Nullable String delimiter, @Nullable String sheet) {

        /** Value of {@link #container} for a delimited text. */
        public static final String CSV = "CSV";

        /** Value of {@link #container} for a delimited text compressed by gzip. */
        public static final String CSV_GZIP = "CSV_GZIP";

        /** Value of {@link #container} for an Office Open XML workbook. */
        public static final String XLSX = "XLSX";
    }
}
