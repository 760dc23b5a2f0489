package com.nexusplatform.platform;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

import com.nexusplatform.shared.Texts;

/** Refuses text that would not come back as it was sent: NUL, which PostgreSQL does not store, and halves of characters. */
class StorableText extends StdScalarDeserializer<String> {

    StorableText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (!Texts.isStorable(text)) {
            return (String) context.handleWeirdStringValue(String.class, "", "not storable");
        }
        return text;
    }
}
