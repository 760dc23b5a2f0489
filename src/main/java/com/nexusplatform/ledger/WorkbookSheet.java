package com.nexusplatform.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The only sheet of a workbook (XLSX). A text is a cell of the type text, which no spreadsheet computes whatever it begins with, so
 * that it stays as it is. A number that would lose digits in a spreadsheet is a text, too.
 */
final class WorkbookSheet implements Sheet {

    private static final int ROWS_IN_MEMORY = 500;
    /** Digits that a spreadsheet keeps of a number. */
    private static final int MOST_DIGITS = 15;
    /** What a cell holds at most. */
    private static final int LONGEST_TEXT = 32_767;

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    WorkbookSheet(OutputStream out, String name) {
        this.out = out;
        workbook = new Workbook(out, "NEXUS", "1.0");
        sheet = workbook.newWorksheet(name);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        int column = 0;
        for (Object cell : cells) {
            switch (cell) {
                case null -> {
                    /* stays empty */ }
                case BigDecimal number when number.precision() > MOST_DIGITS ->
                    sheet.inlineString(row, column, number.toPlainString());
                case Number number -> sheet.value(row, column, number);
                default -> sheet.inlineString(row, column, text(cell.toString()));
            }
            column++;
        }
        if (++row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    /** XML holds no control characters; workbooks write them by their number (ECMA-376, ST_Xstring). */
    private static String text(String text) {
        String fitting = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT - 40) + " … (cut, " + text.length() + " characters)";
        StringBuilder out = new StringBuilder(fitting.length());
        for (int i = 0; i < fitting.length(); i++) {
            char sign = fitting.charAt(i);
            boolean looksWritten = sign == '_' && fitting.startsWith("_x", i) && i + 6 < fitting.length()
                    && fitting.charAt(i + 6) == '_';
            if (sign < ' ' && sign != '\t' && sign != '\n' || sign >= '\uFFFE' || looksWritten) {
                out.append("_x%04X_".formatted((int) sign));
            } else {
                out.append(sign);
            }
        }
        return out.toString();
    }

    @Override
    public void close() throws IOException {
        workbook.close(); // leaves what it wrote to as it is
        out.close();
    }
}
