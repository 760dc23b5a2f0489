package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Reads one sheet of an Office Open XML workbook row by row. Numbers come as plain decimals, of which a spreadsheet keeps 15
 * digits; cells with the style of a date come as ISO 8601; formulas as the value that was saved with them.
 */
final class WorkbookReader extends TableReader {

    private static final MathContext SPREADSHEET_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final DateTimeFormatter WITH_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss",
            Locale.ROOT);

    private final Path file;
    private final boolean temporary;
    private final Limits limits;
    private final ReadableWorkbook workbook;
    private final String sheet;
    private final boolean since1904;
    private final long size;
    private Stream<Row> rows;
    private Spliterator<Row> source;
    private @Nullable Row current;
    private int used;
    private long rowCount;

    WorkbookReader(Path file, @Nullable String sheet, Limits limits, boolean temporary) throws IOException {
        this.file = file;
        this.temporary = temporary;
        this.limits = limits;
        this.size = Files.size(file);
        buffer = new byte[1 << 16];
        kinds = new CellKind[starts.length];
        WorkbookFile.check(file, limits);
        rows = Stream.empty();
        source = rows.spliterator();
        workbook = workbook(file);
        try {
            since1904 = workbook.isDate1904();
            this.sheet = select(sheet);
        } catch (IOException | RuntimeException failure) {
            workbook.close();
            throw failure instanceof ProblemException refusal ? refusal : damaged(failure);
        }
    }

    /** Name of the sheet that is read. */
    String sheet() {
        return sheet;
    }

    @Override
    public boolean next() throws IOException {
        if (!filledRow()) {
            return false;
        }
        if (++rowCount > limits.maxRows()) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "The sheet has more than " + limits.maxRows() + " rows. Split it into several datasets.")
                .with("maxRows", limits.maxRows());
        }
        return true;
    }

    @Override
    public long position() {
        return Math.min(size, line * 64);
    }

    @Override
    public void close() throws IOException {
        rows.close();
        workbook.close();
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }

    private static ReadableWorkbook workbook(Path file) {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (IOException | RuntimeException damaged) { // a hostile file fails the library in any way
            throw damaged(damaged);
        }
    }

    private String select(@Nullable String wanted) throws IOException {
        List<Sheet> sheets = workbook.getSheets()
            .filter(one -> one.getVisibility() == SheetVisibility.VISIBLE)
            .toList();
        for (Sheet candidate : sheets) {
            if (wanted != null && !candidate.getName().equals(wanted)) {
                continue;
            }
            rows.close();
            rows = candidate.openStream();
            source = rows.spliterator();
            if (filledRow()) {
                if (cells > limits.maxColumns()) {
                    throw new ProblemException(ProblemType.FILE_REFUSED, "The header in row " + line + " has more than "
                            + limits.maxColumns() + " columns. Remove the columns that the examination does not need.")
                        .with("maxColumns", limits.maxColumns());
                }
                takeHeader();
                return candidate.getName();
            }
            if (wanted != null) {
                return wanted;
            }
        }
        List<String> names = sheets.stream().map(Sheet::getName).toList();
        if (wanted != null) {
            throw new ProblemException(ProblemType.MAPPING_REFUSED,
                    "The workbook has no visible sheet named \"" + wanted
                            + "\". Its sheets: " + String.join(", ", names) + ".")
                .with("sheets", names);
        }
        throw new ProblemException(ProblemType.FILE_REFUSED, "No visible sheet of the workbook holds a row.")
            .with("sheets", names);
    }

    private boolean filledRow() throws IOException {
        try {
            do {
                current = null;
                if (!source.tryAdvance(row -> current = row)) {
                    return false;
                }
            } while (!read(current));
            return true;
        } catch (ProblemException refusal) {
            throw refusal;
        } catch (RuntimeException damaged) { // a hostile file fails the library in any way
            throw damaged(damaged);
        }
    }

    /** Takes over the cells of a row; false where all are empty. */
    private boolean read(@Nullable Row row) {
        cells = 0;
        used = 0;
        if (row == null) {
            return false;
        }
        line = row.getRowNum();
        int filled = row.getCellCount();
        while (filled > 0 && blank(row.getOptionalCell(filled - 1).orElse(null))) {
            filled--; // a cell with a style only is none
        }
        int count = Math.min(filled, limits.maxColumns() + 1);
        for (int cell = 0; cell < count; cell++) {
            take(row.getOptionalCell(cell).orElse(null));
        }
        return filled > 0;
    }

    private static boolean blank(@Nullable Cell cell) {
        if (cell == null) {
            return true;
        }
        Object value = cell.getValue() == null ? cell.getRawValue() : cell.getValue();
        return value == null || value instanceof String text && text.isBlank();
    }

    @SuppressWarnings("NullAway") // kinds is set by the constructor
    private void take(@Nullable Cell cell) {
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            lengths = Arrays.copyOf(lengths, cells * 2);
            kinds = Arrays.copyOf(kinds, cells * 2);
        }
        kinds[cells] = CellKind.TEXT;
        byte[] text = cell == null ? new byte[0] : value(cell).strip().getBytes(StandardCharsets.UTF_8);
        if (used + text.length > limits.maxRecordBytes()) {
            throw new ProblemException(ProblemType.FILE_REFUSED,
                    "Row " + line + " is longer than " + limits.maxRecordBytes() + " bytes.")
                .with("maxRecordBytes", limits.maxRecordBytes())
                .with("line", line);
        }
        if (used + text.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + text.length, buffer.length * 2));
        }
        System.arraycopy(text, 0, buffer, used, text.length);
        starts[cells] = used;
        lengths[cells++] = text.length;
        used += text.length;
    }

    @SuppressWarnings("NullAway") // kinds is set by the constructor
    private String value(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            boolean date = WorkbookFile.datePattern(cell.getDataFormatId(), cell.getDataFormatString());
            kinds[cells] = date ? CellKind.DATE : CellKind.NUMBER;
            return date ? date(number) : plain(number);
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return String.valueOf(value).toUpperCase(Locale.ROOT);
        }
        if (value == null) {
            String raw = cell.getRawValue();
            return raw == null ? "" : raw;
        }
        String text = value.toString();
        if (cell.getType() == CellType.FORMULA && numeric(text)) {
            return value(cell, new BigDecimal(text));
        }
        return text;
    }

    @SuppressWarnings("NullAway") // kinds is set by the constructor
    private String value(Cell cell, BigDecimal number) {
        boolean date = WorkbookFile.datePattern(cell.getDataFormatId(), cell.getDataFormatString());
        kinds[cells] = date ? CellKind.DATE : CellKind.NUMBER;
        return date ? date(number) : plain(number);
    }

    private static boolean numeric(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        try {
            return new BigDecimal(text).scale() < 400;
        } catch (NumberFormatException ignored) {
            return false;
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal kept = number.precision() > 15 ? number.round(SPREADSHEET_DIGITS) : number;
        BigDecimal stripped = kept.stripTrailingZeros();
        if (Math.abs(stripped.scale()) > 400) {
            return number.toString();
        }
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** A serial day as ISO 8601, with the time of day where it has one. The 1900 calendar counts a 29 February that never was. */
    private String date(BigDecimal serial) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(2_958_466)) >= 0) {
            return plain(serial);
        }
        BigDecimal days = serial.setScale(0, RoundingMode.FLOOR);
        long seconds = serial.subtract(days).multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        long day = days.longValueExact();
        LocalDate first = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, day < 60 ? 31 : 30);
        LocalDateTime at = first.plusDays(day).atStartOfDay().plusSeconds(seconds);
        return seconds == 0 ? at.toLocalDate().toString() : WITH_TIME.format(at);
    }

    private static ProblemException damaged(Exception cause) {
        ProblemException refusal = new ProblemException(ProblemType.FILE_REFUSED,
                "The workbook is damaged or incomplete. Open it in a spreadsheet, save it as .xlsx again, and upload that.");
        refusal.initCause(cause);
        return refusal;
    }
}
