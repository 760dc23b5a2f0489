package com.nexusplatform.ledger.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Workbooks as tables. */
class WorkbookReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsTypedCellsExactly() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Date", "Supplier", "Entered at", "Paid");
            sheet.value(1, 0, new BigDecimal("1234.5"));
            date(sheet, 1, 1, LocalDate.of(2025, 3, 4));
            sheet.value(1, 2, "  Müller & Söhne ");
            time(sheet, 1, 3, LocalDateTime.of(2025, 3, 4, 17, 30, 15));
            sheet.value(1, 4, true);
            sheet.value(2, 0, new BigDecimal("77.799999999999997"));
            date(sheet, 2, 1, LocalDate.of(1900, 1, 15));
            sheet.value(2, 2, 42);
            time(sheet, 2, 3, LocalDateTime.of(2025, 3, 4, 0, 0));
            sheet.value(4, 0, 1e15);
        });
        Tables.Outcome outcome = Tables.parse(file, survey(file));
        assertThat(outcome.rejections()).isEmpty();
        assertThat(outcome.mapping().datePatterns()).containsEntry("postedAt", "yyyy-MM-dd")
            .containsEntry("enteredAt", "yyyy-MM-dd['T'HH:mm:ss]");
        assertThat(outcome.mapping().timed(Field.ENTERED_AT)).isTrue();
        assertThat(outcome.mapping().source().sheet()).isEqualTo("Data");
        assertThat(outcome.rows()).extracting(Tables.Row::amount)
            .containsExactly(123_450L, 7_780L, 100_000_000_000_000_000L);
        assertThat(outcome.rows()).extracting(Tables.Row::name).containsExactly("Müller & Söhne", "42", "");
        assertThat(outcome.rows().getFirst().postedAt())
            .isEqualTo(LocalDate.of(2025, 3, 4).toEpochDay() * 86_400_000_000L);
        assertThat(outcome.rows().get(1).postedAt())
            .isEqualTo(LocalDate.of(1900, 1, 15).toEpochDay() * 86_400_000_000L);
        assertThat(outcome.rows()).extracting(Tables.Row::line).containsExactly(2L, 3L, 5L);
        assertThat(outcome.rows().getFirst().extras()).containsExactly("TRUE");
    }

    @Test
    void readsTextAmountsByTheProvenMarkAndTypedOnesAsTheyAre() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Date");
            sheet.value(1, 0, "1.234,56");
            sheet.value(1, 1, "31/12/2025");
            sheet.value(2, 0, 1234.5);
            date(sheet, 2, 1, LocalDate.of(2025, 2, 1));
            sheet.value(3, 0, "2,5");
            sheet.value(3, 1, "30/12/2025");
        });
        Tables.Outcome outcome = Tables.parse(file, survey(file));
        assertThat(outcome.mapping().decimalMark()).isEqualTo(",");
        assertThat(outcome.mapping().datePatterns()).containsEntry("postedAt", "dd/MM/yyyy");
        assertThat(outcome.rows()).extracting(Tables.Row::amount).containsExactly(123_456L, 123_450L, 250L);
    }

    @Test
    void readsTheFirstFilledVisibleSheetOrTheOneNamed() throws IOException {
        Path file = folder.resolve("sheets.xlsx");
        try (Workbook book = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            Worksheet hidden = book.newWorksheet("Hidden");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            header(hidden, "Amount", "x");
            book.newWorksheet("Empty");
            Worksheet first = book.newWorksheet("First");
            header(first, "Amount", "y");
            first.value(1, 0, 1);
            Worksheet second = book.newWorksheet("Second");
            header(second, "Amount", "z");
            second.value(1, 0, 2);
        }
        assertThat(survey(file).source().sheet()).isEqualTo("First");
        Mapping named = survey(file, "{'fields':{},'sheet':'Second'}");
        assertThat(named.columns()).containsExactly("Amount", "z");
        assertThat(refusal(file, "{'fields':{},'sheet':'Third'}")).contains("no visible sheet named \"Third\"")
            .contains("First, Second");
        assertThat(refusal(file, "{'fields':{},'sheet':'Empty'}")).contains("blank");
    }

    @Test
    void readsAWorkbookFromAStream() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
        });
        Mapping mapping = survey(file);
        try (TableReader reader = TableReader.open(new ByteArrayInputStream(Files.readAllBytes(file)), mapping.source(),
                Tables.LIMITS)) {
            assertThat(reader.header()).containsExactly("Amount", "Ref");
            assertThat(reader.next()).isTrue();
            assertThat(reader.text(0)).isEqualTo("5");
            assertThat(reader.position()).isPositive();
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void refusesAWorkbookThatIsCutOff() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            for (int row = 1; row < 2_000; row++) {
                sheet.value(row, 0, row);
            }
        });
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(refusal(file)).contains("incomplete or damaged");
        for (int i = whole.length / 4; i < whole.length / 2; i++) {
            whole[i] ^= 0x5A;
        }
        Files.write(file, whole);
        assertThat(refusal(file)).contains("damaged");
    }

    @Test
    void refusesOtherContainers() throws IOException {
        assertThat(refusal(zip("[Content_Types].xml", "word/document.xml"))).contains("not a workbook");
        assertThat(refusal(zip("xl/workbook.bin", "[Content_Types].xml"))).contains(".xlsb");
        assertThat(refusal(zip("mimetype", "content.xml"))).contains("OpenDocument");
        assertThat(refusal(zip("a.csv"))).contains("ZIP archive");
        assertThat(refusal(zip("[Content_Types].xml", "xl/workbook.xml"))).contains("damaged");
    }

    @Test
    void refusesAWorkbookThatExpandsBeyondTheLimits() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            for (int row = 1; row < 3_000; row++) {
                sheet.value(row, 0, row);
                sheet.value(row, 1, "text number " + row);
            }
        });
        assertThat(refusal(file, new Limits(10, 1 << 20, 100, 20_000, 200, 1 << 20, 1 << 20)))
            .contains("more than 20000 bytes");
        assertThat(refusal(file, new Limits(10, 1 << 20, 100, 1 << 30, 200, 1 << 20, 1_000)))
            .contains("texts of the workbook");
        assertThat(refusal(file, new Limits(10, 1 << 20, 100, 1 << 30, 200, 100, 1 << 20)))
            .contains("more than 100 rows");
        assertThat(refusal(file, new Limits(1, 1 << 20, 100, 1 << 30, 200, 1 << 20, 1 << 20)))
            .contains("more than 1 columns");
        assertThat(refusal(file, new Limits(10, 10, 100, 1 << 30, 200, 1 << 20, 1 << 20)))
            .contains("longer than 10 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r='ZZZZZZ2'", "r='XFE2'", "r='B1048577'", "r='b2'", "r = '&#90;ZZZ2'"})
    void refusesCellsThatNoSheetHas(String address) throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
            sheet.value(1, 1, "x");
        });
        assertThat(refusal(rewritten(file, "r=\"B2\"", address))).contains("which no sheet has");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"</row> | </rwo>", "<v>5</v> | <v>&#0;</v>",
            "t=\"s\"><v>0</v> | t=\"s\"><v>-7</v>"})
    void refusesBrokenSheets(String text, String broken) throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
        });
        assertThat(refusal(rewritten(file, text, broken))).contains("damaged");
    }

    @Test
    void refusesTextsAndRowsOfAnyNameThatWouldFillTheMemory() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
        });
        Path pieces = rewritten(file, "<v>5</v>", "<is>" + "<r><t>abcdefgh</t></r>".repeat(200_000) + "</is>");
        assertThat(refusal(pieces)).contains("Row 2 of a sheet is longer");
        Path wide = rewritten(file, "<c r=\"A2\"", "<c/>".repeat(16_384) + "<c");
        assertThat(refusal(wide)).contains("Row 2 of a sheet has more than 16384 cells");
        Path shared = rewritten(file, "</sheetData>",
                "</sheetData><si><t>" + "abcdefgh<x/>".repeat(1_000) + "</t></si>");
        assertThat(refusal(shared, new Limits(10, 1 << 20, 100, 1 << 30, 200, 1 << 20, 7_000)))
            .contains("texts of the workbook");
    }

    @Test
    void refusesAWorkbookThatLacksATextThatItNames() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, "5");
        });
        assertThat(refusal(rewritten(file, "<v>2</v>", "<v>2000000000</v>"))).contains("2000000000")
            .contains("damaged");
    }

    @Test
    void passesPicturesAndMacrosWhateverTheirBytes() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
        });
        byte[] picture = new byte[3 << 20];
        new Random(7).nextBytes(picture);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = picture[i] == '<' ? 0 : picture[i];
        }
        assertThat(survey(with(file, "xl/media/image1.png", picture)).columns()).containsExactly("Amount", "Ref");
        assertThat(refusal(with(file, "xl/vbaProject.bin", picture),
                new Limits(10, 1 << 20, 100, 1 << 21, 200, 1 << 20, 1 << 20)))
            .contains("more than 2097152 bytes");
        byte[] disguised = ("<sst a='" + "x".repeat(2 << 20) + "'/>").getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(with(file, "xl/media/image1.png", disguised))).contains("longer than 1048576 bytes");
    }

    @Test
    void countsNoHeaderThatIsAStyleOnly() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "", "Ref", " ");
            sheet.range(0, 4, 0, 40).style().fillColor("FFEE00").set();
            sheet.value(1, 0, 5);
            sheet.value(1, 2, "a");
            sheet.range(1, 3, 1, 40).style().fillColor("FFEE00").set();
        });
        Limits narrow = new Limits(3, 1 << 20, 100, 1 << 30, 200, 1 << 20, 1 << 20);
        Mapping mapping = Survey.of(file, "book.xlsx", DatasetKind.PAYMENTS, RequestedMapping.none(), "USD", narrow);
        assertThat(mapping.columns()).containsExactly("Amount", "", "Ref");
        assertThat(Tables.parse(file, mapping).rejections()).isEmpty();
    }

    @Test
    void rejectsARowWithAValueBeyondTheColumnsThatMayBe() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
            sheet.value(1, 12_000, "far right");
        });
        assertThat(Tables.parse(file, survey(file)).rejections()).extracting(Rejection::reason)
            .singleElement(InstanceOfAssertFactories.STRING)
            .contains("more cells");
    }

    private Path with(Path file, String name, byte[] content) throws IOException {
        Path copy = Files.copy(file, folder.resolve("with.xlsx"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            Path part = zip.getPath(name);
            if (part.getParent() != null) {
                Files.createDirectories(part.getParent());
            }
            Files.write(part, content);
        }
        return copy;
    }

    @Test
    void passesNoRowOverThatReachesBeyondTheColumns() throws IOException {
        Path file = workbook(sheet -> {
            header(sheet, "Amount", "Ref");
            sheet.value(1, 0, 5);
            sheet.value(2, 12_000, "far right");
        });
        assertThat(Tables.parse(file, survey(file)).rejections()).hasSize(1);
    }

    private Path rewritten(Path file, String text, String replacement) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipFile book = new ZipFile(file.toFile()); ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (ZipEntry entry : book.stream().map(ZipEntry.class::cast).toList()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                String content = new String(book.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                zip.write(content.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Tables.file(folder, "rewritten.xlsx", archive.toByteArray());
    }

    @Test
    void tellsDatesByTheirFormat() {
        assertThat(WorkbookFile.datePattern(14, null)).isTrue();
        assertThat(WorkbookFile.datePattern(200, "dd\\.mm\\.yyyy;@")).isTrue();
        assertThat(WorkbookFile.datePattern(200, "[$-409]mmm yy")).isTrue();
        assertThat(WorkbookFile.datePattern(2, "0.00")).isFalse();
        assertThat(WorkbookFile.datePattern(200, "#,##0.00\" dollars\";[Red]0")).isFalse();
        assertThat(WorkbookFile.datePattern(null, null)).isFalse();
    }

    private Path workbook(Consumer<Worksheet> content) throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (Workbook book = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            content.accept(book.newWorksheet("Data"));
        }
        return file;
    }

    private Path zip(String... entries) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("x".getBytes(StandardCharsets.UTF_8));
            }
        }
        return Tables.file(folder, "other.xlsx", archive.toByteArray());
    }

    private static void header(Worksheet sheet, String... names) {
        for (int column = 0; column < names.length; column++) {
            sheet.value(0, column, names[column]);
        }
    }

    private static void date(Worksheet sheet, int row, int column, LocalDate date) {
        sheet.value(row, column, date);
        sheet.style(row, column).format("yyyy-mm-dd").set();
    }

    private static void time(Worksheet sheet, int row, int column, LocalDateTime time) {
        sheet.value(row, column, time);
        sheet.style(row, column).format("dd/mm/yyyy hh:mm:ss").set();
    }

    private static Mapping survey(Path file, String... mapping) throws IOException {
        return Survey.of(file, "book.xlsx", DatasetKind.PAYMENTS, Tables.requested(mapping), "USD", Tables.LIMITS);
    }

    private static String refusal(Path file, String... mapping) {
        return catchThrowableOfType(ProblemException.class, () -> survey(file, mapping)).detail();
    }

    private static String refusal(Path file, Limits limits) {
        return catchThrowableOfType(ProblemException.class,
                () -> Survey.of(file, "book.xlsx", DatasetKind.PAYMENTS, RequestedMapping.none(), "USD", limits))
            .detail();
    }
}
