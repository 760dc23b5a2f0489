package com.nexusplatform.ledger;

import java.util.List;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.ParsedRecord;

/** Puts records as they are read into the columns of a segment. */
final class SegmentFilling {

    private final boolean hasAmount;
    private final Field[] instants;
    private final Field[] dates;
    private final Field[] texts;

    SegmentFilling(Layout layout) {
        hasAmount = layout.fields().contains(Field.AMOUNT);
        instants = fields(layout, Field.Type.INSTANT);
        dates = fields(layout, Field.Type.DATE);
        texts = fields(layout, Field.Type.TEXT);
    }

    void add(ParsedRecord record, Segment segment) {
        int row = segment.open(record.line());
        if (hasAmount) {
            segment.amounts()[row] = record.amount();
        }
        for (int column = 0; column < instants.length; column++) {
            segment.instants(column)[row] = record.instant(instants[column]);
        }
        for (int column = 0; column < dates.length; column++) {
            segment.dates(column)[row] = record.date(dates[column]);
        }
        byte[] buffer = record.buffer();
        for (int column = 0; column < texts.length; column++) {
            int from = record.start(texts[column]);
            segment.text(column).add(row, buffer, from, from + record.length(texts[column]));
        }
        for (int extra = 0; extra < record.extras(); extra++) {
            int from = record.extraStart(extra);
            segment.text(texts.length + extra).add(row, buffer, from, from + record.extraLength(extra));
        }
    }

    private static Field[] fields(Layout layout, Field.Type type) {
        List<Field> fields = layout.fields(type);
        return fields.toArray(Field[]::new);
    }
}
