package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;

/**
 * Where a sealed value stands. It is bound to the value: one that was moved to another place does not open.
 *
 * @param table  table
 * @param column column
 * @param id     identity of the row; of several parts, joined by slashes
 */
public record Place(String table, String column, String id) {

    /** The place as bytes that no other place has: names of tables and columns have no slash. */
    byte[] bytes() {
        return (table + '/' + column + '/' + id).getBytes(StandardCharsets.UTF_8);
    }
}
