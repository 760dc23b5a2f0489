package com.nexusplatform.ledger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link LongCounts}. */
class LongCountsTests {

    private final LongCounts.Allowance plenty = new LongCounts.Allowance(1 << 20);

    @Test
    void countsEveryValueWhileTheyAreFew() {
        LongCounts counts = new LongCounts(100_000, plenty);
        for (int i = 0; i < 300_000; i++) {
            counts.add(i % 70_000 - 35_000L, 1);
        }
        assertThat(counts.isExact()).isTrue();
        assertThat(counts.size()).isEqualTo(70_000);
        assertThat(counts.count(0)).isEqualTo(4);
        assertThat(counts.count(34_999)).isEqualTo(4);
        assertThat(counts.count(-35_000)).isEqualTo(5);
        assertThat(counts.sorted()).isSorted().hasSize(70_000);
    }

    @Test
    void endsAtItsBound() {
        LongCounts counts = new LongCounts(10, plenty);
        for (int i = 0; i < 10; i++) {
            assertThat(counts.add(i, 2)).isEqualTo(2);
        }
        assertThat(counts.isExact()).isTrue();
        assertThat(counts.add(3, 1)).isEqualTo(3);
        assertThat(counts.add(10, 1)).isZero();
        assertThat(counts.isExact()).isFalse();
        assertThat(counts.size()).isEqualTo(10);
        assertThat(counts.add(3, 1)).isZero();
    }

    @Test
    void endsWhenTheColumnsTogetherHaveCountedEnough() {
        LongCounts.Allowance allowance = new LongCounts.Allowance(600);
        LongCounts first = new LongCounts(100_000, allowance);
        LongCounts second = new LongCounts(100_000, allowance);
        for (int i = 0; i < 600; i++) {
            first.add(i, 1);
            second.add(i, 1);
        }
        assertThat(first.isExact()).isTrue();
        assertThat(second.isExact()).isFalse();
    }
}
