package com.nexusplatform.ledger.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Records and cells of delimited text. */
class DelimitedReaderTest {

    private static final String ALPHABET = "abc xyz,;|\"'\r\n\t0123.äß€–中𝄞";

    @Test
    void readsQuotedCellsAsTheRfcSays() throws IOException {
        assertThat(Tables.read("a,b,c\r\n\"x,1\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n")).containsExactly(
                List.of("a", "b", "c"),
                List.of("x,1", "say \"hi\"", "two\nlines"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void knowsEveryLineEnd(String end) throws IOException {
        assertThat(Tables.read("a,b" + end + "1,2" + end + end + " , " + end + "3,4")).containsExactly(
                List.of("a", "b"),
                List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void takesQuotesInsideACellAsTheyStand() throws IOException {
        assertThat(Tables.read("a,b\n5\" pipe,O\"Neil\n \"q\" , \"Fred\" Smith\n")).containsExactly(List.of("a", "b"),
                List.of("5\" pipe", "O\"Neil"), List.of("q", "Fred Smith"));
    }

    @Test
    void passesTheSeparatorHintOfSpreadsheets() throws IOException {
        assertThat(Tables.read("sep=,\r\na,b\r\n1,2\r\n")).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @Test
    void countsLinesInsideQuotes() throws IOException {
        String text = "a,b\n\"1\n2\r\n3\r4\",x\n\n5,6\n";
        try (TableReader reader = TableReader.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                csv("UTF-8", ","),
                Tables.LIMITS)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.line()).isEqualTo(2);
            assertThat(reader.next()).isTrue();
            assertThat(reader.line()).isEqualTo(7);
            assertThat(reader.next()).isFalse();
            assertThat(reader.position()).isEqualTo(text.length());
        }
    }

    @Test
    void keepsTheWordsOfABareHeader() throws IOException {
        assertThat(Tables.read("\uFEFFa,b")).containsExactly(List.of("a", "b"));
        assertThat(Tables.read("\n\n")).containsExactly(List.of());
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        assertThat(refusal("a,b\n1,2\nx,\"open\n5,6\n", Tables.LIMITS)).isEqualTo(ProblemType.FILE_REFUSED
                + ": Cell 2 of the record on line 3 opens a quote that is never closed. Close it, or double a quote that belongs to the text.");
    }

    @Test
    void refusesZeroBytesAndNamesTheLine() {
        assertThat(refusal("a,b\n1,2\nx\0,y\n", Tables.LIMITS)).contains("line 3").contains("NUL byte");
        assertThat(refusal("a,b\n1,2\n\"x\0\",y\n", Tables.LIMITS)).contains("line 3").contains("NUL byte");
    }

    @Test
    void refusesMoreRowsThanTheLimit() {
        assertThat(refusal("a\n1\n2\n3\n", new Limits(10, 100, 100, 1000, 10, 2, 100))).startsWith("TOO_LARGE")
            .contains("more than 2 rows");
    }

    @Test
    void refusesARecordThatIsLongerThanTheLimit() {
        assertThat(refusal("a,b\n1,2\nxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", new Limits(10, 20, 20, 1000, 10, 10, 100)))
            .contains("line 3")
            .contains("longer than 20 bytes");
    }

    @Test
    void countsOneCellMoreThanTheLimitOfARaggedRecord() throws IOException {
        Limits limits = new Limits(3, 1000, 100, 1000, 10, 10, 100);
        assertThat(Tables.read("a,b\n1,2,3,4,5,6\n7,8\n".getBytes(StandardCharsets.UTF_8), "UTF-8", ",", limits))
            .containsExactly(List.of("a", "b"), List.of("1", "2", "3", "4"), List.of("7", "8"));
        assertThat(refusal("a,b,c,d\n", limits)).contains("more than 3 columns");
    }

    @Test
    void readsBackRandomTablesInEveryEncodingAndQuoting() throws IOException {
        Random random = new Random(20_261_124);
        String[] encodings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"};
        String[] delimiters = {",", ";", "TAB", "|"};
        String[] ends = {"\n", "\r\n", "\r"};
        for (int round = 0; round < 300; round++) {
            String encoding = encodings[random.nextInt(encodings.length)];
            String delimiter = delimiters[random.nextInt(delimiters.length)];
            String end = ends[random.nextInt(ends.length)];
            List<List<String>> table = table(random, encoding, 1 + random.nextInt(8), random.nextInt(60));
            StringBuilder text = new StringBuilder(
                    encoding.equals("windows-1252") || random.nextBoolean() ? "" : "\uFEFF");
            String mark = delimiter.equals("TAB") ? "\t" : delimiter;
            for (List<String> row : table) {
                List<String> cells = row.stream().map(cell -> quoted(cell, mark, random)).toList();
                text.append(String.join(mark, cells)).append(end);
            }
            Limits tight = new Limits(20, 600 + random.nextInt(2_000), 4_000, 1 << 30, 10, 1_000, 100);
            byte[] bytes = text.toString().getBytes(Charset.forName(encoding));
            List<List<String>> read = Tables.read(bytes, encoding, delimiter, tight);
            assertThat(read).hasSameSizeAs(table);
            for (int row = 0; row < table.size(); row++) {
                assertThat(read.get(row)).as("round %d, row %d", round, row).isEqualTo(table.get(row));
            }
        }
    }

    private static List<List<String>> table(Random random, String encoding, int columns, int rows) {
        List<List<String>> table = new ArrayList<>();
        for (int row = 0; row <= rows; row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(cell(random, encoding));
            }
            cells.set(random.nextInt(columns), "row" + row); // no line is blank
            table.add(cells);
        }
        return table;
    }

    private static String cell(Random random, String encoding) {
        int[] points = ALPHABET.codePoints()
            .filter(point -> !encoding.equals("windows-1252") || point < 256 || point == '€' || point == '–')
            .toArray();
        StringBuilder cell = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            cell.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return cell.toString().strip();
    }

    private static String quoted(String cell, String mark, Random random) {
        boolean needed = cell.contains(mark) || cell.contains("\"") || cell.contains("\n") || cell.contains("\r");
        String blanks = " ".repeat(random.nextInt(2));
        return needed || random.nextInt(4) == 0 ? blanks + '"' + cell.replace("\"", "\"\"") + '"' + blanks : cell;
    }

    private static Mapping.SourceFormat csv(String encoding, String delimiter) {
        return new Mapping.SourceFormat(Mapping.SourceFormat.CSV, encoding, delimiter, null);
    }

    private static String refusal(String text, Limits limits) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class,
                () -> Tables.read(text.getBytes(StandardCharsets.UTF_8), "UTF-8", ",", limits));
        return refusal.type() + ": " + refusal.detail();
    }
}
