package com.nexusplatform.ledger;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.FieldNames;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.vault.Mark;

/**
 * How much of personal data a reader sees in one answer: all of it, or marks by which the same is told from the different. Columns
 * that are not mapped can hold anything, and count as personal. Values that it masked in records it masks in the words of people
 * beside them, too.
 */
public final class Masking {

    private static final String HIDDEN = "masked";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final int TELLING_LENGTH = 4;
    private static final int TELLING_DIGITS = 6;

    private final @Nullable Mark mark;
    private final Map<String, String> masked = new HashMap<>();

    private Masking(@Nullable Mark mark) {
        this.mark = mark;
    }

    /** For a reader who sees everything. */
    static Masking none() {
        return new Masking(null);
    }

    /** For a reader who sees marks. */
    static Masking by(Mark mark) {
        return new Masking(mark);
    }

    /** Whether anything is hidden. */
    public boolean hides() {
        return mark != null;
    }

    /**
     * A dataset as the reader sees it: people name files and sheets after persons, and where a file has no headers, its first row is
     * taken for them.
     */
    Dataset dataset(Dataset dataset) {
        return mark == null
                ? dataset
                : dataset.with(value(dataset.name()), value(dataset.fileName()), mapping(dataset.mapping()),
                        dataset.problem() == null ? null : problem(dataset.problem()));
    }

    private String mapping(String json) {
        Mapping mapping = JSON.readValue(json, Mapping.class);
        Map<String, String> fields = new LinkedHashMap<>();
        mapping.fields().forEach((field, header) -> fields.put(field, header(header)));
        Mapping.SourceFormat source = mapping.source();
        return CanonicalJson.write(new Mapping(fields, mapping.decimalMark(), mapping.datePatterns(),
                mapping.timeZone(), mapping.currency(), mapping.columns().stream().map(this::header).toList(),
                new Mapping.SourceFormat(source.container(), source.encoding(), source.delimiter(),
                        source.sheet() == null ? null : value(source.sheet())))
            .asMap());
    }

    /** What stood in the way of a load: its sentences quote what is in the file, and its reasons name columns. */
    private String problem(String json) {
        ObjectNode problem = (ObjectNode) JSON.readTree(json);
        problem.put("detail", QUOTED.matcher(problem.path("detail").asString(""))
            .replaceAll(found -> Matcher.quoteReplacement('"' + header(found.group(1)) + '"')));
        problem.path("reasons").forEach(reason -> header((ObjectNode) reason, "column"));
        return JSON.writeValueAsString(problem);
    }

    /** A header as the reader sees it: it can be anything, unless it is one that columns are known to have. */
    private String header(String header) {
        return mark == null || header.isEmpty() || FieldNames.knows(header) ? header : value(header);
    }

    private void header(ObjectNode holder, String member) {
        JsonNode header = holder.get(member);
        if (header != null && header.isString()) {
            holder.put(member, header(header.asString()));
        }
    }

    /** A record of a {@link #dataset} as the reader sees both. */
    RecordView record(RecordView record) {
        if (mark == null) {
            return record;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        record.fields().forEach((name, value) -> fields.put(name, isPersonal(name) ? value(value.toString()) : value));
        Map<String, String> source = new LinkedHashMap<>();
        record.source().forEach((name, value) -> source.put(name, value(value)));
        return new RecordView(record.rowNo(), record.line(), fields, source);
    }

    /** Records as the reader sees them. */
    List<RecordView> records(Collection<RecordView> records) {
        return records.stream().map(this::record).toList();
    }

    /** A reject as the reader sees it: whatever could not be read can be anything, in whatever column. */
    Reject reject(Reject reject) {
        String column = reject.column();
        String value = reject.value();
        return mark == null
                ? reject
                : new Reject(reject.rejectNo(), reject.line(), column == null ? null : header(column),
                        value == null || value.isEmpty() ? value : value(value), reject.reason());
    }

    /** The JSON of a {@link Profile} as the reader sees it. */
    String profile(String json) {
        if (mark == null) {
            return json;
        }
        JsonNode profile = JSON.readTree(json);
        for (JsonNode column : profile.get("columns")) {
            JsonNode field = column.get("field");
            header((ObjectNode) column, "name");
            if (field == null || field.isNull() || isPersonal(field.asString())) {
                ObjectNode shown = (ObjectNode) column;
                value(shown, "min");
                value(shown, "max");
                column.path("topValues").forEach(top -> value((ObjectNode) top, "value"));
            }
        }
        return JSON.writeValueAsString(profile);
    }

    /** What a person wrote of the records that this masked before. */
    public String words(String words) {
        if (masked.isEmpty()) {
            return words;
        }
        Pattern known = Pattern.compile(masked.keySet()
            .stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return known.matcher(words).replaceAll(found -> masked.getOrDefault(folded(found.group()), HIDDEN));
    }

    /** A text that can name somebody as the reader sees it. */
    public String value(String text) {
        if (mark == null) {
            return text;
        }
        String shown = mark.of(text);
        if (isTelling(text)) {
            masked.put(folded(text), shown);
        }
        return shown;
    }

    /** A value so short, or a number so small, says nothing of a person in somebody's words, and occurs in them by chance. */
    private static boolean isTelling(String text) {
        return text.length() >= TELLING_LENGTH && text.codePoints().anyMatch(Character::isLetter)
                || text.chars().filter(sign -> sign >= '0' && sign <= '9').count() >= TELLING_DIGITS;
    }

    private void value(ObjectNode holder, String member) {
        JsonNode text = holder.get(member);
        if (text != null && text.isString()) {
            holder.put(member, value(text.asString()));
        }
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isPersonal(String field) {
        return Field.named(field).map(Field::personal).orElse(true);
    }
}
