package com.nexusplatform.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.vault.VaultFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/** How alerts stand in a COPY stream. */
class AlertRowsTests {

    private static final UUID RUN = new UUID(1, 2);
    private static final RunEnvelope ENVELOPE = new RunEnvelope(VaultFixtures.key(), () -> false);

    @Test
    void writesMostPointsFirstThenInTheOrderOfThePlan() throws IOException {
        List<String[]> lines = lines(List.of(
                AnalysisFixtures.performed("ONE", AnalysisFixtures.alert(10, "a", 1),
                        AnalysisFixtures.alert(90, "b", 2)),
                AnalysisFixtures.performed("TWO", AnalysisFixtures.alert(90, "c", 3, 4),
                        AnalysisFixtures.alert(100, "d", 5))));

        assertThat(lines).extracting(line -> line[1] + "/" + line[2] + "/" + line[3] + "/" + line[4])
            .containsExactly("1/1/100/{5}", "0/1/90/{2}", "1/0/90/{3,4}", "0/0/10/{1}");
    }

    @Test
    void keepsTheOrderOfManyAlerts() throws IOException {
        Alert[] alerts = IntStream.range(0, 10_000)
            .mapToObj(place -> AnalysisFixtures.alert(50, "a", place + 1))
            .toArray(Alert[]::new);

        assertThat(lines(List.of(AnalysisFixtures.performed("ONE", alerts)))).extracting(line -> line[4])
            .containsExactlyElementsOf(
                    IntStream.rangeClosed(1, 10_000).mapToObj(row -> "{" + row + "}").toList());
    }

    @Test
    void sealsEachExplanationForItsPlaceOnOneLine() throws IOException {
        List<String[]> lines = lines(List.of(AnalysisFixtures.performed("ONE", AnalysisFixtures.alert(10, "a", 1))));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).hasSize(6);
        String place = AlertRows.place(RUN, 0, 0);
        assertThat(ENVELOPE.openJson("alert", "explanation", place, lines.getFirst()[5]))
            .contains("\"a\":\"tab\\t, back\\\\slash, \\\"quote\\\", line\\nfeed and €\"")
            .contains("\"steps\":{\"z\":1.50,\"a\"");
    }

    private static List<String[]> lines(List<Performed> performed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AlertRows.write(RUN, ENVELOPE, performed, out);
        return out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split("\t")).toList();
    }
}
