package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.util.Map;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The precision of a procedure and what counts for it. */
class MeasureTests {

    @Test
    void hasNoPrecisionBeforeAJudgementThatCounts() {
        assertThat(measure(Map.of()).precision()).isEmpty();
        assertThat(measure(Map.of(DispositionOutcome.INCONCLUSIVE, 9L, DispositionOutcome.DUPLICATE, 8L)).precision())
            .isEmpty();
    }

    @Test
    void takesConfirmedForTrueAndExplainedAndRefutedForFalse() {
        Measure measure = measure(Map.of(DispositionOutcome.CONFIRMED, 6L, DispositionOutcome.EXPLAINED, 2L,
                DispositionOutcome.REFUTED, 1L, DispositionOutcome.INCONCLUSIVE, 20L, DispositionOutcome.DUPLICATE,
                30L));

        Measure.Precision precision = measure.precision().orElseThrow();
        assertThat(precision.confirmed()).isEqualTo(6);
        assertThat(precision.judged()).isEqualTo(9);
        assertThat(precision.share()).isEqualTo("0.6667");
        assertThat(measure.open()).isEqualTo(41);
        assertThat(measure.dispositions()).hasSize(5);
    }

    /** The design's example of precision per test: 190 of 200 give 91.0 to 97.3 %, 1,425 of 1,500 give 93.8 to 96.0 %. */
    @Test
    void hasTheIntervalsOfTheDesignsExamples() {
        assertInterval(190, 200, "0.910", "0.973");
        assertInterval(1425, 1500, "0.938", "0.960");
    }

    @Test
    void staysWithinItsBounds() {
        assertInterval(0, 1, "0.000", "0.794");
        assertInterval(1, 1, "0.206", "1.000");
    }

    private static void assertInterval(long confirmed, long judged, String lower, String upper) {
        Measure.Precision precision = measure(
                Map.of(DispositionOutcome.CONFIRMED, confirmed, DispositionOutcome.REFUTED, judged - confirmed))
            .precision()
            .orElseThrow();
        assertThat(precision.lower()).isCloseTo(new BigDecimal(lower), within("0.0006"));
        assertThat(precision.upper()).isCloseTo(new BigDecimal(upper), within("0.0006"));
        assertThat(precision.share()).isBetween(precision.lower(), precision.upper());
    }

    private static Offset<BigDecimal> within(String difference) {
        return Offset.offset(new BigDecimal(difference));
    }

    private static Measure measure(Map<DispositionOutcome, Long> dispositions) {
        return new Measure("PAY-1", 1, 3, 2, 100, dispositions);
    }
}
