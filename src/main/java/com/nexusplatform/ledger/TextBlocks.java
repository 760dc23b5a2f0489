package com.nexusplatform.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Text blocks of loaded datasets, the ones used last kept in memory within a fixed size. One that was sealed is used only while
 * its dataset has a key.
 */
@Component
class TextBlocks {

    private static final long KEPT_BYTES = 32L << 20;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final Map<Key, Placed> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    TextBlocks(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** The text of a code in a column of the row given. */
    String text(UUID datasetId, int columnNo, int rowNo, int code) {
        return block(datasetId, columnNo, rowNo).text(code);
    }

    private TextBlock block(UUID datasetId, int columnNo, int rowNo) {
        Key key = new Key(datasetId, columnNo, rowNo / Segment.MAXIMUM_ROWS);
        Placed known = find(key);
        if (known != null && rowNo >= known.firstRow && rowNo < known.endRow
                && (!known.sealed || envelopes.of(datasetId).hasKey())) {
            return known.block;
        }
        Envelope envelope = envelopes.of(datasetId);
        Placed read = jdbc.sql("""
                select first_row, entries, raw_size, sealed, bytes,
                    coalesce((select min(n.first_row) from dataset_text_block n
                        where n.dataset_id = b.dataset_id and n.column_no = b.column_no and n.first_row > b.first_row),
                        2147483647) as end_row
                from dataset_text_block b
                where dataset_id = :id and column_no = :column and first_row <= :row
                order by first_row desc limit 1""")
            .param("id", datasetId)
            .param("column", columnNo)
            .param("row", rowNo)
            .query((row, n) -> new Placed(row.getInt("first_row"), row.getInt("end_row"), row.getBoolean("sealed"),
                    TextBlock.read(row, columnNo, envelope)))
            .single();
        keep(key, read);
        return read.block;
    }

    private synchronized @Nullable Placed find(Key key) {
        return kept.get(key);
    }

    private synchronized void keep(Key key, Placed placed) {
        Placed before = kept.put(key, placed);
        bytes += placed.block.memory() - (before == null ? 0 : before.block.memory());
        var eldest = kept.entrySet().iterator();
        while (bytes > KEPT_BYTES && kept.size() > 1) {
            bytes -= eldest.next().getValue().block.memory();
            eldest.remove();
        }
    }

    /** Rows of about one segment share a place. */
    private record Key(UUID datasetId, int columnNo, int place) {}

    /** A block and the rows that it serves. */
    private record Placed(int firstRow, int endRow, boolean sealed, TextBlock block) {}
}
