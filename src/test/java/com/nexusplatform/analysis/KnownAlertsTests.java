package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What a trial gains and loses beside the alerts of a run. */
class KnownAlertsTests {

    private final KnownAlerts known = new KnownAlerts();

    @BeforeEach
    void addAlerts() {
        known.add(new int[]{1, 2}, "", DispositionOutcome.CONFIRMED);
        known.add(new int[]{3, 4}, "", DispositionOutcome.REFUTED);
        known.add(new int[]{4, 5}, "", null);
        known.add(new int[]{6}, "", DispositionOutcome.CONFIRMED);
    }

    @Test
    void countsWhatTheRunSaid() {
        assertThat(known.under(7)).isEqualTo(new WhatIf.Own(7, 4, 6,
                Map.of(DispositionOutcome.CONFIRMED, 2, DispositionOutcome.REFUTED, 1), 1));
    }

    @Test
    void tellsHitsApartByWhatBecameOfThem() {
        Trial trial = trial(alert(1, 2), alert(4, 5), alert(3, 4, 9), alert(10));

        assertThat(trial.hits()).isEqualTo(4);
        assertThat(trial.rows()).isEqualTo(7);
        assertThat(trial.dispositioned()).isEqualTo(Map.of(DispositionOutcome.CONFIRMED, 1));
        assertThat(trial.open()).isEqualTo(1);
        assertThat(trial.added()).isEqualTo(2);
        assertThat(trial.missed())
            .isEqualTo(Map.of(DispositionOutcome.CONFIRMED, 1, DispositionOutcome.REFUTED, 1));
        assertThat(trial.gained()).isEqualTo(new Trial.Rows(2, List.of(9, 10)));
        assertThat(trial.lost()).isEqualTo(new Trial.Rows(1, List.of(6)));
    }

    @Test
    void losesEverythingWhenAValueIsNotApplicable() {
        Trial trial = known.beside(9, new Outcome.NotApplicable("too few rows", Map.of("n", 3)));

        assertThat(trial.status()).isEqualTo("NOT_APPLICABLE");
        assertThat(trial.reason()).isEqualTo("too few rows");
        assertThat(trial.statistics()).isEqualTo("{\"n\":3}");
        assertThat(trial.hits()).isZero();
        assertThat(trial.lost().first()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void showsTheFirstRowsOfMany() {
        Trial trial = trial(alert(java.util.stream.IntStream.rangeClosed(101, 200).toArray()));

        assertThat(trial.gained().count()).isEqualTo(100);
        assertThat(trial.gained().first()).hasSize(20).startsWith(101);
    }

    @Test
    void saysUnderTheRunsOwnValueWhatTheRunSaid() {
        KnownAlerts payee = payeeThatIsAStrangerAndPaidTooEarly();

        Trial own = payee.beside("30", outcome(graded("BEFORE_OPENING", 1), graded("STRANGER_NEW", 1)));

        assertThat(own.dispositioned()).isEqualTo(Map.of(DispositionOutcome.REFUTED, 1));
        assertThat(own.open()).isEqualTo(1);
        assertThat(own.added()).isZero();
        assertThat(own.missed()).isEmpty();
    }

    @Test
    void missesAJudgedAlertWhereOnlyAnotherOfTheSameRowsIsLeft() {
        KnownAlerts payee = payeeThatIsAStrangerAndPaidTooEarly();

        Trial stricter = payee.beside("10", outcome(graded("BEFORE_OPENING", 1)));

        assertThat(stricter.open()).isEqualTo(1);
        assertThat(stricter.dispositioned()).isEmpty();
        assertThat(stricter.missed()).isEqualTo(Map.of(DispositionOutcome.REFUTED, 1));
        assertThat(stricter.lost().count()).isZero();
    }

    /** PAY-7 of one payment: a new stranger, which was refuted, and paid before it was opened, which nobody judged. */
    private static KnownAlerts payeeThatIsAStrangerAndPaidTooEarly() {
        KnownAlerts payee = new KnownAlerts();
        payee.add(new int[]{1}, "STRANGER_NEW", DispositionOutcome.REFUTED);
        payee.add(new int[]{1}, "BEFORE_OPENING", null);
        return payee;
    }

    private static Outcome outcome(Alert... alerts) {
        return new Outcome.Applicable(Map.of("n", alerts.length), List.of(alerts));
    }

    private static Alert graded(String grade, int... rows) {
        return new Alert(10, rows,
                new Explanation("f", Map.of(), Map.of(), Map.of("grade", grade), "verdict", "sentence", "source"));
    }

    private Trial trial(Alert... alerts) {
        return known.beside(9, new Outcome.Applicable(Map.of("n", alerts.length), List.of(alerts)));
    }

    private static Alert alert(int... rows) {
        return AnalysisFixtures.alert(10, "rows", rows);
    }
}
