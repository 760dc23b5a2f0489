package com.nexusplatform;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Every regular expression of the service, on texts of a hundred thousand characters made to be hard for it. That these are all of
 * them is a rule of {@link ArchitectureTests}: expressions are constants.
 */
class PatternsTests {

    private static final int LENGTH = 100_000;
    private static final Duration BOUND = Duration.ofSeconds(2);

    /** Ways to look for an expression anywhere in a text, not only in the whole of it. */
    private static final Pattern LOOKING = Pattern.compile("find|replaceAll|replaceFirst|results|split|splitAsStream");

    /**
     * An expression.
     *
     * @param name     where it stands
     * @param pattern  the expression
     * @param anywhere whether it is looked for anywhere in a text
     */
    record Named(String name, Pattern pattern, boolean anywhere) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> patterns() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.nexusplatform")
            .stream()
            .map(JavaClass::getFields)
            .flatMap(Set::stream)
            .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
            .map(PatternsTests::named);
    }

    private static Named named(JavaField found) {
        try {
            Field field = Class.forName(found.getOwner().getName()).getDeclaredField(found.getName());
            assertThat(Modifier.isStatic(field.getModifiers())).as(found.getFullName()).isTrue();
            field.setAccessible(true);
            return new Named(found.getFullName().replace("com.nexusplatform.", ""), (Pattern) field.get(null),
                    !found.getName().equals("TELLING"/* of Masking: is only asked of a whole value */)
                            && found.getOwner()
                                .getMethodCallsFromSelf()
                                .stream()
                                .anyMatch(call -> call.getTargetOwner().getPackageName().equals("java.util.regex")
                                        && LOOKING.matcher(call.getTarget().getName()).matches()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areFound() {
        assertThat(patterns()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void endsSoonOnEveryText(Named named) {
        for (String text : hardFor(named.pattern())) {
            assertTimeoutPreemptively(BOUND, () -> tried(named.pattern(), named.anywhere(), text),
                    () -> named + " on " + text.substring(0, 12) + "…");
        }
    }

    @Test
    void findsAnExpressionThatDoesNotEnd() {
        for (String slow : List.of("(a+)+$", "[0-9]+([^0-9]*)$", "(?:x|y|xy)*z")) {
            Pattern pattern = Pattern.compile(slow);
            assertThat(hardFor(pattern).stream().anyMatch(text -> !endsSoon(pattern, text))).as(slow).isTrue();
        }
    }

    private static boolean endsSoon(Pattern pattern, String text) {
        try {
            assertTimeoutPreemptively(Duration.ofMillis(500), () -> tried(pattern, true, text));
            return true;
        } catch (AssertionError | StackOverflowError slow) {
            return false;
        }
    }

    private static void tried(Pattern pattern, boolean anywhere, String text) {
        boolean whole = pattern.matcher(text).matches();
        if (anywhere) {
            boolean somewhere = pattern.matcher(text).find();
            assertThat(somewhere || !whole).isTrue();
            assertThat(pattern.matcher(text).replaceAll("")).isNotNull();
        }
    }

    /** Every sign that the expression names, and those of every class, alone and in pairs over and over, and cut off by another. */
    private static List<String> hardFor(Pattern pattern) {
        Set<String> signs = new LinkedHashSet<>(List.of("a", "Z", "0", " ", "\u00e9", "\u0301", "-", ".", "\0"));
        pattern.pattern()
            .codePoints()
            .filter(sign -> "\\[](){}?*+|^$".indexOf(sign) < 0)
            .distinct()
            .limit(12)
            .forEach(sign -> signs.add(Character.toString(sign)));
        List<String> texts = new ArrayList<>();
        for (String one : signs) {
            for (String end : List.of("", "!", "a0a", "\n")) {
                texts.add(one.repeat(LENGTH) + end);
            }
            for (String other : List.of("a", "0", ".", " ", "-")) {
                texts.add((one + other).repeat(LENGTH / 2) + "!");
            }
        }
        texts.add("/examinations/".repeat(LENGTH / 14));
        texts.add("postgresql://a:b@c/d?".repeat(LENGTH / 21));
        return texts;
    }
}
