package com.nexusplatform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers come out the same whatever the language of the machine is: under Arabic settings {@code %d} writes Arabic digits, which no
 * other program reads.
 */
class NumeralsOfTheMachineTests {

    private static final Pattern LOCALIZED = Pattern.compile("%[-+0-9$,.]*[dfeg]\\b");

    @Test
    void noNumberIsWrittenInTheMachinesNumerals() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                .flatMap(NumeralsOfTheMachineTests::localized)
                .toList();
            assertThat(found).as("write %%s, or name a locale").isEmpty();
        }
    }

    @Test
    void isFoundWhereItIsTried() {
        assertThat(LOCALIZED.matcher("\"port %d\".formatted(port)").find()).isTrue();
        assertThat(LOCALIZED.matcher("\"%,.2f of\"").find()).isTrue();
        assertThat(LOCALIZED.matcher("\"%s at 5 %\"").find()).isFalse();
    }

    private static Stream<String> localized(Path file) {
        try {
            return Files.readAllLines(file)
                .stream()
                .filter(line -> LOCALIZED.matcher(line).find() && !line.contains("Locale.ROOT"))
                .map(line -> file + ": " + line.strip());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
