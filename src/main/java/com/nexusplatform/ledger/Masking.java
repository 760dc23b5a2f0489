package com.nexusplatform.ledger;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.vault.Mark;

/**
 * How much of personal data a reader sees in one answer: all of it, or marks by which the same is told from the different. Columns
 * that are not mapped can hold anything, and count as personal. Values that it masked in records it masks in the words of people
 * beside them, too.
 */
public final class Masking {

    private static final String HIDDEN = "masked";
    private static final JsonMapper JSON = JsonMapper.builder().build();
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

    /** A dataset as the reader sees it: people name files after persons. */
    Dataset dataset(Dataset dataset) {
        return mark == null
                ? dataset
                : dataset.with(value(dataset.name()), value(dataset.fileName()), dataset.problem());
    }

    /** A record as the reader sees it. */
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
        String value = reject.value();
        return mark == null || value == null || value.isEmpty()
                ? reject
                : new Reject(reject.rejectNo(), reject.line(), reject.column(), value(value), reject.reason());
    }

    /** The JSON of a {@link Profile} as the reader sees it. */
    String profile(String json) {
        if (mark == null) {
            return json;
        }
        JsonNode profile = JSON.readTree(json);
        for (JsonNode column : profile.get("columns")) {
            JsonNode field = column.get("field");
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

    private String value(String text) {
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
