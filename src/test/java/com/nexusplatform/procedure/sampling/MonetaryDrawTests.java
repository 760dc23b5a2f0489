package com.nexusplatform.procedure.sampling;

import java.util.Arrays;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which rows are drawn. */
class MonetaryDrawTests {

    private static final String ITEMS = "ABCDEFGHIJ";

    @Test
    void selectsTheItemsOfTouwAndHoogduinsExample() {
        // values {7,3,4,9,0,1,8,2,6,5}: 45 units, 5 to be selected, start 2
        long[] values = {7, 3, 4, 9, 0, 1, 8, 2, 6, 5};
        assertThat(named(MonetaryDraw.fixed(values, Long.MAX_VALUE, 9, 2))).isEqualTo("ACDGI");
    }

    @Test
    void selectsItemsOfEqualWeightFromABrokenStartAsTouwAndHoogduinDo() {
        // 5 items, 2 to be selected, start 1.2; in tenths: items of 10, interval 25, start 12
        assertThat(named(MonetaryDraw.fixed(new long[]{10, 10, 10, 10, 10}, Long.MAX_VALUE, 25, 12))).isEqualTo("BD");
    }

    @Test
    void takesEveryItemOfAnIntervalOrMoreAndNoneOfThemTwice() {
        long[] values = {5, 100, 7, 99, 0, 250, 40, 60};
        MonetaryDraw draw = MonetaryDraw.of(values, 100, MonetaryDraw.Selection.FIXED_INTERVAL, new SeededDraw(1));
        assertThat(draw.certain()).containsExactly(1, 5);
        assertThat(draw.drawn()).isSorted().doesNotContain(1, 4, 5);
        assertThat(draw.drawn().length).isBetween(2, 3); // 211 units are left
    }

    @Test
    void drawsAUnitFromEachCell() {
        long[] values = LongStream.range(0, 1_000).map(i -> 1 + i % 9).toArray();
        long total = Arrays.stream(values).sum();
        MonetaryDraw draw = MonetaryDraw.of(values, 50, MonetaryDraw.Selection.CELL, new SeededDraw(5));
        assertThat(draw.drawn().length).isBetween((int) (total / 50), (int) (total / 50) + 1);
        assertThat(draw.drawn()).isSorted();
    }

    @Test
    void drawsItemsInProportionToTheirValue() {
        int[] hits = new int[4];
        for (int seed = 0; seed < 10_000; seed++) {
            for (int item : MonetaryDraw
                .of(new long[]{10, 20, 30, 40}, 100, MonetaryDraw.Selection.FIXED_INTERVAL, new SeededDraw(seed * 31L))
                .drawn()) {
                hits[item]++;
            }
        }
        assertThat(hits[0]).isBetween(880, 1_120);
        assertThat(hits[3]).isBetween(3_800, 4_200);
    }

    @Test
    void standsTheLargestAmounts() {
        long[] values = {Long.MAX_VALUE - 10, 5, 5};
        MonetaryDraw draw = MonetaryDraw.of(values, Long.MAX_VALUE / 2, MonetaryDraw.Selection.FIXED_INTERVAL,
                new SeededDraw(3));
        assertThat(draw.certain()).containsExactly(0);
        assertThat(MonetaryDraw.fixed(values, Long.MAX_VALUE, Long.MAX_VALUE / 2 + 5, Long.MAX_VALUE / 2 + 5))
            .containsExactly(0);
    }

    private static String named(int[] items) {
        StringBuilder names = new StringBuilder();
        for (int item : items) {
            names.append(ITEMS.charAt(item));
        }
        return names.toString();
    }
}
