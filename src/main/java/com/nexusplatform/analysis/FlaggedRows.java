package com.nexusplatform.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.UUID;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Tells the rows of a dataset that a run asked about from those that it passed over in silence. */
@Service
public class FlaggedRows {

    private final JdbcTemplate database;

    FlaggedRows(JdbcTemplate database) {
        this.database = database;
    }

    /** Numbers of the rows that at least one alert of the run touches; by COPY, one bit a row. */
    public BitSet ofRun(UUID runId) {
        BitSet rows = new BitSet();
        database.execute((Connection connection) -> copy(connection, runId, rows));
        return rows;
    }

    private static int copy(Connection connection, UUID runId, BitSet rows) throws SQLException {
        CopyOut lines = connection.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (select row_no from alert, unnest(row_nos) as row_no where run_id = '" + runId
                    + "') to stdout");
        for (byte[] line = lines.readFromCopy(); line != null; line = lines.readFromCopy()) {
            rows.set(number(line));
        }
        return 0;
    }

    private static int number(byte[] line) throws SQLException {
        int value = 0;
        for (byte sign : line) {
            if (sign >= '0' && sign <= '9') {
                value = value * 10 + sign - '0';
            } else if (sign != '\n') {
                throw new SQLException("unexpected COPY line",
                        new IOException(new String(line, StandardCharsets.UTF_8)));
            }
        }
        return value;
    }
}
