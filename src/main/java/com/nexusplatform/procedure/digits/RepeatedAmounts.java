package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;

/** The amounts of one sign, not below de minimis, and how often each occurs in its currency. */
final class RepeatedAmounts {

    private static final int BLOCK = 1 << 18;

    private final Sign sign;
    private final RowCurrencies currencies;
    private final long[] least;
    private final long[] amounts;
    private final AmountCounts counts;
    private final int minimumRepeats;
    private int n;

    private RepeatedAmounts(Task task) {
        sign = Sign.of(task.parameters());
        currencies = RowCurrencies.of(task.ledger());
        least = currencies.minorUnits(task.parameters().decimal(NumberDuplication.DE_MINIMIS));
        amounts = task.ledger().amounts();
        counts = new AmountCounts(sign, currencies.codes().size(), amounts.length);
        minimumRepeats = task.parameters().integer(NumberDuplication.MINIMUM_REPEATS);
    }

    /** Counts the amounts of a task. */
    static RepeatedAmounts of(Task task) {
        RepeatedAmounts counted = new RepeatedAmounts(task);
        for (int from = 0; from < counted.amounts.length; from += BLOCK) {
            task.watch().at(0.5 * from / counted.amounts.length);
            counted.count(from, Math.min(counted.amounts.length, from + BLOCK));
        }
        return counted;
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            if (counted(i)) {
                counts.add(amounts[i], currencies.at(i));
                n++;
            }
        }
    }

    /** Whether the row at an index is counted. */
    boolean counted(int index) {
        long amount = amounts[index];
        return sign.has(amount)
                && (amount >= least[currencies.at(index)] || amount <= -least[currencies.at(index)]);
    }

    /** Whether the amount of a row that is counted occurs often enough. */
    boolean repeats(int index) {
        return counts.count(amounts[index], currencies.at(index)) >= minimumRepeats;
    }

    /** Amount of the row at an index. */
    long at(int index) {
        return amounts[index];
    }

    /** The least magnitude that is counted in a currency. */
    long least(int currency) {
        return least[currency];
    }

    /** All amounts. */
    long[] all() {
        return amounts;
    }

    /** The currencies of the rows. */
    RowCurrencies currencies() {
        return currencies;
    }

    /** The counts. */
    AmountCounts counts() {
        return counts;
    }

    /** Number of rows counted. */
    int n() {
        return n;
    }

    /** Occurrences from which an amount is listed. */
    int minimumRepeats() {
        return minimumRepeats;
    }

    /** Amounts that occur often enough, most frequent first. */
    List<AmountCounts.Repeated> repeated() {
        return counts.repeated(minimumRepeats);
    }

    /** Those of a currency, ascending. */
    long[] repeated(int currency) {
        return repeated().stream()
            .filter(repeated -> repeated.currency() == currency)
            .mapToLong(AmountCounts.Repeated::amount)
            .sorted()
            .toArray();
    }

    /** The answer's figures of the whole, to be added to. */
    Map<String, Object> statistics() {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("sign", sign.word());
        statistics.put("n", n);
        statistics.put("differentAmounts", counts.size());
        return statistics;
    }

    /** The word of the sign, and the least amount that is counted, for a sentence. */
    String words(BigDecimal deMinimis) {
        return sign.word() + " amount of at least " + deMinimis.toPlainString();
    }
}
