package com.nexusplatform.procedure.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every procedure says of a generated ledger, by hash. A published version must go on saying it: whoever changes it raises
 * the version and writes the file anew with {@code ./mvnw test -Dtest=OutcomeHashesTests -Dnexus.regenerate=true}.
 */
class OutcomeHashesTests {

    private static final Path RECORDED = Path.of("src", "test", "resources", "procedures", "outcome-hashes.txt");

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void publishedVersionsGoOnSayingWhatTheySaid() throws IOException {
        List<String> hashes = hashes();
        if (Boolean.getBoolean("nexus.regenerate")) {
            Files.createDirectories(RECORDED.getParent());
            Files.write(RECORDED, hashes);
        }
        assertThat(hashes).isEqualTo(Files.readAllLines(RECORDED));
    }

    @Test
    void sayTheSameInEveryLocaleAndZone() {
        List<String> here = hashes();
        for (String language : List.of("tr", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
            Locale.setDefault(Locale.forLanguageTag(language));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(hashes()).as(language).isEqualTo(here);
        }
    }

    @Test
    void everyProcedureAppliesToTheLedger() {
        assertThat(Catalogue.procedures()).allSatisfy(procedure -> assertThat(SampleRun.perform(procedure, 3_000, 1))
            .as(procedure.declaration().code())
            .isInstanceOf(Outcome.Applicable.class));
    }

    private static List<String> hashes() {
        return Catalogue.procedures().stream().map(OutcomeHashesTests::hash).toList();
    }

    private static String hash(Procedure procedure) {
        return procedure.declaration().reference() + " "
                + OutcomeHash.of(procedure.declaration(), SampleRun.perform(procedure, 3_000, 1));
    }
}
