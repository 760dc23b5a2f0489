package com.nexusplatform.ledger.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

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

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIELDS = "fields";
    private static final String CURRENCY = "currency";
    private static final List<String> OPTIONS = List.of("decimalMark", "datePattern", "datePatterns", "timeZone",
            "encoding",
            "delimiter", "sheet");
    private static final Map<String, String> ENCODINGS = Map.of("utf-8", "UTF-8", "utf8", "UTF-8", "windows-1252",
            Transcoder.WINDOWS_1252, "cp1252", Transcoder.WINDOWS_1252, "iso-8859-1", Transcoder.WINDOWS_1252,
            "utf-16le", "UTF-16LE",
            "utf-16be", "UTF-16BE", "utf-16", "UTF-16LE");

    /** Nothing declared. */
    public static RequestedMapping none() {
        return new RequestedMapping(Map.of(), null, null, Map.of(), null, null, null, null, null);
    }

    /**
     * Reads {@code {"fields":{"amount":"Net","debit":null},"decimalMark":",",…}} or the short form {@code {"amount":"Net"}}. In
     * the short form {@code currency} is the column of currencies or, where the file has no such column, the code of one.
     *
     * @throws ProblemException MAPPING_REFUSED for unknown names or values, naming the legal ones
     */
    public static RequestedMapping parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException unreadable) {
            TokenStreamLocation place = unreadable.getLocation();
            throw refused("The mapping cannot be read as JSON"
                    + (place == null
                            ? ""
                            : ", from line " + place.getLineNr() + ", column " + place.getColumnNr() + " on")
                    + ".")
                .with("mapping", Rejection.shortened(json));
        }
        if (!root.isObject()) {
            throw refused(
                    "The mapping must be a JSON object, such as {\"amount\":\"Net amount\",\"postedAt\":\"Date paid\"}.");
        }
        boolean whole = root.has(FIELDS);
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> patterns = new LinkedHashMap<>();
        for (var member : root.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals(FIELDS)) {
                value.properties()
                    .forEach(field -> fields.put(field(field.getKey()), text(field.getKey(), field.getValue())));
            } else if (name.equals("datePatterns")) {
                value.properties()
                    .forEach(field -> patterns.put(date(field.getKey()), text(field.getKey(), field.getValue())));
            } else if (OPTIONS.contains(name) || whole && name.equals(CURRENCY)) {
                if (!value.isNull()) {
                    options.put(name, text(name, value));
                }
            } else {
                fields.put(field(name), text(name, value));
            }
        }
        return checked(fields, options, patterns);
    }

    private static RequestedMapping checked(Map<String, String> fields, Map<String, String> options,
            Map<String, String> patterns) {
        patterns.values().forEach(DatePattern::of);
        String pattern = options.get("datePattern");
        if (pattern != null) {
            DatePattern.of(pattern);
        }
        return new RequestedMapping(Map.copyOf(fields), mark(options.get("decimalMark")), pattern, Map.copyOf(patterns),
                zone(options.get("timeZone")), currencyCode(options.get(CURRENCY)), encoding(options.get("encoding")),
                delimiter(options.get("delimiter")), options.get("sheet"));
    }

    private static @Nullable String mark(@Nullable String value) {
        if (value != null && !value.equals(".") && !value.equals(",")) {
            throw refused("decimalMark is \"" + value + "\"; it must be \".\" or \",\".");
        }
        return value;
    }

    private static @Nullable String zone(@Nullable String value) {
        try {
            return value == null ? value : ZoneId.of(value).getId();
        } catch (DateTimeException unknown) {
            throw refused("timeZone is \"" + value + "\"; it must be a name of the IANA list, such as Europe/London.");
        }
    }

    private static @Nullable String currencyCode(@Nullable String value) {
        if (value != null && !Currencies.exists(value)) {
            throw refused("currency is \"" + value + "\"; it must be a code of ISO 4217, such as EUR.");
        }
        return value;
    }

    private static @Nullable String encoding(@Nullable String value) {
        String known = value == null ? value : ENCODINGS.get(value.toLowerCase(Locale.ROOT));
        if (value != null && known == null) {
            throw refused("encoding is \"" + value + "\"; it must be UTF-8, windows-1252, UTF-16LE or UTF-16BE.");
        }
        return known;
    }

    private static @Nullable String delimiter(@Nullable String value) {
        if (value == null || value.equals(",") || value.equals(";") || value.equals("|")) {
            return value;
        }
        if (value.equals("\t") || value.equalsIgnoreCase(TextSource.TAB)) {
            return TextSource.TAB;
        }
        throw refused("delimiter is \"" + value + "\"; it must be one of: comma , semicolon ; bar | or TAB.");
    }

    private static String field(String name) {
        if (Field.named(name).isPresent() || name.equals(Mapping.DEBIT) || name.equals(Mapping.CREDIT)) {
            return name;
        }
        List<String> legal = new ArrayList<>();
        for (Field field : Field.values()) {
            legal.add(field.label());
        }
        legal.add(Mapping.DEBIT);
        legal.add(Mapping.CREDIT);
        throw refused(
                "\"" + name + "\" is not a field. Fields: " + String.join(", ", legal) + ". Other members: fields, "
                        + String.join(", ", OPTIONS) + ", currency.")
            .with("unknown", name)
            .with("legal", legal);
    }

    private static String date(String name) {
        boolean dated = Field.named(name)
            .map(Field::type)
            .filter(type -> type == Field.Type.DATE || type == Field.Type.INSTANT)
            .isPresent();
        if (!dated) {
            throw refused("datePatterns names \"" + name
                    + "\", which is not a date field. Date fields: postedAt, effectiveOn, enteredAt, openedOn.")
                .with("unknown", name);
        }
        return name;
    }

    private static String text(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw refused("The mapping's member \"" + name + "\" must be a text.").with("member", name);
        }
        return value.stringValue().strip();
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.MAPPING_REFUSED, detail);
    }
}
