package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What inspections prove, in words and figures. */
class EvaluationTests {

    private static final BigDecimal NINETY_FIVE = new BigDecimal("0.95");

    @Test
    void sixtyDrawnAndNoneMissedIsAtMost487PerCent() {
        Evaluation evaluation = Evaluation.of(byRows(2_000_000, 60, null), correct(60), 1);
        assertThat(evaluation.statement())
            .isEqualTo("60 drawn, 0 missed: at most 4.87 % at 95 % confidence, or 97,405 of the "
                    + "2,000,000 rows that no alert of the run touched; projected are 0. This is sample 1 of 1 of the run.");
        assertThat(Objects.requireNonNull(evaluation.verdict()).tolerated()).isNull();
    }

    @Test
    void countsTheRowsOfASmallPopulation() {
        List<InspectedRow> rows = new ArrayList<>(correct(101));
        rows.add(row(102, InspectionOutcome.MISSED, null, null, false));
        Evaluation evaluation = Evaluation.of(byRows(1_200, 102, "0.05"), rows, 1);
        Evaluation.Verdict verdict = Objects.requireNonNull(evaluation.verdict());
        // Touw and Hoogduin at 90 %: 43 of 1,200 for one error; at 95 % exact fractions give 52
        assertThat(verdict.figures()).containsEntry("distribution", "hypergeometric")
            .containsEntry("errorsAtMost", 52L);
        assertThat(verdict.tolerated()).isTrue();
        assertThat(evaluation.errors()).isEqualTo(1);
    }

    @Test
    void neverSaysNothingOfABoundThatIsMore() {
        assertThat(Evaluation.of(byRows(1_000_000, 100_000, null), correct(100_000), 1).statement())
            .startsWith("100,000 drawn, 0 missed: at most 0.003 % at 95 % confidence, or 29 of the ");
    }

    @ParameterizedTest
    @CsvSource({"0.0000299569, 0.003", "0.0000001, 0.00001", "0.0000123, 0.0013", "0.0001, 0.01", "0.00010001, 0.011",
            "0.00149, 0.15", "0.0061, 0.61", "0.0487029, 4.87", "0.12345, 12.35", "1, 100", "0, 0"})
    void roundsABoundBelowOnePerCentUp(BigDecimal rate, String percent) {
        assertThat(new AttributeBound(1, rate, 9, NINETY_FIVE, "").words())
            .isEqualTo("at most " + percent + " % at 95 % confidence");
    }

    @Test
    void saysNothingBeforeEveryRowIsInspected() {
        List<InspectedRow> rows = new ArrayList<>(correct(58));
        rows.add(row(59, null, null, null, false));
        Evaluation evaluation = Evaluation.of(byRows(1_200, 59, "0.05"), rows, 3);
        assertThat(evaluation.verdict()).isNull();
        assertThat(evaluation.open()).isEqualTo(1);
        assertThat(evaluation.statement())
            .isEqualTo("1 of 59 rows drawn are not inspected yet; nothing can be said before they "
                    + "are. This is sample 1 of 3 of the run.");
    }

    @Test
    void limitsOverstatementByStringersBound() {
        // interval 1,000.00; taints 0.5 and 0.2: factor 2.9957 + 1.7481 · 0.5 + 1.5519 · 0.2 = 4.1802
        List<InspectedRow> rows = List.of(row(1, InspectionOutcome.CORRECT, 900_00L, null, false),
                row(2, InspectionOutcome.MISSTATED, 500_00L, 400_00L, false),
                row(3, InspectionOutcome.MISSTATED, 800_00L, 400_00L, false),
                row(4, InspectionOutcome.MISSTATED, 5_000_00L, 4_990_00L, true),
                row(5, InspectionOutcome.MISSTATED, 100_00L, 110_00L, false));
        Evaluation.Verdict verdict = Objects.requireNonNull(Evaluation.of(byMoney("4190.19"), rows, 1).verdict());
        assertThat(verdict.figures()).containsEntry("knownMisstatement", "10.00")
            .containsEntry("projectedMisstatement", "710.00")
            .containsEntry("projectedUnderstatement", "100.00")
            .containsEntry("upperLimit", "4190.19");
        assertThat(verdict.tolerated()).isTrue();
        assertThat(verdict.sentence()).contains("not more than the tolerable 4190.19 EUR", "gives no limit of it");
        assertThat(Objects.requireNonNull(Evaluation.of(byMoney("4190.18"), rows, 1).verdict()).tolerated()).isFalse();
    }

    /** One item of 1,000,000.00 and others of 153,000.00, less than the interval of 192,166.66: none of them need be drawn. */
    @Test
    void limitsWhatWasNotDrawnByItsOwnValue() {
        Sample sample = byMoney("576500", new Sample.Money("USD", false, 192_166_66, 1_153_000_00));
        InspectedRow large = row(1, InspectionOutcome.CORRECT, 1_000_000_00L, null, true);
        for (List<InspectedRow> rows : List.of(List.of(large),
                List.of(large, row(2, InspectionOutcome.CORRECT, 1_700_00L, null, false)))) {
            Evaluation.Verdict verdict = Objects.requireNonNull(Evaluation.of(sample, rows, 1).verdict());
            assertThat(verdict.figures()).containsEntry("otherValue", "153000.00")
                .containsEntry("upperLimit", "153000.00");
            assertThat(verdict.sentence()).contains("is at most 153000.00 USD at 95 % confidence");
        }
    }

    @Test
    void countsARowWithoutEvidenceAsWhollyMisstated() {
        List<InspectedRow> rows = List.of(row(1, InspectionOutcome.UNSUPPORTED, 5_000_00L, null, true));
        Evaluation.Verdict verdict = Objects
            .requireNonNull(Evaluation.of(byMoney("5000", new Sample.Money("EUR", false, 1_000_00, 5_000_00)), rows, 1)
                .verdict());
        assertThat(verdict.figures()).containsEntry("upperLimit", "5000.00"); // nothing was left to chance
        assertThat(verdict.tolerated()).isTrue();
    }

    @Test
    void derivesTheSeedFromWhatIsDrawnFrom() {
        String seed = Samples.seed("ab", SampleMethod.ATTRIBUTE, 1);
        assertThat(seed).matches("[0-9a-f]{16}").isEqualTo(Samples.seed("ab", SampleMethod.ATTRIBUTE, 1));
        assertThat(List.of(Samples.seed("ac", SampleMethod.ATTRIBUTE, 1),
                Samples.seed("ab", SampleMethod.BELOW_THE_LINE, 1), Samples.seed("ab", SampleMethod.ATTRIBUTE, 2)))
            .doesNotContain(seed)
            .doesNotHaveDuplicates();
    }

    private static List<InspectedRow> correct(int rows) {
        List<InspectedRow> correct = new ArrayList<>();
        for (int rowNo = 1; rowNo <= rows; rowNo++) {
            correct.add(row(rowNo, InspectionOutcome.CORRECT, null, null, false));
        }
        return correct;
    }

    private static InspectedRow row(int rowNo, InspectionOutcome outcome, Long book, Long audited, boolean certain) {
        return new InspectedRow(new SampleItem(rowNo, certain, book), outcome, audited);
    }

    private static Sample byRows(int population, int drawn, String tolerable) {
        return sample(SampleMethod.BELOW_THE_LINE, tolerable == null ? null : new BigDecimal(tolerable), null,
                population, drawn);
    }

    private static Sample byMoney(String tolerable) {
        return byMoney(tolerable, new Sample.Money("EUR", false, 1_000_00, 100_000_00));
    }

    private static Sample byMoney(String tolerable, Sample.Money money) {
        return sample(SampleMethod.MONETARY_UNIT, new BigDecimal(tolerable), money, 500, 4);
    }

    private static Sample sample(SampleMethod method, BigDecimal tolerable, Sample.Money money, int population,
            int drawn) {
        return new Sample(new UUID(0, 1), new UUID(0, 2), 1, method, NINETY_FIVE, tolerable, BigDecimal.ZERO, money,
                population, drawn, drawn, 0, "0123456789abcdef", "plan", Instant.EPOCH, "examiner");
    }
}
