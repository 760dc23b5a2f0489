package com.nexusplatform.procedure.digits;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;

/**
 * The first two digits of the positive differences between neighbours in the sorted amounts of a currency (Nigrini and Miller
 * 2009). Equal amounts have no difference, so that different amounts alone count: those near zero as a bit each, in order without
 * being sorted, the rest sorted. n log n in the rest; 8 MiB and 8 bytes for each of the rest.
 */
final class SecondOrder {

    private static final int WORDS_A_ROW = 4;
    private static final int MOST_WORDS = 1 << 20;
    private static final int NEAR = 10; // differences below have one digit

    private final long[] counts = new long[DigitTest.FIRST_TWO.size()];
    private long n;
    private long oneDigit;
    private long before;

    /** The figures of the amounts of the sign chosen. */
    static Map<String, Object> of(Task task) {
        Sign sign = Sign.of(task.parameters());
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        long[] amounts = task.ledger().amounts();
        SecondOrder order = new SecondOrder();
        for (int currency = 0; currency < currencies.codes().size(); currency++) {
            task.watch().at(0.9);
            order.add(amounts, sign, currencies, currency);
        }
        return order.figures();
    }

    /** Adds the differences of the amounts of a sign and a currency. */
    void add(long[] amounts, Sign sign, RowCurrencies currencies, int currency) {
        long[] bits = new long[Math.clamp((long) WORDS_A_ROW * amounts.length, 1, MOST_WORDS)];
        long[] rest = new long[64];
        int size = 0;
        boolean single = currencies.codes().size() == 1;
        for (int i = 0; i < amounts.length; i++) {
            if (sign.has(amounts[i]) && (single || currencies.at(i) == currency)) {
                long magnitude = GroupSums.magnitude(amounts[i]);
                if (magnitude >>> 6 < bits.length) {
                    bits[(int) (magnitude >>> 6)] |= 1L << magnitude;
                } else {
                    rest = size == rest.length ? Arrays.copyOf(rest, 2 * size) : rest;
                    rest[size++] = magnitude;
                }
            }
        }
        before = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                next((long) word << 6 | Long.numberOfTrailingZeros(left));
            }
        }
        Arrays.sort(rest, 0, size);
        for (int i = 0; i < size; i++) {
            next(rest[i]);
        }
    }

    /** The differences, and their digits compared with the law where there are enough of them for its bands to mean anything. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("differences", n);
        figures.put("differencesOfOneDigit", oneDigit);
        if (n >= DigitTest.FIRST_TWO.leastRows()) {
            figures.putAll(profile().summary());
        }
        return figures;
    }

    /** The counts of the digits of at least one difference. */
    DigitProfile profile() {
        return DigitProfile.of(DigitTest.FIRST_TWO, counts);
    }

    private void next(long magnitude) {
        long difference = magnitude - before;
        if (before > 0 && difference > 0) {
            counts[LeadingDigits.of(difference, 2) - DigitTest.FIRST_TWO.first()]++;
            n++;
            oneDigit += difference < NEAR ? 1 : 0;
        }
        before = magnitude;
    }
}
