package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this module keeps it in the database: members in their order, decimals exact. */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .build();

    private StoredJson() {}

    /** The text of maps, lists, texts, numbers, records. */
    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The text of maps, lists, texts, numbers, records in UTF-8. */
    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value of a text: maps, lists, texts, whole numbers, {@link java.math.BigDecimal}. */
    static Object read(String json) {
        return MAPPER.readValue(json, Object.class);
    }

    /** The value of a text that {@link #write} made of one of that type. */
    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** The items of an array. */
    static List<?> list(String json) {
        return (List<?>) read(json);
    }

    /** The members of an object that {@link #read} gave. */
    @SuppressWarnings("unchecked") // a JSON object has strings for names and nothing but values behind them
    static Map<String, Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return (Map<String, Object>) members;
        }
        throw new IllegalArgumentException("not a JSON object: " + value);
    }
}
