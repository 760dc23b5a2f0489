package com.nexusplatform.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file that could not be read.
 *
 * @param rejectNo number of the reject, from 1 in the order of the file
 * @param line     line of the file, the first being 1
 * @param column   header of the column at fault, empty where the whole line is
 * @param value    the value as it stands in the file, cut
 * @param reason   one sentence for the one who mends the file
 */
public record Reject(long rejectNo, long line, @Nullable String column, @Nullable String value, String reason) {}
