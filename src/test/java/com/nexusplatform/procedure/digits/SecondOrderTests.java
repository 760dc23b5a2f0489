package com.nexusplatform.procedure.digits;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.RowCurrencies;

import static org.assertj.core.api.Assertions.assertThat;

/** Second-order test: sequences whose differences are known, a plain computation beside the fast one, and currencies apart. */
class SecondOrderTests {

    /** 2^(k+1) - 2^k = 2^k: the differences of 2^0 to 2^62 are 2^0 to 2^61. */
    @Test
    void findsPowersOfTwoBetweenPowersOfTwo() {
        long[] powers = LongStream.range(0, 63).map(power -> 1L << power).toArray();

        assertThat(counts(powers)).isEqualTo(firstTwo(Arrays.copyOf(powers, 62)));
    }

    /** F(k+1) - F(k) = F(k-1): the differences of 1, 2, 3, 5, ... are 1, 1, 2, 3, ... */
    @Test
    void findsFibonacciNumbersBetweenFibonacciNumbers() {
        long[] fibonacci = new long[90];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        assertThat(counts(Arrays.copyOfRange(fibonacci, 1, 90))).isEqualTo(firstTwo(Arrays.copyOf(fibonacci, 88)));
    }

    @Test
    void findsTheDifferencesThatSortingFinds() {
        Random random = new Random(3);
        for (int round = 0; round < 30; round++) {
            long greatest = 1L << 1 + random.nextInt(61);
            long[] amounts = random.longs(500, 1, greatest + 2).toArray();
            long[] sorted = Arrays.stream(amounts).distinct().sorted().toArray();
            long[] differences = IntStream.range(1, sorted.length).mapToLong(i -> sorted[i] - sorted[i - 1]).toArray();

            assertThat(counts(amounts)).isEqualTo(firstTwo(differences));
        }
    }

    @Test
    void neverTakesTheDifferenceOfTwoCurrencies() {
        int rows = 4_000;
        long[] amounts = new Random(4).longs(2L * rows, 1, 1_000_000_000L).toArray();
        String[] currencies = new String[2 * rows];
        Arrays.setAll(currencies, i -> i % 2 == 0 ? "EUR" : "JPY");
        Map<?, ?> second = secondOrder(
                ColumnarLedger.builder(2 * rows).amounts(amounts).text(Field.CURRENCY, currencies).build());
        long different = IntStream.range(0, 2)
            .mapToLong(first -> IntStream.range(0, rows)
                .mapToLong(i -> amounts[2 * i + first])
                .distinct()
                .count())
            .sum();

        assertThat(second.get("differences")).isEqualTo(different - 2);
    }

    @Test
    void judgesOnlyEnoughDifferences() {
        long[] equal = new long[3_000];
        Arrays.setAll(equal, i -> 1_000 + i % 900 * 100L);
        Map<?, ?> few = secondOrder(ColumnarLedger.builder(equal.length).currency("USD").amounts(equal).build());

        assertThat(few.get("differences")).isEqualTo(899L);
        assertThat(few.containsKey("chiSquare")).isFalse();
    }

    private static Map<?, ?> secondOrder(ColumnarLedger ledger) {
        return (Map<?, ?>) Performing.applied(new FirstTwoDigits(), ledger, Map.of("minimumSpan", 0))
            .statistics()
            .get("secondOrder");
    }

    private static long[] counts(long[] amounts) {
        SecondOrder order = new SecondOrder();
        order.add(amounts, Sign.POSITIVE,
                RowCurrencies.of(ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build()), 0);
        return order.profile().counts().stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] firstTwo(long[] values) {
        long[] counts = new long[90];
        for (long value : values) {
            counts[LeadingDigits.of(value, 2) - 10]++;
        }
        return counts;
    }
}
