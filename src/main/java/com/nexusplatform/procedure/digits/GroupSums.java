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
import com.nexusplatform.procedure.RowCurrencies;

/** Exact sums of the amounts of one sign, in each currency and group of first two digits. */
final class GroupSums {

    private static final int SIZE = DigitTest.FIRST_TWO.size();
    private static final int FIRST = DigitTest.FIRST_TWO.first();

    private final DigitReader reader;
    private final long[] low;
    private final long[] high;
    private final int[] counts;
    private final long[] least;
    private final long[] most;

    private GroupSums(DigitReader reader) {
        this.reader = reader;
        int currencies = reader.currencies().codes().size();
        low = new long[currencies * SIZE];
        high = new long[low.length];
        counts = new int[low.length];
        least = new long[currencies];
        most = new long[currencies];
        Arrays.fill(least, Long.MAX_VALUE);
    }

    /** Sums what a reader reads. */
    static GroupSums of(DigitReader reader) {
        GroupSums summed = new GroupSums(reader);
        short[] places = new short[DigitReader.BLOCK];
        for (int from = 0; from < reader.rows(); from += DigitReader.BLOCK) {
            reader.tell(from, 0, 0.4);
            summed.add(from, Math.min(reader.rows(), from + DigitReader.BLOCK), places);
        }
        return summed;
    }

    private void add(int from, int to, short[] places) {
        reader.places(from, to, places);
        RowCurrencies currencies = reader.currencies();
        for (int i = from; i < to; i++) {
            if (places[i - from] != DigitReader.NONE) {
                int at = currencies.at(i) * SIZE + places[i - from];
                long magnitude = Math.abs(reader.amount(i)); // that of the least long is right without its sign
                low[at] += magnitude;
                high[at] += Long.compareUnsigned(low[at], magnitude) < 0 ? 1 : 0;
                counts[at]++;
            }
        }
        for (int i = from; i < to; i++) {
            if (places[i - from] != DigitReader.NONE) {
                int currency = currencies.at(i);
                least[currency] = Math.min(least[currency], magnitude(reader.amount(i)));
                most[currency] = Math.max(most[currency], magnitude(reader.amount(i)));
            }
        }
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

    /** Sums of the groups of a currency, in minor units. */
    List<BigInteger> sums(int currency) {
        return IntStream.range(currency * SIZE, (currency + 1) * SIZE).mapToObj(this::sum).toList();
    }

    /** The groups of a currency above the mean, at most so many, greatest sum first, then smallest digits. */
    List<SummedGroup> top(int currency, int limit) {
        BigInteger total = total(currency);
        String code = reader.currencies().code(currency);
        List<SummedGroup> groups = new ArrayList<>();
        for (int place = 0; place < SIZE; place++) {
            int at = currency * SIZE + place;
            groups.add(new SummedGroup(currency, code, FIRST + place, sign(), n(currency), counts[at], sum(at), total));
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
            group.put("sum", new BigDecimal(sum(at), decimals).toPlainString());
            groups.add(group);
        }
        statistics.put("groups", groups);
        return statistics;
    }

    /** Indices of the amounts of each group, ascending, in one pass. */
    List<int[]> rows(List<SummedGroup> groups) {
        int[] lists = new int[low.length];
        Arrays.fill(lists, -1);
        int[][] rows = new int[groups.size()][];
        for (int list = 0; list < rows.length; list++) {
            SummedGroup group = groups.get(list);
            int at = group.currency() * SIZE + group.digits() - FIRST;
            lists[at] = list;
            rows[list] = new int[counts[at]];
        }
        int[] found = new int[rows.length];
        short[] places = new short[DigitReader.BLOCK];
        for (int from = 0; from < reader.rows() && rows.length > 0; from += DigitReader.BLOCK) {
            int to = Math.min(reader.rows(), from + DigitReader.BLOCK);
            reader.tell(from, 0.5, 0.8);
            reader.places(from, to, places);
            for (int i = from; i < to; i++) {
                int place = places[i - from];
                int list = place == DigitReader.NONE ? -1 : lists[reader.currencies().at(i) * SIZE + place];
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
        return sums(currency).stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger sum(int at) {
        return WideSum.value(high[at], low[at]);
    }
}
