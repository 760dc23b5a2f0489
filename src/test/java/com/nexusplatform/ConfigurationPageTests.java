package com.nexusplatform;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/** The page {@code docs/configuration.md} names every setting there is, with its default, and no other. */
class ConfigurationPageTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(nexus\\.[a-z.-]+)` \\| ([^|]*) \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    @Test
    void namesEverySettingWithItsDefault() throws IOException {
        List<String> page = ROW.matcher(page())
            .results()
            .map(row -> row.group(1) + "=" + row.group(2).strip())
            .sorted()
            .toList();
        List<String> code = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.nexusplatform")
            .stream()
            .filter(
                    type -> type.isAnnotatedWith(ConfigurationProperties.class))
            .map(JavaClass::reflect)
            .flatMap(type -> settings(type, type.getAnnotation(
                    ConfigurationProperties.class)
                .value()))
            .sorted()
            .toList();
        assertThat(page).containsAll(code.stream().filter(setting -> !setting.endsWith("=")).toList());
        assertThat(names(page)).containsAll(names(code));
        assertThat(names(page)).filteredOn(name -> modules(code).contains(module(name))).isSubsetOf(names(code));
    }

    @Test
    void namesEveryVariableOfTheSettingsFile() throws IOException {
        List<String> variables = VARIABLE.matcher(Files.readString(Path.of("src/main/resources/application.yml")))
            .results()
            .map(match -> match.group(1))
            .toList();
        assertThat(variables).isNotEmpty().allSatisfy(variable -> assertThat(page()).contains("`" + variable + "`"));
    }

    private static Stream<String> settings(Class<?> type, String prefix) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            return component.getType().isRecord()
                    ? settings(component.getType(), name)
                    : Stream.of(name + "=" + defaultOf(type, component));
        });
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        Class<?>[] types = Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        int index = Stream.of(type.getRecordComponents())
            .map(RecordComponent::getName)
            .toList()
            .indexOf(component.getName());
        try {
            return Stream
                .of(type.getDeclaredConstructor(types).getParameters()[index].getAnnotationsByType(DefaultValue.class))
                .map(value -> String.join(",",
                        value.value()))
                .findFirst()
                .orElse("");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(List<String> settings) {
        return new TreeSet<>(settings.stream().map(setting -> setting.substring(0, setting.indexOf('='))).toList());
    }

    private static List<String> modules(List<String> settings) {
        return settings.stream().map(ConfigurationPageTests::module).toList();
    }

    private static String module(String setting) {
        return setting.substring(0, setting.indexOf('.', "nexus.".length()));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }
}
