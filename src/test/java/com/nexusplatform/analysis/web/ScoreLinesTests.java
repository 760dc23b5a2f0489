package com.nexusplatform.analysis.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines of scores written as bytes. */
class ScoreLinesTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ScoreLines lines = new ScoreLines(out, List.of("PAY-1"));

    @Test
    void writesNumbersTextsAndLabels() throws IOException {
        lines.number(0).sign(',').number(Integer.MAX_VALUE).sign(',').label(0).text(":€\n").flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("0,2147483647,PAY-1:€\n");
    }

    @Test
    void handsOnMoreThanItHolds() throws IOException {
        for (int i = 0; i < 50_000; i++) {
            lines.number(i).sign('\n');
        }
        lines.flush();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(50_000).startsWith("0", "1").endsWith("49999");
    }
}
