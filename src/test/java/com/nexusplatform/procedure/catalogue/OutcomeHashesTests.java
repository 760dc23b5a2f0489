package com.nexusplatform.procedure.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.SampleRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every procedure says of generated data, by hash. A published version must go on saying it: whoever changes it raises
 * the version and writes the file anew with {@code ./mvnw test -Dtest=OutcomeHashesTests -Dnexus.regenerate=true}.
 */
class OutcomeHashesTests {

    private static final Path RECORDED = Path.of("src", "test", "resources", "procedures", "outcome-hashes.txt");

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private final RecordedHashes hashes = new RecordedHashes();

    @BeforeAll
    static void regenerate() throws IOException {
        if (Boolean.getBoolean("nexus.regenerate")) {
            Files.createDirectories(RECORDED.getParent());
            Files.write(RECORDED, new RecordedHashes().lines());
        }
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void publishedVersionsGoOnSayingWhatTheySaid() throws IOException {
        assertThat(hashes.lines()).isEqualTo(Files.readAllLines(RECORDED));
    }

    @ParameterizedTest
    @CsvSource({"tr-TR, Pacific/Apia", "ar-EG-u-nu-arab, Asia/Kathmandu", "de-DE, America/St_Johns",
            "hi-IN-u-nu-deva, Pacific/Kiritimati"})
    void sayTheSameInEveryLocaleAndZone(String language, String defaultZone) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(defaultZone));
        assertThat(new RecordedHashes().lines()).isEqualTo(Files.readAllLines(RECORDED));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void sayTheSameFromAnyNumberOfThreads(int threads) throws IOException {
        assertThat(hashes.lines(threads)).isEqualTo(Files.readAllLines(RECORDED));
    }

    /** Another virtual machine, with other defaults, another collector and another compiler. */
    @Test
    void sayTheSameInAnotherVirtualMachine() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.language=tr", "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu", "-Dfile.encoding=ISO-8859-1", "-cp",
                System.getProperty("java.class.path"), RecordedHashes.class.getName())
            .redirectErrorStream(true)
            .start();
        List<String> lines = other.inputReader(StandardCharsets.ISO_8859_1).lines().toList();
        assertThat(other.waitFor()).isZero();
        assertThat(lines).isEqualTo(Files.readAllLines(RECORDED));
    }

    @Test
    void everyProcedureAppliesToTheData() {
        assertThat(Catalogue.procedures()).allSatisfy(procedure -> {
            String code = procedure.declaration().code();
            assertThat(SampleRun.perform(procedure, 3_000, 1)).as(code).isInstanceOf(Outcome.Applicable.class);
            assertThat(hashes.planted(procedure)).as(code)
                .isInstanceOfSatisfying(Outcome.Applicable.class,
                        said -> assertThat(said.alerts().isEmpty()).as("%s raises no alert", code)
                            .isEqualTo(procedure.declaration().weights().grades().isEmpty()));
        });
    }
}
