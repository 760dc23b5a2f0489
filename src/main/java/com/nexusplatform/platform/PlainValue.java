package com.nexusplatform.platform;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * One spelling of each value in paths and queries: no hexadecimal numbers, no shortened ids, no {@code yes} for {@code true}. An
 * editor and not a converter, since what a converter refuses is tried once more by the editors that come with Spring.
 */
final class PlainValue extends PropertyEditorSupport {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    private final Predicate<String> form;
    private final Function<String, Object> value;

    private PlainValue(Pattern form, Function<String, Object> value) {
        this.form = form.asMatchPredicate();
        this.value = value;
    }

    private static void registerIn(PropertyEditorRegistry registry) {
        registry.registerCustomEditor(Integer.class, new PlainValue(WHOLE_NUMBER, Integer::valueOf));
        registry.registerCustomEditor(int.class, new PlainValue(WHOLE_NUMBER, Integer::valueOf));
        registry.registerCustomEditor(Long.class, new PlainValue(WHOLE_NUMBER, Long::valueOf));
        registry.registerCustomEditor(long.class, new PlainValue(WHOLE_NUMBER, Long::valueOf));
        registry.registerCustomEditor(Boolean.class, new PlainValue(TRUTH, Boolean::valueOf));
        registry.registerCustomEditor(boolean.class, new PlainValue(TRUTH, Boolean::valueOf));
        registry.registerCustomEditor(UUID.class, new PlainValue(ID, UUID::fromString));
    }

    /** @throws IllegalArgumentException for another spelling; an empty value is none */
    @Override
    public void setAsText(String text) {
        if (!text.isEmpty() && !form.test(text)) {
            throw new IllegalArgumentException("another spelling");
        }
        setValue(text.isEmpty() ? null : value.apply(text));
    }

    /** Has every endpoint read its values so. */
    @ControllerAdvice
    static final class Everywhere {

        @InitBinder
        void register(WebDataBinder binder) {
            registerIn(binder);
        }
    }
}
