package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.Currencies;

/** Exact sums of the amounts of one sign, in each currency and group of first two digits. */
final class GroupSums {

    private static final int SIZE = DigitTest.FIRST_TWO.size();
    private static final int FIRST = DigitTest.FIRST_TWO.first();

    private final DigitReader reader;
    private final WideSum[] sums;
    private final int[] counts;
    private final long[] least;
    private final long[] most;

    private GroupSums(DigitReader reader) {
        this.reader = reader;
        int currencies = reader.currencies().codes().size();
        sums = new WideSum[currencies * SIZE];
        Arrays.setAll(sums, at -> new WideSum());
        counts = new int[sums.length];
        least = new long[currencies];
        most = new long[currencies];
        Arrays.fill(least, Long.MAX_VALUE);
    }

    /** Sums what a reader reads. */
    static GroupSums of(DigitReader reader) {
        GroupSums summed = new GroupSums(reader);
        for (int i = 0; i < reader.rows(); i++) {
            reader.tell(i, 0, 0.5);
            int place = reader.place(i);
            if (place != DigitReader.NONE) {
                int currency = reader.currencies().at(i);
                int at = currency * SIZE + place;
                long magnitude = magnitude(reader.amount(i));
                summed.sums[at].add(reader.amount(i));
                summed.counts[at]++;
                summed.least[currency] = Math.min(summed.least[currency], magnitude);
                summed.most[currency] = Math.max(summed.most[currency], magnitude);
            }
        }
        return summed;
    }

    /** The sign summed. */
    Sign sign() {
        return reader.sign();
    }

    /** Number of currencies. */
    int currencies() {
        return least.length;
    }

    /** Number of currencies with an amount of the sign. */
    long present() {
        return IntStream.range(0, currencies()).filter(currency -> n(currency) > 0).count();
    }

    /** Amounts of all currencies. */
    long n() {
        return IntStream.range(0, currencies()).mapToLong(this::n).sum();
    }

    /** Amounts of a currency. */
    long n(int currency) {
        return Arrays.stream(counts, currency * SIZE, (currency + 1) * SIZE).asLongStream().sum();
    }

    /** Whether the largest amount of a currency is so many orders of magnitude above the smallest. */
    boolean spans(int currency, int orders) {
        return BigDecimal.valueOf(least[currency], -orders).compareTo(BigDecimal.valueOf(most[currency])) <= 0;
    }

    /** The groups of a currency above the mean, at most so many, greatest sum first, then smallest digits. */
    List<SummedGroup> top(int currency, int limit) {
        BigInteger total = total(currency);
        List<SummedGroup> groups = new ArrayList<>();
        for (int place = 0; place < SIZE; place++) {
            int at = currency * SIZE + place;
            groups.add(new SummedGroup(currency, reader.currencies().code(currency), FIRST + place, sign(),
                    n(currency), counts[at], sums[at].value(), total));
        }
        return groups.stream()
            .filter(SummedGroup::isAboveMean)
            .sorted(Comparator.comparing(SummedGroup::sum).reversed().thenComparingInt(SummedGroup::digits))
            .limit(limit)
            .toList();
    }

    /** All sums of a currency by name. */
    Map<String, Object> statistics(int currency) {
        String code = reader.currencies().code(currency);
        int decimals = Currencies.digits(code);
        BigInteger total = total(currency);
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("currency", code);
        statistics.put("n", n(currency));
        statistics.put("total", new BigDecimal(total, decimals).toPlainString());
        statistics.put("mean", Summation.quotient(total, SIZE, decimals));
        List<Map<String, Object>> groups = new ArrayList<>();
        for (int place = 0; place < SIZE; place++) {
            int at = currency * SIZE + place;
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("digits", FIRST + place);
            group.put("amounts", counts[at]);
            group.put("sum", new BigDecimal(sums[at].value(), decimals).toPlainString());
            groups.add(group);
        }
        statistics.put("groups", groups);
        return statistics;
    }

    /** Indices of the amounts of each group, ascending, in one pass. */
    List<int[]> rows(List<SummedGroup> groups) {
        int[] lists = new int[sums.length];
        Arrays.fill(lists, -1);
        int[][] rows = new int[groups.size()][];
        for (int list = 0; list < rows.length; list++) {
            SummedGroup group = groups.get(list);
            int at = group.currency() * SIZE + group.digits() - FIRST;
            lists[at] = list;
            rows[list] = new int[counts[at]];
        }
        int[] found = new int[rows.length];
        for (int i = 0; i < reader.rows(); i++) {
            reader.tell(i, 0.5, 0.8);
            int place = reader.place(i);
            if (place != DigitReader.NONE) {
                int list = lists[reader.currencies().at(i) * SIZE + place];
                if (list >= 0) {
                    rows[list][found[list]++] = i;
                }
            }
        }
        return List.of(rows);
    }

    /** The magnitude of an amount; that of the least long has no long, and its neighbour stands for it in comparisons. */
    static long magnitude(long amount) {
        return amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount);
    }

    private BigInteger total(int currency) {
        BigInteger total = BigInteger.ZERO;
        for (int place = 0; place < SIZE; place++) {
            total = total.add(sums[currency * SIZE + place].value());
        }
        return total;
    }
}
