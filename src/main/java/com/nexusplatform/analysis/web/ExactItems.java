package com.nexusplatform.analysis.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a list of values of a parameter as {@link ExactValues} reads one. */
class ExactItems extends ValueDeserializer<List<@Nullable Object>> {

    @Override
    public List<@Nullable Object> deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            context.reportInputMismatch(List.class, "values must be a list");
        }
        return ExactValues.array(parser);
    }
}
