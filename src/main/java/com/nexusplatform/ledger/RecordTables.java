package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables that hold the rows of datasets, one each: loaded alone, then attached to {@code record} as a partition, later sealed. */
final class RecordTables {

    private RecordTables() {}

    /** Name of the table of a dataset. */
    static String name(long number) {
        return "record_" + number;
    }

    /** Makes an empty table for a load, in place of one that an interrupted load left behind. */
    static void create(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + name(number));
            statement.execute("create table " + name(number) + " (like record including defaults, constraint "
                    + name(number) + "_ck check (dataset = " + number + "))");
        }
    }

    /** Drops the table of a load that came to nothing. */
    static void drop(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + name(number));
        }
    }

    /** Gives a loaded table its key and makes it a partition. */
    static void attach(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + name(number) + " add constraint " + name(number)
                    + "_pk primary key (dataset, row_no)");
            statement
                .execute("alter table record attach partition " + name(number) + " for values in (" + number + ")");
        }
    }

    /** The statements that make a partition immutable. */
    static String seal(long number) {
        return """
                create trigger record_sealed before insert or update or delete on %1$s
                    for each row execute function refuse_change_of_sealed();
                create trigger record_sealed_truncate before truncate on %1$s
                    for each statement execute function refuse_change_of_sealed();
                """.formatted(name(number));
    }
}
