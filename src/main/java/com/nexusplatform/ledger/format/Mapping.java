package com.nexusplatform.ledger.format;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a file is read: complete, proven or declared, and part of the result hash.
 *
 * @param fields      canonical field (or {@code debit} and {@code credit}, which make the amount) to source column header
 * @param decimalMark {@code "."} or {@code ","}
 * @param datePatterns pattern of each date or instant field, such as {@code dd/MM/yyyy} or {@code yyyy-MM-dd'T'HH:mm:ssX}
 * @param timeZone    zone of days and hours without an offset, IANA name
 * @param currency    currency of rows that name none, ISO 4217
 * @param columns     every header of the file in its order; those that no field takes are kept with the row
 * @param source      what the file was found to be
 */
public record Mapping(Map<String, String> fields, String decimalMark, Map<String, String> datePatterns, String timeZone,
        String currency, List<String> columns, SourceFormat source) {

    /**
     * What the file was found to be.
     *
     * @param container {@code CSV}, {@code CSV_GZIP} or {@code XLSX}
     * @param encoding  {@code UTF-8}, {@code windows-1252}, {@code UTF-16LE}, {@code UTF-16BE}
     * @param delimiter one of {@code , ; | TAB}, null for XLSX
     * @param sheet     sheet that was read, null for CSV
     */
    public record SourceFormat(String container, String encoding, @Nullable String delimiter, @Nullable String sheet) {}
}
