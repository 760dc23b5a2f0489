package com.nexusplatform.ledger;

import java.io.OutputStream;
import java.util.Locale;

/** Forms in which tables are handed out. */
public enum SheetFormat {

    /** Text, one line a row. */
    CSV(SheetFormat.CSV_TYPE + ";charset=UTF-8") {

        @Override
        Sheet open(OutputStream out, String name) {
            return new CsvSheet(out);
        }
    },

    /** A workbook of one sheet. */
    XLSX(SheetFormat.XLSX_TYPE) {

        @Override
        Sheet open(OutputStream out, String name) {
            return new WorkbookSheet(out, name);
        }
    };

    /** Media types of them, for the endpoints that hand them out. */
    public static final String CSV_TYPE = "text/csv";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final String mediaType;

    SheetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Media type of an answer. */
    public String mediaType() {
        return mediaType;
    }

    /** Ending of a file's name, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Begins a table; the name is that of the sheet, where the form knows any. */
    abstract Sheet open(OutputStream out, String name);
}
