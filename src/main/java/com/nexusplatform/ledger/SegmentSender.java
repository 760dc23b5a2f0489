package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.vault.SealingKey;

/** Sends segments into the database over one connection, in one transaction: rows into the dataset's table, then their texts. */
final class SegmentSender implements AutoCloseable {

    private final UUID datasetId;
    private final Envelope envelope;
    private final long number;
    private final Layout layout;
    private final Connection connection;
    private final CopyManager copies;
    private final String intoRows;
    private final int columns;
    private final int rowBytes;
    private final int fieldTexts;
    private final PackedTexts texts = new PackedTexts();
    private byte[] sealed = new byte[1 << 16];

    SegmentSender(Dataset dataset, Envelope envelope, Layout layout, Connection connection) throws SQLException {
        datasetId = dataset.id();
        number = dataset.number();
        this.envelope = envelope;
        this.layout = layout;
        this.connection = connection;
        connection.setAutoCommit(false);
        copies = connection.unwrap(PGConnection.class).getCopyAPI();
        columns = layout.sqlColumns().size();
        intoRows = "copy " + RecordTables.name(number) + " (" + String.join(", ", layout.sqlColumns())
                + ") from stdin (format binary)";
        fieldTexts = layout.textColumns() - layout.source().size();
        rowBytes = 12 * columns + 24 + 6 * layout.source().size();
    }

    /** Sends one segment. */
    void send(Segment segment) throws SQLException {
        sendRows(segment);
        sendTexts(segment);
    }

    /** Makes everything sent permanent. */
    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        texts.close();
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    private void sendRows(Segment segment) throws SQLException {
        CopyFormat out = new CopyFormat(copies.copyIn(intoRows));
        boolean hasAmounts = segment.amounts().length > 0;
        for (int row = 0; row < segment.rows(); row++) {
            out.row(columns, rowBytes);
            out.putLong(number);
            out.putInt(segment.firstRow() + row);
            out.putLong(segment.line(row));
            if (hasAmounts) {
                out.putLong(segment.amounts()[row]);
            }
            putTimes(segment, row, out);
            for (int column = 0; column < fieldTexts; column++) {
                putCode(segment.text(column).code(row), out);
            }
            if (segment.textColumns() > fieldTexts) {
                putSource(segment, row, out);
            }
        }
        out.end();
    }

    private static void putTimes(Segment segment, int row, CopyFormat out) {
        for (int column = 0; column < segment.instantColumns(); column++) {
            long micros = segment.instants(column)[row];
            if (micros == ColumnarLedger.NO_INSTANT) {
                out.putNull();
            } else {
                out.putLong(micros - CopyFormat.EPOCH_MICROS);
            }
        }
        for (int column = 0; column < segment.dateColumns(); column++) {
            int day = segment.dates(column)[row];
            if (day == ColumnarLedger.NO_DATE) {
                out.putNull();
            } else {
                out.putInt(day - CopyFormat.EPOCH_DAYS);
            }
        }
    }

    private void putSource(Segment segment, int row, CopyFormat out) {
        int elements = segment.textColumns() - fieldTexts;
        int absent = 0;
        for (int column = fieldTexts; column < segment.textColumns(); column++) {
            absent += segment.text(column).code(row) == 0 ? 1 : 0;
        }
        out.beginShorts(elements, absent > 0, 20 + 6 * elements - 2 * absent);
        for (int column = fieldTexts; column < segment.textColumns(); column++) {
            putCode(segment.text(column).code(row), out);
        }
    }

    private static void putCode(short code, CopyFormat out) {
        if (code == 0) {
            out.putNull();
        } else {
            out.putShort(code);
        }
    }

    private void sendTexts(Segment segment) throws SQLException {
        CopyFormat out = new CopyFormat(copies.copyIn("copy dataset_text_block"
                + " (dataset_id, column_no, first_row, entries, raw_size, sealed, bytes) from stdin (format binary)"));
        for (int column = 0; column < segment.textColumns(); column++) {
            TextColumn text = segment.text(column);
            if (text.size() == 0) {
                continue;
            }
            texts.pack(text);
            Envelope.Block block = new Envelope.Block(layout.columnNo(column), segment.firstRow(), text.size(),
                    texts.rawSize());
            out.row(7, 64);
            out.putUuid(datasetId);
            out.putInt(block.column());
            out.putInt(block.firstRow());
            out.putInt(block.entries());
            out.putInt(block.rawSize());
            out.putBoolean(true);
            int length = seal(block);
            out.putBytes(sealed, 0, length);
        }
        out.end();
    }

    private int seal(Envelope.Block block) {
        if (sealed.length < texts.length() + SealingKey.OVERHEAD) {
            sealed = new byte[texts.bytes().length + SealingKey.OVERHEAD];
        }
        return envelope.sealTexts(texts.bytes(), texts.length(), sealed, block);
    }
}
