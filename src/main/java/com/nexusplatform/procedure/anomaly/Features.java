package com.nexusplatform.procedure.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.Groups;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.RadixOrder;

/** What the isolation forest looks at: numbers derived from the canonical fields that are mapped, never the values of identifiers. */
final class Features {

    private static final int USUAL_DAYS = 4_096; // whose logarithms are computed once

    private static final List<Field> COUNTED = List.of(Field.ACCOUNT, Field.COUNTER_ACCOUNT, Field.TYPE,
            Field.CREATED_BY, Field.APPROVED_BY);

    private final ColumnarLedger ledger;
    private final int rows;
    private final List<Feature> all = new ArrayList<>();

    private Features(ColumnarLedger ledger) {
        this.ledger = ledger;
        rows = ledger.rows();
    }

    /** The features of a ledger, in a fixed order; those whose columns are not mapped are left out. */
    static List<Feature> of(ColumnarLedger ledger, Watch watch) {
        Features features = new Features(ledger);
        Optional<Field> counterparty = Stream.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME)
            .filter(ledger::has)
            .findFirst();
        features.amounts(counterparty);
        watch.at(0.1);
        if (ledger.has(Field.POSTED_AT)) {
            features.times(counterparty);
        }
        watch.at(0.15);
        features.counts(counterparty);
        watch.at(0.25);
        return List.copyOf(features.all);
    }

    /** Log amount from the medians of its currency, counterparty and account; the later two of what the first left, so that currencies are never mixed. */
    private void amounts(Optional<Field> counterparty) {
        short[] logs = new short[rows];
        byte[] zeros = new byte[rows];
        RowCurrencies currencies = RowCurrencies.of(ledger);
        int[] currency = new int[rows];
        for (int row = 0; row < rows; row++) {
            long amount = Math.max(0, Math.absExact(Math.max(-Long.MAX_VALUE, ledger.amounts()[row])));
            logs[row] = Feature.log(amount);
            zeros[row] = (byte) trailingZeros(amount);
            currency[row] = currencies.at(row) + 1;
        }
        short[] relative = UsualAmounts.relative(logs, currency, currencies.codes().size());
        all.add(Feature.logarithm("amount", relative));
        counterparty.ifPresent(field -> all.add(Feature.logarithm("amountForCounterparty", forGroup(relative, field))));
        if (ledger.has(Field.ACCOUNT)) {
            all.add(Feature.logarithm("amountForAccount", forGroup(relative, Field.ACCOUNT)));
        }
        short[] roundness = new short[rows];
        for (int row = 0; row < rows; row++) {
            roundness[row] = zeros[row];
        }
        all.add(Feature.number("trailingZeros", roundness));
    }

    private short[] forGroup(short[] relative, Field field) {
        return UsualAmounts.relative(relative, ledger.codes(field), ledger.dictionary(field).size());
    }

    private static int trailingZeros(long amount) {
        int zeros = 0;
        for (long left = amount; left != 0 && left % 10 == 0; left /= 10) {
            zeros++;
        }
        return zeros;
    }

    private void times(Optional<Field> counterparty) {
        int[] days = ledger.days(Field.POSTED_AT);
        int[] weekdays = new int[rows];
        int first = Integer.MAX_VALUE;
        for (int row = 0; row < rows; row++) {
            if (days[row] != ColumnarLedger.NO_DATE) {
                weekdays[row] = Math.floorMod(days[row], 7) + 1;
                first = Math.min(first, days[row]);
            }
        }
        all.add(Feature.logarithm("rowsOfWeekday", counted(weekdays, 7)));
        if (ledger.timed(Field.POSTED_AT)) {
            all.add(Feature.logarithm("rowsOfHour", counted(hours(days), 24)));
        }
        int earliest = first;
        counterparty
            .ifPresent(field -> all.add(Feature.logarithm("daysSincePrevious", sincePrevious(days, earliest, field))));
    }

    /** Hours of the local day, from 1; 0 where there is no time. */
    private int[] hours(int[] days) {
        long[] instants = ledger.instants(Field.POSTED_AT);
        int[] hours = new int[rows];
        LocalHours local = new LocalHours(ledger.zone());
        for (int row = 0; row < rows; row++) {
            hours[row] = days[row] == ColumnarLedger.NO_DATE ? 0 : 1 + local.hour(instants[row]);
        }
        return hours;
    }

    /** Log of one and the days since the counterparty's previous row; for its first, since the first day of the ledger. */
    private short[] sincePrevious(int[] days, int earliest, Field counterparty) {
        long[] keys = new long[rows];
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = days[row] == ColumnarLedger.NO_DATE ? 0 : 1L + days[row] - earliest;
            order[row] = row;
        }
        RadixOrder.sort(keys, order, 0, rows);
        int[] codes = ledger.codes(counterparty);
        int[] previous = new int[ledger.dictionary(counterparty).size() + 1];
        Arrays.fill(previous, earliest);
        short[] logs = new short[USUAL_DAYS];
        for (int gap = 0; gap < USUAL_DAYS; gap++) {
            logs[gap] = Feature.log(1L + gap);
        }
        short[] since = new short[rows];
        for (int row : order) {
            if (days[row] != ColumnarLedger.NO_DATE && codes[row] != Dictionary.ABSENT) {
                int gap = days[row] - previous[codes[row]];
                since[row] = gap >= 0 && gap < USUAL_DAYS
                        ? logs[gap]
                        : Feature.log(1L + days[row] - previous[codes[row]]);
                previous[codes[row]] = days[row];
            }
        }
        return since;
    }

    private void counts(Optional<Field> counterparty) {
        counterparty.ifPresent(field -> all.add(Feature.logarithm("rowsOfCounterparty", counted(field))));
        for (Field field : COUNTED) {
            if (ledger.has(field)) {
                String label = field.label();
                all.add(Feature.logarithm("rowsOf" + Character.toUpperCase(label.charAt(0)) + label.substring(1),
                        counted(field)));
            }
        }
        Optional<Field> other = ledger.has(Field.COUNTER_ACCOUNT) ? Optional.of(Field.COUNTER_ACCOUNT) : counterparty;
        if (ledger.has(Field.ACCOUNT) && other.isPresent()) {
            all.add(Feature.logarithm("rowsOfPair", pairs(ledger.codes(Field.ACCOUNT), ledger.codes(other.get()))));
        }
        if (ledger.has(Field.DOCUMENT_NO)) {
            Dictionary documents = ledger.dictionary(Field.DOCUMENT_NO);
            short[] lengths = new short[documents.size() + 1];
            for (int code = 1; code < lengths.length; code++) {
                lengths[code] = (short) Math.min(1_000, documents.end(code) - documents.start(code));
            }
            all.add(Feature.number("documentLength", mapped(ledger.codes(Field.DOCUMENT_NO), lengths)));
        }
    }

    private short[] counted(Field field) {
        return counted(ledger.codes(field), ledger.dictionary(field).size());
    }

    /** Log of the number of rows with each row's code. */
    private static short[] counted(int[] codes, int greatest) {
        int[] counts = new int[greatest + 1];
        for (int code : codes) {
            counts[code]++;
        }
        short[] logs = new short[counts.length];
        for (int code = 0; code < counts.length; code++) {
            logs[code] = Feature.log(counts[code]);
        }
        return mapped(codes, logs);
    }

    private static short[] mapped(int[] codes, short[] byCode) {
        short[] values = new short[codes.length];
        for (int row = 0; row < codes.length; row++) {
            values[row] = byCode[codes[row]];
        }
        return values;
    }

    /** Log of the number of rows with each row's pair of codes. */
    private short[] pairs(int[] one, int[] other) {
        long[] keys = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = Key.of((long) one[row] << 32 | other[row]);
        }
        Groups groups = Groups.of(keys);
        short[] values = new short[rows];
        for (int group = 0; group < groups.size(); group++) {
            short log = Feature.log(groups.size(group));
            for (int row : groups.members(group)) {
                values[row] = log;
            }
        }
        return values;
    }
}
