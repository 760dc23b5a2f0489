package com.nexusplatform.ledger;

import java.io.OutputStream;
import java.util.Locale;

/** Forms in which tables are handed out. */
public enum SheetFormat {

    /** Text, one line a row. */
    CSV("text/csv;charset=UTF-8") {

        @Override
        Sheet open(OutputStream out, String name) {
            return new CsvSheet(out);
        }
    },

    /** A workbook of one sheet. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {

        @Override
        Sheet open(OutputStream out, String name) {
            return new WorkbookSheet(out, name);
        }
    };

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
