package com.nexusplatform.ledger.format;

/**
 * A row that cannot be read, and why.
 *
 * @param line   line of the file on which the record starts, the first being 1; of a workbook, the row
 * @param column header of the column at fault; empty where the whole line is
 * @param value  the value as it stands in the file, cut to 200 characters
 * @param reason one sentence for the one who mends the file
 */
public record Rejection(long line, String column, String value, String reason) {

    /** Characters of the value that are kept. */
    static final int LONGEST_VALUE = 200;

    /** A text cut to the characters that are kept. */
    static String shortened(String text) {
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        return text.substring(0,
                Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }
}
