package com.nexusplatform.analysis;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Scores as exact sums of contributions. */
class ScoreSheetTests {

    private final ScoreSheet sheet = new ScoreSheet(List.of("PAY-1", "LED-3", "ANO-1"), 4);

    @Test
    void isTheSumOfTheLargestPointsOfEachProcedure() {
        sheet.enter(0, 2, 70);
        sheet.enter(0, 2, 30);
        sheet.enter(1, 2, 20);
        sheet.enter(1, 3, 100);

        assertThat(sheet.score(2)).isEqualTo(90);
        assertThat(sheet.contribution(0, 2)).isEqualTo(70);
        assertThat(sheet.contribution(1, 2)).isEqualTo(20);
        assertThat(sheet.contribution(2, 2)).isZero();
        assertThat(sheet.score(3)).isEqualTo(100);
        assertThat(sheet.score(1)).isZero();
    }

    @Test
    void ranksTheHighestFirstAndEqualsByRow() {
        sheet.enter(0, 4, 50);
        sheet.enter(0, 1, 50);
        sheet.enter(1, 3, 60);

        assertThat(sheet.top(10)).containsExactly(3, 1, 4);
        assertThat(sheet.top(2)).containsExactly(3, 1);
        assertThat(sheet.top(0)).isEmpty();
    }

    @Test
    void ranksNothingWhereNothingWasRaised() {
        assertThat(sheet.top(3)).isEmpty();
    }
}
