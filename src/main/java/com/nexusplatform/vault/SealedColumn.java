package com.nexusplatform.vault;

import java.util.regex.Pattern;

/**
 * A column of values that {@link Vault} sealed, each for the place that these names and the row's id make. Rows without a value have
 * null there.
 *
 * @param table  table
 * @param id     column with the identity of a row, as text the id of its {@link Place}
 * @param column column of the sealed values
 */
public record SealedColumn(String table, String id, String column) {

    private static final Pattern NAMES = Pattern.compile("[a-z_]+");

    public SealedColumn {
        if (!NAMES.matcher(table + id + column).matches()) {
            throw new IllegalArgumentException("not names of the schema: " + table + ", " + id + ", " + column);
        }
    }
}
