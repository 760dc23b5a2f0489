package com.nexusplatform.ledger.format;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** Turns the records of a table into primitives as a mapping says; for one thread, and without allocation in the normal case. */
@SuppressWarnings("EnumOrdinal") // arrays by field are the point of the hot path
public final class RecordParser {

    private static final DatePattern TYPED_DATE = DatePattern.of("yyyy-MM-dd['T'HH:mm:ss]");
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int NONE = -1;

    private final Mapping mapping;
    private final Limits limits;
    private final ParsedRecord parsed = new ParsedRecord();
    private final int width;
    private final boolean mayEndEarly;
    private final int[] nameless;
    private final Source[] texts;
    private final Source[] instants;
    private final Source[] dates;
    private final int[] extras;
    private final int amountColumn;
    private final int debitColumn;
    private final int creditColumn;
    private final int currencyColumn;
    private final AmountParser amounts;
    private final AmountParser typedAmounts = new AmountParser(".");
    private final ZoneClock clock;
    private final DateReading reading = new DateReading();
    private final CurrencyCodes codes = new CurrencyCodes();
    private final int defaultCurrency;
    private int rowCurrency;
    private @Nullable Rejection rejection;

    /** A column and what is read from it. */
    private record Source(Field field, int column, @Nullable DatePattern pattern) {}

    /** A parser of the files that the mapping fits. */
    public RecordParser(Mapping mapping, Limits limits) {
        this.mapping = mapping;
        this.limits = limits;
        List<String> columns = mapping.columns();
        width = named(columns);
        mayEndEarly = mapping.source().container().equals(Mapping.SourceFormat.XLSX);
        nameless = indexes(columns, width, true);
        texts = sources(mapping, Field.Type.TEXT);
        instants = sources(mapping, Field.Type.INSTANT);
        dates = sources(mapping, Field.Type.DATE);
        extras = mapping.unmapped().stream().mapToInt(columns::indexOf).toArray();
        parsed.extraStarts = new int[extras.length];
        parsed.extraLengths = new int[extras.length];
        parsed.hasAmount = mapping.has(Field.AMOUNT);
        amountColumn = mapping.column(Field.AMOUNT.label());
        debitColumn = mapping.column(Mapping.DEBIT);
        creditColumn = mapping.column(Mapping.CREDIT);
        currencyColumn = mapping.column(Field.CURRENCY.label());
        amounts = new AmountParser(mapping.decimalMark());
        clock = new ZoneClock(ZoneId.of(mapping.timeZone()));
        defaultCurrency = AmountParser.packed(mapping.currency().toUpperCase(Locale.ROOT));
    }

    /** Reads the reader's current record; false where the row is a reject, which {@link #rejection} explains. */
    public boolean parse(TableReader reader) {
        rejection = null;
        parsed.buffer = reader.buffer();
        parsed.line = reader.line();
        return fits(reader) && currency(reader) && texts(reader) && instants(reader) && dates(reader) && amount(reader);
    }

    /** The record read last: always the same object. */
    public ParsedRecord parsed() {
        return parsed;
    }

    /** Why the row read last is a reject; only after {@link #parse} answered false. */
    public Rejection rejection() {
        if (rejection == null) {
            throw new IllegalStateException("the row was read");
        }
        return rejection;
    }

    private boolean fits(TableReader reader) {
        int cells = reader.cells();
        if (cells < width && !mayEndEarly) {
            return refuseLine(reader, "The line has " + cells + " cells, the header has " + width + " columns.");
        }
        for (int cell = width; cell < cells; cell++) {
            if (reader.length(cell) > 0 || cell == limits.maxColumns()) { // what lies beyond is not looked at
                return refuseLine(reader, "The line has more cells than the header's " + width
                        + " columns; is a text with the delimiter in it not quoted?");
            }
        }
        for (int cell : nameless) {
            if (length(reader, cell) > 0) {
                return refuseLine(reader, "Column " + (cell + 1) + " has a value but no header.");
            }
        }
        return true;
    }

    private boolean texts(TableReader reader) {
        for (Source source : texts) {
            int length = length(reader, source.column);
            parsed.starts[source.field.ordinal()] = length == 0 ? 0 : reader.start(source.column);
            parsed.lengths[source.field.ordinal()] = length;
            if (length > limits.maxCellBytes()) {
                return refuseLong(reader, source.column);
            }
        }
        for (int extra = 0; extra < extras.length; extra++) {
            int length = length(reader, extras[extra]);
            parsed.extraStarts[extra] = length == 0 ? 0 : reader.start(extras[extra]);
            parsed.extraLengths[extra] = length;
            if (length > limits.maxCellBytes()) {
                return refuseLong(reader, extras[extra]);
            }
        }
        return true;
    }

    private boolean currency(TableReader reader) {
        rowCurrency = defaultCurrency;
        int length = length(reader, currencyColumn);
        if (length == 0) {
            return true;
        }
        rowCurrency = length == 3 ? CurrencyCodes.capitals(reader.buffer(), reader.start(currencyColumn)) : 0;
        return codes.exists(rowCurrency)
                || refuse(reader, currencyColumn, "It is not the code of a currency (ISO 4217), such as EUR.");
    }

    private boolean instants(TableReader reader) {
        for (Source source : instants) {
            parsed.instants[source.field.ordinal()] = ColumnarLedger.NO_INSTANT;
            if (length(reader, source.column) == 0) {
                continue;
            }
            if (!read(reader, source)) {
                return false;
            }
            parsed.instants[source.field.ordinal()] = instant(source);
        }
        return true;
    }

    private long instant(Source source) {
        if (source.pattern == null || !source.pattern.timed()) {
            return reading.epochDay() * MICROS_A_DAY;
        }
        if (reading.offsetSeconds != DateReading.NO_OFFSET) {
            return reading.epochDay() * MICROS_A_DAY + reading.microsOfDay() - reading.offsetSeconds * 1_000_000L;
        }
        return clock.instant(reading.epochDay(), reading.microsOfDay());
    }

    private boolean dates(TableReader reader) {
        for (Source source : dates) {
            parsed.dates[source.field.ordinal()] = ColumnarLedger.NO_DATE;
            if (length(reader, source.column) == 0) {
                continue;
            }
            if (!read(reader, source)) {
                return false;
            }
            parsed.dates[source.field.ordinal()] = reading.epochDay();
        }
        return true;
    }

    private boolean read(TableReader reader, Source source) {
        DatePattern pattern = source.pattern;
        if (pattern == null || reader.kind(source.column) == TableReader.CellKind.DATE) {
            pattern = TYPED_DATE;
        }
        int start = reader.start(source.column);
        return switch (pattern.read(reader.buffer(), start, start + reader.length(source.column), reading)) {
            case READ -> true;
            case OTHER_FORM -> refuse(reader, source.column, "It is not written as " + pattern.text() + ".");
            case NO_SUCH_DAY ->
                refuse(reader, source.column, "There is no such day or time, read as " + pattern.text() + ".");
        };
    }

    private boolean amount(TableReader reader) {
        if (amountColumn != NONE) {
            AmountParser parser = parser(reader, amountColumn);
            if (!amount(reader, amountColumn, parser)) {
                return refuse(reader, amountColumn, parser.reason());
            }
            parsed.amount = parser.minorUnits();
            return sameCurrency(reader, amountColumn, parser);
        }
        return !parsed.hasAmount || debitAndCredit(reader);
    }

    private boolean debitAndCredit(TableReader reader) {
        boolean debitFilled = side(reader, debitColumn);
        long debit = parsed.amount;
        if (rejection != null) {
            return false;
        }
        boolean creditFilled = side(reader, creditColumn);
        long credit = parsed.amount;
        if (rejection != null) {
            return false;
        }
        int column = debitColumn == NONE ? creditColumn : debitColumn;
        if (!debitFilled && !creditFilled) {
            return refuse(reader, column, AmountParser.EMPTY);
        }
        if (debit != 0 && credit != 0) {
            return refuse(reader, column, "The row has both a debit and a credit.");
        }
        parsed.amount = debit - credit;
        return true;
    }

    /** Reads one side into the record's amount, 0 where it is empty; answers whether it is filled. */
    private boolean side(TableReader reader, int column) {
        parsed.amount = 0;
        if (length(reader, column) == 0) {
            return false;
        }
        AmountParser parser = parser(reader, column);
        if (amount(reader, column, parser)) {
            parsed.amount = parser.minorUnits();
            return sameCurrency(reader, column, parser);
        }
        return !parser.reason().equals(AmountParser.EMPTY) && refuse(reader, column, parser.reason());
    }

    private AmountParser parser(TableReader reader, int column) {
        return length(reader, column) > 0 && reader.kind(column) == TableReader.CellKind.NUMBER
                ? typedAmounts
                : amounts;
    }

    private boolean amount(TableReader reader, int column, AmountParser parser) {
        int length = length(reader, column);
        int start = length == 0 ? 0 : reader.start(column);
        return parser.parse(reader.buffer(), start, start + length, codes.decimals(rowCurrency));
    }

    private boolean sameCurrency(TableReader reader, int column, AmountParser parser) {
        int stated = parser.statedCurrency();
        return stated == 0 || stated == rowCurrency
                || refuse(reader, column, "The amount names " + AmountParser.unpacked(stated)
                        + ", the row's currency is " + AmountParser.unpacked(rowCurrency) + ".");
    }

    private static int length(TableReader reader, int column) {
        return column >= 0 && column < reader.cells() ? reader.length(column) : 0;
    }

    private boolean refuse(TableReader reader, int column, String reason) {
        String value = length(reader, column) == 0 ? "" : Rejection.shortened(reader.text(column));
        rejection = new Rejection(reader.line(), mapping.columns().get(column), value, reason);
        return false;
    }

    private boolean refuseLong(TableReader reader, int column) {
        return refuse(reader, column, "The cell is longer than " + limits.maxCellBytes() + " bytes.");
    }

    private boolean refuseLine(TableReader reader, String reason) {
        StringBuilder row = new StringBuilder();
        for (int cell = 0; cell < reader.cells() && row.length() <= Rejection.LONGEST_VALUE; cell++) {
            row.append(cell == 0 ? "" : " | ").append(Rejection.shortened(reader.text(cell)));
        }
        rejection = new Rejection(reader.line(), "", Rejection.shortened(row.toString()), reason);
        return false;
    }

    /** Columns up to the last that has a header. */
    private static int named(List<String> columns) {
        int count = columns.size();
        while (count > 0 && columns.get(count - 1).isEmpty()) {
            count--;
        }
        return count;
    }

    private static int[] indexes(List<String> columns, int until, boolean empty) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < until; i++) {
            if (columns.get(i).isEmpty() == empty) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Source[] sources(Mapping mapping, Field.Type type) {
        List<Source> found = new ArrayList<>();
        for (Field field : Field.values()) {
            int column = mapping.column(field.label());
            if (field.type() == type && column >= 0) {
                String pattern = mapping.datePatterns().get(field.label());
                found.add(new Source(field, column, pattern == null ? null : DatePattern.of(pattern)));
            }
        }
        return found.toArray(Source[]::new);
    }
}
