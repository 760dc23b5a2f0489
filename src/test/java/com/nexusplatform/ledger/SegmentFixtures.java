package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.nexusplatform.columnar.ColumnarLedger;

/** Segments with made-up rows, the same for the same seed. */
final class SegmentFixtures {

    private SegmentFixtures() {}

    /** Fills a segment with that many rows. */
    static void fill(Segment segment, int firstRow, int rows, Random random) {
        segment.begin(firstRow);
        for (int i = 0; i < rows; i++) {
            int row = segment.open(firstRow + i + 1L);
            if (segment.amounts().length > 0) {
                segment.amounts()[row] = random.nextLong(-5_000_000, 50_000_000);
            }
            for (int column = 0; column < segment.instantColumns(); column++) {
                segment.instants(column)[row] = random.nextInt(20) == 0
                        ? ColumnarLedger.NO_INSTANT
                        : random.nextLong(0, 2_000_000_000L) * 1_000_000;
            }
            for (int column = 0; column < segment.dateColumns(); column++) {
                segment.dates(column)[row] = random.nextInt(20) == 0
                        ? ColumnarLedger.NO_DATE
                        : random.nextInt(-1000, 30_000);
            }
            for (int column = 0; column < segment.textColumns(); column++) {
                text(segment.text(column), row, random.nextInt(10) == 0
                        ? ""
                        : "v%d é \u001f %d".formatted(column,
                                random.nextInt(1 << 2 * (column % 8 + 1))));
            }
        }
    }

    /** Puts a text into a row. */
    static void text(TextColumn column, int row, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        column.add(row, utf8, 0, utf8.length);
    }
}
