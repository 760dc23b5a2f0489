package com.nexusplatform.procedure.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a seed draws. The values stated were computed by another program in another language: a sample that was drawn years ago must
 * be drawn again.
 */
class SeededDrawTests {

    @Test
    void countsInThePublishedNumbersOfSplitMix64() {
        assertThat(bits(0, 5)).containsExactly("e220a8397b1dcdaf", "6e789e6aa1b965f4", "6c45d188009454f",
                "f88bb8a8724c81ec", "1b39896a51a8749b");
        assertThat(bits(1_234_567, 5)).containsExactly("599ed017fb08fc85", "2c73f08458540fa5", "883ebce5a3f27c77",
                "3fbef740e9177b3f", "e3b8346708cb5ecd");
    }

    @Test
    void drawsTheNumbersThatASeedStandsFor() {
        SeededDraw digits = new SeededDraw(42);
        assertThat(LongStream.generate(() -> digits.below(10)).limit(12)).containsExactly(2L, 4L, 5L, 0L, 3L, 5L, 9L,
                3L,
                7L, 8L, 8L, 3L);
        SeededDraw dice = new SeededDraw(42);
        assertThat(LongStream.generate(() -> 1 + dice.below(6)).limit(12)).containsExactly(6L, 2L, 3L, 3L, 1L, 2L, 3L,
                5L, 2L, 4L, 5L, 5L);
    }

    @Test
    void drawsTheRowsThatASeedStandsFor() {
        assertThat(new SeededDraw(42).rows(IntStream.rangeClosed(1, 20).toArray(), 8)).containsExactly(6, 10, 14, 5, 18,
                9, 19, 13);
        assertThat(new SeededDraw(7).indices(1_000_000, 5)).containsExactly(408_766, 17_604, 944_518, 611_249, 474_423);
    }

    @Test
    void drawsTheSameAgainAndSomethingElseFromAnotherSeed() {
        assertThat(new SeededDraw(-1).indices(10_000, 60)).isEqualTo(new SeededDraw(-1).indices(10_000, 60))
            .isNotEqualTo(new SeededDraw(-2).indices(10_000, 60));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 1L << 32, (1L << 62) + 1, Long.MAX_VALUE})
    void staysBelowItsBound(long bound) {
        SeededDraw random = new SeededDraw(bound);
        assertThat(LongStream.generate(() -> random.below(bound)).limit(1_000)).allMatch(
                number -> number >= 0 && number < bound);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesBoundsThatNothingIsBelow(long bound) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SeededDraw(1).below(bound));
    }

    @Test
    void drawsWithoutReplacementEachRowAsLikelyAsAnyOther() {
        int[] hits = new int[10];
        for (int seed = 0; seed < 10_000; seed++) {
            int[] rows = new SeededDraw(seed).rows(new int[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 3);
            assertThat(rows).hasSize(3).doesNotHaveDuplicates();
            for (int row : rows) {
                hits[row]++;
            }
        }
        assertThat(Arrays.stream(hits).boxed()).allSatisfy(count -> assertThat(count).isBetween(2_800, 3_200));
        assertThat(new SeededDraw(1).rows(new int[]{7, 8}, 5)).containsExactlyInAnyOrder(7, 8);
    }

    @ParameterizedTest
    @CsvSource({"100, 99", "100, 100", "6400, 100", "6500, 100", "1000000, 15000", "1000000, 59", "64, 1", "1, 1"})
    void drawsFewOfManyAsIfAllStoodInARow(int bound, int size) {
        for (int seed = 0; seed < 5; seed++) {
            assertThat(new SeededDraw(seed).indices(bound, size))
                .isEqualTo(new SeededDraw(seed).rows(IntStream.range(0, bound).toArray(), size))
                .doesNotHaveDuplicates();
        }
    }

    private static String[] bits(long seed, int count) {
        SeededDraw random = new SeededDraw(seed);
        return LongStream.generate(random::bits).limit(count).mapToObj(Long::toHexString).toArray(String[]::new);
    }
}
