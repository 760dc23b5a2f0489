package com.nexusplatform.ledger.format;

/** What the values of an amount column prove about the decimal mark. */
final class AmountEvidence {

    private static final int LETTERS_OF_A_CODE = 3;

    final String field;
    final int column;
    /** Values that only a point as the decimal mark explains. */
    final Evidence point = new Evidence();
    /** Values that only a comma as the decimal mark explains. */
    final Evidence comma = new Evidence();
    /** Values that are amounts under either mark, but not the same. */
    final Evidence ambiguous = new Evidence();
    /** Values that are no amounts under any mark. */
    final Evidence other = new Evidence();
    private long filled;

    AmountEvidence(String field, int column) {
        this.field = field;
        this.column = column;
    }

    /** Number of values that are not empty. */
    long filled() {
        return filled;
    }

    /** Looks at the column's value in the current record. */
    void see(TableReader reader) {
        if (column >= reader.cells() || reader.length(column) == 0) {
            return;
        }
        filled++;
        if (reader.kind(column) == TableReader.CellKind.NUMBER) {
            return; // typed: no mark is in question
        }
        weigh(reader, reader.buffer(), reader.start(column), reader.start(column) + reader.length(column));
    }

    private void weigh(TableReader reader, byte[] bytes, int from, int to) {
        int first = from;
        while (first < to && !digit(bytes[first])) {
            first++;
        }
        int last = to;
        while (last > first && !digit(bytes[last - 1])) {
            last--;
        }
        if (first == last) {
            if (to - from > 1 || bytes[from] != '-') {
                other.add(reader, column);
            }
            return;
        }
        if (letters(bytes, from, first) + letters(bytes, last, to) > LETTERS_OF_A_CODE) {
            other.add(reader, column);
            return;
        }
        if (first > from && (bytes[first - 1] == '.' || bytes[first - 1] == ',')) {
            first--;
        }
        int points = 0;
        int commas = 0;
        int lastPoint = -1;
        int lastComma = -1;
        for (int i = first; i < last; i++) {
            byte c = bytes[i];
            if (c == '.') {
                points++;
                lastPoint = i;
            } else if (c == ',') {
                commas++;
                lastComma = i;
            } else if (!digit(c) && c > ' ' && c != '\'') {
                other.add(reader, column);
                return;
            }
        }
        if (points + commas == 0) {
            return;
        }
        if (points > 0 && commas > 0) {
            both(reader, points, commas, lastPoint > lastComma);
        } else if (points + commas > 1) {
            repeated(reader, bytes, first, last, points > 0);
        } else {
            single(reader, bytes, first, Math.max(lastPoint, lastComma), last);
        }
    }

    private void both(TableReader reader, int points, int commas, boolean pointLast) {
        if ((pointLast ? points : commas) > 1) {
            other.add(reader, column);
        } else {
            prove(reader, pointLast);
        }
    }

    /** A mark that comes twice parts groups, if these have three digits; then the other is the decimal mark. */
    private void repeated(TableReader reader, byte[] bytes, int first, int last, boolean points) {
        int run = 0;
        boolean threes = true;
        boolean leading = true;
        for (int i = first; i <= last; i++) {
            if (i < last && digit(bytes[i])) {
                run++;
                continue;
            }
            threes &= leading ? run >= 1 && run <= 3 : run == 3;
            leading = false;
            run = 0;
        }
        if (threes) {
            prove(reader, !points);
        } else {
            other.add(reader, column);
        }
    }

    private void single(TableReader reader, byte[] bytes, int first, int mark, int last) {
        int before = 0;
        boolean grouped = false;
        for (int i = first; i < mark; i++) {
            if (digit(bytes[i])) {
                before++;
            } else {
                grouped = true; // blanks or apostrophes part the groups, so this mark does not
            }
        }
        boolean zero = before == 1 && bytes[first] == '0';
        if (last - mark - 1 != 3 || grouped || before == 0 || before > 3 || zero) {
            prove(reader, bytes[mark] == '.');
        } else {
            ambiguous.add(reader, column);
        }
    }

    private void prove(TableReader reader, boolean isPoint) {
        if (isPoint) {
            point.add(reader, column);
        } else {
            comma.add(reader, column);
        }
    }

    private static int letters(byte[] bytes, int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += (bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z' ? 1 : 0;
        }
        return letters;
    }

    private static boolean digit(byte c) {
        return c >= '0' && c <= '9';
    }
}
