package com.nexusplatform.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.shared.Actor;

/** Ranks the records of a dataset by what a run said of them. */
@Service
public class Scores {

    private final Runs runs;
    private final Datasets datasets;
    private final JdbcTemplate database;

    Scores(Runs runs, Datasets datasets, JdbcTemplate database) {
        this.runs = runs;
        this.datasets = datasets;
        this.database = database;
    }

    /** The scores of a run that succeeded; CONFLICT before that, refused as {@link Runs#read} does. */
    public ScoreSheet ofRun(UUID runId, Actor actor) {
        Run run = runs.succeeded(runId, actor);
        int rows = Math.toIntExact(datasets.facts(run.datasetId()).rows());
        ScoreSheet sheet = new ScoreSheet(run.plan().labels(), rows);
        database.execute((Connection connection) -> copy(connection, runId, sheet));
        return sheet;
    }

    /** One line for each row of each alert, by COPY: millions of them pass as bytes, not as objects. */
    private static int copy(Connection connection, UUID runId, ScoreSheet sheet) throws SQLException {
        CopyOut lines = connection.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                    "copy (select result_ordinal, points, row_no from alert, unnest(row_nos) as row_no where run_id = '"
                            + runId + "') to stdout");
        int[] numbers = new int[3];
        for (byte[] line = lines.readFromCopy(); line != null; line = lines.readFromCopy()) {
            parse(line, numbers);
            sheet.enter(numbers[0], numbers[2], numbers[1]);
        }
        return 0;
    }

    private static void parse(byte[] line, int[] numbers) throws SQLException {
        int column = 0;
        int value = 0;
        for (byte sign : line) {
            if (sign >= '0' && sign <= '9') {
                value = value * 10 + sign - '0';
            } else if (sign == '\t' || sign == '\n') {
                numbers[column++] = value;
                value = 0;
            } else {
                throw new SQLException("unexpected COPY line",
                        new IOException(new String(line, StandardCharsets.UTF_8)));
            }
        }
    }
}
