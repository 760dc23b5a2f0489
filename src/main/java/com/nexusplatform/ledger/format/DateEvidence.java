package com.nexusplatform.ledger.format;

import org.jspecify.annotations.Nullable;

/** What the values of a date column prove about the way it is written. */
final class DateEvidence {

    final String field;
    final int column;
    /** Values in no known form, or without such a day. */
    final Evidence other = new Evidence();
    private final DateReading reading = new DateReading();
    private final DateReading twinReading = new DateReading();
    private final Order[] orders = new Order[DateForm.KNOWN.size()];
    private final @Nullable DatePattern declared;
    private int latest;
    private long filled;
    private long read;

    /** What was seen of one form. */
    static final class Order {

        /** Values that only the day before the month explains. */
        final Evidence dayFirst = new Evidence();
        /** Values that only the month before the day explains. */
        final Evidence monthFirst = new Evidence();
        /** Values that mean two different days. */
        final Evidence ambiguous = new Evidence();
        /** Times of day that followed. */
        final TimeForm times = new TimeForm();
        private long seen;
    }

    DateEvidence(String field, int column, @Nullable DatePattern declared) {
        this.field = field;
        this.column = column;
        this.declared = declared;
    }

    /** Number of values that are not empty. */
    long filled() {
        return filled;
    }

    /** Number of values in a known form, or in the declared one. */
    long read() {
        return read;
    }

    /** Looks at the column's value in the current record. */
    void see(TableReader reader) {
        if (column >= reader.cells() || reader.length(column) == 0) {
            return;
        }
        filled++;
        byte[] bytes = reader.buffer();
        int from = reader.start(column);
        int to = from + reader.length(column);
        if (declared != null) {
            if (reader.kind(column) == TableReader.CellKind.DATE
                    || declared.read(bytes, from, to, reading) == DatePattern.Outcome.READ) {
                read++;
            } else {
                other.add(reader, column);
            }
            return;
        }
        if (matches(latest, reader, bytes, from, to)) {
            return;
        }
        for (int form = 0; form < orders.length; form++) {
            if (form != latest && matches(form, reader, bytes, from, to)) {
                latest = form;
                return;
            }
        }
        other.add(reader, column);
    }

    /** The form of most values; of several, the first of the list. */
    int form() {
        int best = 0;
        for (int form = 1; form < orders.length; form++) {
            best = seen(form) > seen(best) ? form : best;
        }
        return best;
    }

    /** What was seen of a form. */
    Order order(int form) {
        Order order = orders[form];
        if (order == null) {
            order = new Order();
            orders[form] = order;
        }
        return order;
    }

    private long seen(int form) {
        Order order = orders[form];
        return order == null ? 0 : order.seen;
    }

    /** Whether the value is written in the form; counts what it proves if it is. */
    private boolean matches(int form, TableReader reader, byte[] bytes, int from, int to) {
        DateForm known = DateForm.KNOWN.get(form);
        int end = known.pattern().readFront(bytes, from, to, reading);
        if (end < 0 || end < to && bytes[end] != ' ' && bytes[end] != 'T') {
            return false;
        }
        boolean dayFirst = reading.dayExists();
        boolean monthFirst = false;
        boolean same = true;
        DatePattern twin = known.twin();
        if (twin != null) {
            twin.readFront(bytes, from, to, twinReading);
            monthFirst = twinReading.dayExists();
            same = reading.day == reading.month;
        }
        if (!dayFirst && !monthFirst) {
            return false;
        }
        Order order = order(form);
        if (order.times.see(bytes, end, to) == TimeForm.OTHER) {
            return false;
        }
        read++;
        order.seen++;
        if (twin != null && !same) {
            (dayFirst && monthFirst ? order.ambiguous : dayFirst ? order.dayFirst : order.monthFirst).add(reader,
                    column);
        }
        return true;
    }
}
