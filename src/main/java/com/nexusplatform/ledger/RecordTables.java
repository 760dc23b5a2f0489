package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The tables that hold the rows of datasets, one each: loaded alone, then attached to {@code record} as a partition. The
 * database closes them when their dataset is LOADED. The service does not own them; functions of the database's owner do what needs it.
 */
final class RecordTables {

    private RecordTables() {}

    /** Name of the table of a dataset. */
    static String name(long number) {
        return "record_" + number;
    }

    /** Makes an empty table for a load, in place of one that an interrupted load left behind. */
    static void create(Connection connection, long number) throws SQLException {
        call(connection, "select make_record_table(?)", number);
    }

    /** Drops the table of a load that came to nothing. */
    static void drop(Connection connection, long number) throws SQLException {
        call(connection, "select drop_record_table(?)", number);
    }

    /** Gives a loaded table its key and makes it a partition. */
    static void attach(Connection connection, long number) throws SQLException {
        call(connection, "select attach_record_table(?)", number);
    }

    private static void call(Connection connection, String function, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(function)) {
            statement.setLong(1, number);
            statement.execute();
        }
    }
}
