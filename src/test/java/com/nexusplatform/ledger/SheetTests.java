package com.nexusplatform.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables that people open in spreadsheets: what looks like a formula is a text, and what is a number is one. */
class SheetTests {

    private static final List<String> FORMULAS = List.of("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1",
            "=cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!A0", "\uFF1D1+1", "=HYPERLINK(\"http://x\",\"y\")", "-",
            "+49 30 123");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Bolt, Inc", "say \"so\"", "a;=1+1", "line one\nline two", "{{7*7}}", "${7*7}",
            "<script>alert(1)</script>", "\u202Etxt.exe", "\uD83D\uDE00", "", " =1", "1=1", "a\tb", "-20.25", "007"})
    void givesTextsAsTheyAre(String text) throws Exception {
        assertThat(readCsv(written(SheetFormat.CSV, List.of(text)))).isEqualTo(text);
        assertThat(cell(written(SheetFormat.XLSX, List.of(text))).getText()).isEqualTo(text);
    }

    @Test
    void makesNoTextAFormula() throws Exception {
        for (String formula : FORMULAS) {
            assertThat(readCsv(written(SheetFormat.CSV, List.of(formula)))).isEqualTo("'" + formula);
            Cell cell = cell(written(SheetFormat.XLSX, List.of(formula)));
            assertThat(cell.getType()).as(formula).isEqualTo(CellType.STRING);
            assertThat(cell.getFormula()).as(formula).isNull();
            assertThat(cell.getText()).isEqualTo(formula.replace("\r", "_x000D_"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-20.25", "0", "1234567890123.45", "0.10"})
    void keepsNumbersNumbers(BigDecimal number) throws IOException {
        assertThat(new String(written(SheetFormat.CSV, List.of(number)), StandardCharsets.UTF_8))
            .isEqualTo("\"cell\"\r\n" + number.toPlainString() + "\r\n");
        Cell cell = cell(written(SheetFormat.XLSX, List.of(number)));
        assertThat(cell.getType()).isEqualTo(CellType.NUMBER);
        assertThat(cell.asNumber()).isEqualByComparingTo(number);
    }

    @Test
    void givesANumberThatASpreadsheetWouldRoundAsText() throws IOException {
        BigDecimal exact = new BigDecimal("90071992547409.93001");
        Cell cell = cell(written(SheetFormat.XLSX, List.of(exact)));
        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getText()).isEqualTo(exact.toPlainString());
    }

    @Test
    void writesWhatXmlCannotHoldByItsNumber() throws IOException {
        assertThat(cell(written(SheetFormat.XLSX, List.of("a\u0001b_x0041_\uFFFF"))).getText())
            .isEqualTo("a_x0001_b_x005F_x0041__xFFFF_");
    }

    @Test
    void cutsWhatNoCellHoldsAndSaysSo() throws IOException {
        String text = cell(written(SheetFormat.XLSX, List.of("x".repeat(100_000)))).getText();
        assertThat(text.length()).isLessThanOrEqualTo(32_767);
        assertThat(text).endsWith("… (cut, 100000 characters)");
    }

    @Test
    void leavesNothingWhereNothingIs() throws IOException {
        List<Object> cells = Arrays.asList(null, "b", null);
        assertThat(new String(written(SheetFormat.CSV, cells), StandardCharsets.UTF_8)).endsWith("\r\n,\"b\",\r\n");
        assertThat(cells(written(SheetFormat.XLSX, cells)).get(1).getCellText(1)).isEqualTo("b");
    }

    @Test
    void writesManyRowsInLittleMemory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sheet sheet = SheetFormat.XLSX.open(out, "rows")) {
            for (int i = 0; i < 20_000; i++) {
                sheet.row(List.of(i, "row " + i));
            }
        }
        List<Row> rows = cells(out.toByteArray());
        assertThat(rows).hasSize(20_000);
        assertThat(rows.getLast().getCellText(1)).isEqualTo("row 19999");
    }

    private static byte[] written(SheetFormat format, List<?> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sheet sheet = format.open(out, "rows")) {
            sheet.row(List.of("cell"));
            sheet.row(cells);
        }
        return out.toByteArray();
    }

    private static Cell cell(byte[] workbook) throws IOException {
        return cells(workbook).get(1).getCell(0);
    }

    private static List<Row> cells(byte[] workbook) throws IOException {
        try (ReadableWorkbook opened = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return new ArrayList<>(opened.getFirstSheet().read());
        }
    }

    /** By another program than ours, so that it is CSV to others, too. */
    private String readCsv(byte[] csv) throws IOException, SQLException {
        Path file = Files.write(folder.resolve("one.csv"), csv);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement()
                    .executeQuery("select cell from read_csv('" + file
                            + "', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n',"
                            + " nullstr = 'nothing is null', auto_detect = false, columns = {'cell': 'varchar'})")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
