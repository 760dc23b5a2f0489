package com.nexusplatform.platform;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.jdk.UUIDDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * One spelling of each value in bodies, as {@link PlainValue} has it for paths and queries: no text where a number belongs and no
 * number where a text does, and no blanks around what a text stands for. Decimals come as texts too, since many clients would round
 * them.
 */
final class PlainBody extends DelegatingDeserializer {

    /** As JSON writes numbers; the act judges how large and how fine one may be. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final Predicate<String> form;

    private PlainBody(ValueDeserializer<?> plain, Predicate<String> form) {
        super(plain);
        this.form = form;
    }

    /** Has every body read so. */
    static JsonMapperBuilderCustomizer everywhere() {
        return mapper -> mapper
            .withCoercionConfig(LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(BigDecimal.class,
                    config -> config.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .addModule(new SimpleModule("plain-values")
                .addDeserializer(BigDecimal.class, of(NumberDeserializers.BigDecimalDeserializer.instance, DECIMAL))
                .addDeserializer(UUID.class, of(new UUIDDeserializer(), PlainValue.ID))
                .setDeserializerModifier(new Words()));
    }

    @SuppressWarnings("unchecked") // it reads what the plain one reads
    private static <T> ValueDeserializer<T> of(ValueDeserializer<T> plain, Pattern form) {
        return (ValueDeserializer<T>) new PlainBody(plain, form.asMatchPredicate());
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> plain) {
        return new PlainBody(plain, form);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_STRING) && !form.test(parser.getString())) {
            return context.handleWeirdStringValue(handledType(), parser.getString(), "another spelling");
        }
        return super.deserialize(parser, context);
    }

    /** Words of a list, without blanks around them. */
    private static final class Words extends ValueDeserializerModifier {

        private static final Pattern WORD = Pattern.compile("\\w+");

        @Override
        public ValueDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
                BeanDescription.Supplier description, ValueDeserializer<?> plain) {
            return new PlainBody(plain, WORD.asMatchPredicate());
        }
    }
}
