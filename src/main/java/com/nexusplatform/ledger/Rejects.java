package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.postgresql.PGConnection;

import com.nexusplatform.ledger.format.Rejection;

/** Rows that could not be read: all counted, the first ones written down in bulk, the commonest reasons remembered. */
final class Rejects {

    private static final int BATCH = 1_000;
    private static final int REASONS = 200;
    private static final int SHOWN_REASONS = 10;

    private final UUID datasetId;
    private final Envelope envelope;
    private final Connection connection;
    private final int kept;
    private final List<Rejection> batch = new ArrayList<>();
    private final Map<List<String>, long[]> reasons = new LinkedHashMap<>();
    private long count;
    private long written;

    Rejects(UUID datasetId, Envelope envelope, Connection connection, int kept) {
        this.datasetId = datasetId;
        this.envelope = envelope;
        this.connection = connection;
        this.kept = kept;
    }

    void add(Rejection rejection) throws SQLException {
        count++;
        List<String> reason = List.of(rejection.column(), rejection.reason());
        long[] known = reasons.get(reason);
        if (known != null) {
            known[0]++;
        } else if (reasons.size() < REASONS) {
            reasons.put(reason, new long[]{1, rejection.line()});
        }
        if (count <= kept) {
            batch.add(rejection);
            if (batch.size() == BATCH) {
                flush();
            }
        }
    }

    long count() {
        return count;
    }

    /** Writes down what is not written yet. */
    void flush() throws SQLException {
        CopyFormat out = new CopyFormat(connection.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy dataset_reject (dataset_id, reject_no, line, column_name, value, reason)"
                    + " from stdin (format binary)"));
        for (Rejection rejection : batch) {
            out.row(6, 64);
            out.putUuid(datasetId);
            out.putLong(++written);
            out.putLong(rejection.line());
            put(rejection.column(), out);
            put(envelope.sealReject(written, rejection.value()), out);
            put(rejection.reason(), out);
        }
        out.end();
        batch.clear();
    }

    /** The commonest reasons with their column, count and first line. */
    List<Map<String, Object>> commonest() {
        return reasons.entrySet()
            .stream()
            .sorted((a, b) -> Long.compare(b.getValue()[0], a.getValue()[0]))
            .limit(SHOWN_REASONS)
            .map(entry -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("column", entry.getKey().get(0));
                shown.put("reason", entry.getKey().get(1));
                shown.put("rows", entry.getValue()[0]);
                shown.put("firstLine", entry.getValue()[1]);
                return shown;
            })
            .toList();
    }

    private static void put(String text, CopyFormat out) throws SQLException {
        byte[] utf8 = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8); // PostgreSQL's text knows no NUL
        out.putBytes(utf8, 0, utf8.length);
    }
}
