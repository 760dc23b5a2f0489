package com.nexusplatform.procedure.payments;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.NormalForm;
import com.nexusplatform.procedure.grouping.RadixOrder;
import com.nexusplatform.procedure.grouping.RowDays;

/**
 * What was bought of one counterparty by one buyer in one currency, in the order of the days: payments, or in a double-entry
 * ledger documents with the debits of their lines summed. Linear in the rows: stable radix sorts, 45 bytes a row at the most.
 */
final class PaymentItems {

    private final ColumnarLedger ledger;
    private final RowCurrencies currencies;
    private final Parties parties;
    private final int @Nullable [] buyers;
    private final int[] buyerClasses;
    private final int @Nullable [] documents;
    private final int[] days;
    private final int[] rows;
    private final int[] starts;
    private final long[] amounts;
    private final int[] itemDays;
    private final boolean[] opens;
    private final int size;
    private final int[] groupsOfSeveral;
    private int withoutDay;

    private PaymentItems(ColumnarLedger ledger, RowCurrencies currencies, boolean perBuyer) {
        this.ledger = ledger;
        this.currencies = currencies;
        parties = Parties.of(ledger);
        days = RowDays.of(ledger);
        buyers = perBuyer && ledger.has(Field.CREATED_BY) ? ledger.codes(Field.CREATED_BY) : null;
        buyerClasses = buyers == null
                ? new int[0]
                : NormalForm.IDENTIFIER.classes(ledger.dictionary(Field.CREATED_BY), new Dictionary.Builder());
        boolean entries = ledger.has(Field.DOCUMENT_NO) && Payments.doubleEntry(ledger);
        documents = entries ? ledger.codes(Field.DOCUMENT_NO) : null;
        rows = dated();
        long[] groups = order(rows);
        starts = new int[rows.length + 1];
        amounts = new long[rows.length];
        itemDays = new int[rows.length];
        opens = new boolean[rows.length];
        size = join(groups);
        starts[size] = rows.length;
        groupsOfSeveral = groupsOfSeveral();
    }

    /** The items of a ledger; per buyer where createdBy is mapped and so asked. */
    static PaymentItems of(ColumnarLedger ledger, RowCurrencies currencies, boolean perBuyer) {
        return new PaymentItems(ledger, currencies, perBuyer);
    }

    /** Rows that are payments of a day. */
    private int[] dated() {
        int[] chosen = new int[days.length];
        int count = 0;
        for (int row = 0; row < chosen.length; row++) {
            if (ledger.amounts()[row] <= 0 || parties.at(row) == Parties.NOBODY) {
                continue;
            }
            if (days[row] == ColumnarLedger.NO_DATE) {
                withoutDay++;
            } else {
                chosen[count++] = row;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /** Orders rows by group, day and document, and answers with the group of each. */
    private long[] order(int[] chosen) {
        long[] keys = new long[chosen.length];
        if (documents != null) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = documents[chosen[i]];
            }
            RadixOrder.sort(keys, chosen, 0, keys.length);
        }
        int first = Arrays.stream(chosen).map(row -> days[row]).min().orElse(0);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) days[chosen[i]] - first;
        }
        RadixOrder.sort(keys, chosen, 0, keys.length);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = group(chosen[i]);
        }
        RadixOrder.sort(keys, chosen, 0, keys.length);
        return keys;
    }

    private long group(int row) {
        long buyer = buyers == null ? 0 : (long) buyerClasses[buyers[row]] * (parties.size() + 1);
        return (buyer + parties.at(row)) * currencies.codes().size() + currencies.at(row);
    }

    /** Joins the lines of one document and day, and answers how many items there are. */
    private int join(long[] groups) {
        int items = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean another = i == 0 || groups[i] != groups[i - 1];
            if (another || !sameDocument(rows[i - 1], rows[i])) {
                opens[items] = another;
                itemDays[items] = days[rows[i]];
                starts[items++] = i;
            }
            long sum = amounts[items - 1] + ledger.amounts()[rows[i]];
            amounts[items - 1] = sum < 0 ? Long.MAX_VALUE : sum;
        }
        return items;
    }

    private boolean sameDocument(int one, int other) {
        return documents != null && documents[one] != 0 && documents[one] == documents[other]
                && days[one] == days[other];
    }

    /** Positive amounts in rows that name no counterparty. */
    int withoutCounterparty() {
        return parties.unnamed(ledger.amounts());
    }

    /** Positive amounts in rows that name a counterparty, but no day. */
    int withoutDay() {
        return withoutDay;
    }

    /** Number of items. */
    int size() {
        return size;
    }

    /** Amount in minor units; {@link Long#MAX_VALUE} where it would be more. */
    long amount(int item) {
        return amounts[item];
    }

    /** The item after the last of the same counterparty, buyer and currency. */
    int groupEnd(int item) {
        int end = item + 1;
        while (end < size && !opens[end]) {
            end++;
        }
        return end;
    }

    /** First items of those counterparties, buyers and currencies that have more than one, in one currency. */
    int[] groupsOfSeveral(int currency) {
        return Arrays.stream(groupsOfSeveral).filter(item -> currency(item) == currency).toArray();
    }

    private int[] groupsOfSeveral() {
        int[] groups = new int[64];
        int count = 0;
        for (int item = 0; item + 1 < size; item++) {
            if (opens[item] && !opens[item + 1]) {
                groups = count == groups.length ? Arrays.copyOf(groups, 2 * count) : groups;
                groups[count++] = item;
            }
        }
        return Arrays.copyOf(groups, count);
    }

    /** Number of the counterparty. */
    int party(int item) {
        return parties.at(rows[starts[item]]);
    }

    /** Day since 1970-01-01. */
    int day(int item) {
        return itemDays[item];
    }

    /** Number of the currency. */
    int currency(int item) {
        return currencies.at(rows[starts[item]]);
    }

    /** Index of the first row. */
    int firstRow(int item) {
        return rows[starts[item]];
    }

    /** Whether buyers are kept apart. */
    boolean perBuyer() {
        return buyers != null;
    }

    /** Row numbers from 1 of some items, ascending. */
    int[] rowNumbers(int... items) {
        return Arrays.stream(items)
            .flatMap(item -> Arrays.stream(rows, starts[item], starts[item + 1]))
            .map(row -> row + 1)
            .sorted()
            .toArray();
    }
}
