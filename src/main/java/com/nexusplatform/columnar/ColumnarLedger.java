package com.nexusplatform.columnar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A sealed dataset as columns of primitives. Index {@code i} of every array is the record with {@code rowNo} {@code i + 1}.
 * The arrays are the ledger's own: read them, never write.
 */
public final class ColumnarLedger {

    /** Value of an instant that is absent. */
    public static final long NO_INSTANT = Long.MIN_VALUE;

    /** Value of a date that is absent. */
    public static final int NO_DATE = Integer.MIN_VALUE;

    private static final long MICROS_A_DAY = 86_400_000_000L;

    private final int rows;
    private final ZoneId zone;
    private final String currency;
    private final long @Nullable [] amounts;
    private final Map<Field, long[]> instants;
    private final Map<Field, int[]> dates;
    private final Map<Field, int[]> codes;
    private final Map<Field, Dictionary> dictionaries;
    private final Set<Field> timed;
    private final Map<Field, int[]> localDays = Collections.synchronizedMap(new EnumMap<>(Field.class));

    private ColumnarLedger(Builder from) {
        rows = from.rows;
        zone = from.zone;
        currency = from.currency;
        amounts = from.amounts;
        instants = new EnumMap<>(from.instants);
        dates = new EnumMap<>(from.dates);
        codes = new EnumMap<>(from.codes);
        dictionaries = new EnumMap<>(from.dictionaries);
        timed = from.timed.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(from.timed);
    }

    /** A ledger of that many rows, to be filled. */
    public static Builder builder(int rows) {
        return new Builder(rows);
    }

    /** Number of records. */
    public int rows() {
        return rows;
    }

    /** Time zone in which the source's days and hours are meant. */
    public ZoneId zone() {
        return zone;
    }

    /** Currency of rows that name none, ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Whether the column was mapped and loaded. */
    public boolean has(Field field) {
        return switch (field.type()) {
            case MONEY -> amounts != null;
            case INSTANT -> instants.containsKey(field);
            case DATE -> dates.containsKey(field);
            case TEXT -> codes.containsKey(field);
        };
    }

    /** Amounts in minor units of each row's currency, debits positive. */
    public long[] amounts() {
        return present(amounts, Field.AMOUNT);
    }

    /** Microseconds since 1970-01-01T00:00Z, or {@link #NO_INSTANT}; midnight UTC where the source gives a date alone. */
    public long[] instants(Field field) {
        return present(instants.get(field), field);
    }

    /** Whether the source of an instant gives a time of day, not a date alone. */
    public boolean timed(Field field) {
        return timed.contains(field);
    }

    /** Local days since 1970-01-01 of a date, or of an instant in the ledger's zone; {@link #NO_DATE} where absent. */
    public int[] days(Field field) {
        if (field.type() == Field.Type.DATE) {
            return present(dates.get(field), field);
        }
        return localDays.computeIfAbsent(field, this::localDays);
    }

    /** Codes of a text column, {@link Dictionary#ABSENT} where empty. */
    public int[] codes(Field field) {
        return present(codes.get(field), field);
    }

    /** The texts of a text column. */
    public Dictionary dictionary(Field field) {
        return present(dictionaries.get(field), field);
    }

    /** The text of a column in the row at an index; empty where absent. */
    public String text(Field field, int index) {
        return dictionary(field).text(codes(field)[index]);
    }

    /** Currency of the row at an index, ISO 4217. */
    public String currency(int index) {
        if (!codes.containsKey(Field.CURRENCY) || codes(Field.CURRENCY)[index] == Dictionary.ABSENT) {
            return currency;
        }
        return text(Field.CURRENCY, index);
    }

    /** Bytes of memory held by the columns and dictionaries. */
    public long memory() {
        long bytes = amounts == null ? 0 : 8L * rows;
        bytes += 8L * rows * instants.size() + 4L * rows * (dates.size() + codes.size() + localDays.size());
        return bytes + dictionaries.values().stream().mapToLong(Dictionary::memory).sum();
    }

    private int[] localDays(Field field) {
        long[] micros = instants(field);
        int[] days = new int[rows];
        var rules = (timed(field) ? zone : ZoneOffset.UTC).getRules();
        long offset = 0;
        long validFrom = Long.MAX_VALUE;
        long validUntil = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            long at = micros[i];
            if (at == NO_INSTANT) {
                days[i] = NO_DATE;
                continue;
            }
            if (at < validFrom || at >= validUntil) { // offsets change on quarter hours only: one look-up for each, not for each row
                validFrom = Math.floorDiv(at, 900_000_000L) * 900_000_000L;
                validUntil = validFrom + 900_000_000L;
                var instant = Instant.ofEpochSecond(Math.floorDiv(at, 1_000_000L));
                offset = rules.getOffset(instant).getTotalSeconds() * 1_000_000L;
            }
            days[i] = (int) Math.floorDiv(at + offset, MICROS_A_DAY);
        }
        return days;
    }

    private static <T> T present(@Nullable T column, Field field) {
        if (column == null) {
            throw new IllegalStateException("column " + field.label() + " is not in this ledger");
        }
        return column;
    }

    /** Fills a ledger column by column; arrays are taken over, not copied. */
    public static final class Builder {

        private final int rows;
        private ZoneId zone = ZoneOffset.UTC;
        private String currency = "XXX";
        private long @Nullable [] amounts;
        private final Map<Field, long[]> instants = new EnumMap<>(Field.class);
        private final Map<Field, int[]> dates = new EnumMap<>(Field.class);
        private final Map<Field, int[]> codes = new EnumMap<>(Field.class);
        private final Map<Field, Dictionary> dictionaries = new EnumMap<>(Field.class);
        private final Set<Field> timed = EnumSet.noneOf(Field.class);

        private Builder(int rows) {
            this.rows = rows;
        }

        /** Zone of the source's days and hours. */
        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        /** Currency of rows that name none. */
        public Builder currency(String value) {
            currency = value;
            return this;
        }

        /** Minor units, one a row. */
        public Builder amounts(long... values) {
            amounts = sized(values, values.length);
            return this;
        }

        /** Epoch microseconds, one a row; {@code hasTime} says that the source gives the time of day. */
        public Builder instants(Field field, long[] values, boolean hasTime) {
            instants.put(field, sized(values, values.length));
            if (hasTime) {
                timed.add(field);
            }
            return this;
        }

        /** Epoch days, one a row. */
        public Builder dates(Field field, int[] values) {
            dates.put(field, sized(values, values.length));
            return this;
        }

        /** Codes of the dictionary given, one a row. */
        public Builder text(Field field, int[] values, Dictionary dictionary) {
            codes.put(field, sized(values, values.length));
            dictionaries.put(field, dictionary);
            return this;
        }

        /** Texts, one a row; null or empty where absent. */
        public Builder text(Field field, @Nullable String... values) {
            Dictionary.Builder dictionary = new Dictionary.Builder();
            int[] coded = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                String value = values[i];
                coded[i] = value == null ? Dictionary.ABSENT : dictionary.add(value);
            }
            return text(field, coded, dictionary.build());
        }

        /** Dates of an instant field that gives no time of day, one a row. */
        public Builder days(Field field, @Nullable LocalDate... values) {
            long[] micros = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                LocalDate value = values[i];
                micros[i] = value == null ? NO_INSTANT : value.toEpochDay() * MICROS_A_DAY;
            }
            return instants(field, micros, false);
        }

        /** The ledger. */
        public ColumnarLedger build() {
            return new ColumnarLedger(this);
        }

        private <T> T sized(T column, int length) {
            if (length != rows) {
                throw new IllegalArgumentException(length + " values for " + rows + " rows");
            }
            return column;
        }
    }
}
