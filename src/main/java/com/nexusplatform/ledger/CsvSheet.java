package com.nexusplatform.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * CSV as in RFC 4180, UTF-8. Spreadsheets take a cell that begins with one of some signs for a formula; a text that does is led by
 * an apostrophe, unless it is nothing but a number. Texts are always quoted, so that no other delimiter can split them.
 */
final class CsvSheet implements Sheet {

    /** The last four are the same signs in their full width, which some spreadsheets read alike. */
    private static final String LEADS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final Writer out;

    CsvSheet(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        boolean first = true;
        for (Object cell : cells) {
            if (!first) {
                out.write(',');
            }
            first = false;
            if (cell != null) {
                out.write(written(cell));
            }
        }
        out.write("\r\n");
    }

    private static String written(Object cell) {
        return switch (cell) {
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> quoted(cell.toString());
        };
    }

    private static String quoted(String text) {
        boolean harmless = text.isEmpty() || LEADS_FORMULA.indexOf(text.charAt(0)) < 0
                || NUMBER.matcher(text).matches();
        return (harmless ? "\"" : "\"'") + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
