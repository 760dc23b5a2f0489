package com.nexusplatform.analysis.web;

import java.math.BigDecimal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.analysis.DispositionOutcome;
import com.nexusplatform.analysis.Measure;

/**
 * How a version of a procedure has done over all examinations, as shown: {@code results} times performed, {@code open} alerts that
 * nobody judged, {@code precision} null before the first judgement that counts.
 */
record MeasureView(String procedure, int version, long results, long applicable, long alerts,
        Map<DispositionOutcome, Long> dispositions, long open, @Nullable PrecisionView precision) {

    /** CONFIRMED among CONFIRMED, EXPLAINED and REFUTED ({@code judged}), with its interval at 95 % confidence after Wilson. */
    record PrecisionView(long confirmed, long judged, BigDecimal share, BigDecimal lower, BigDecimal upper) {}

    static MeasureView of(Measure measure) {
        return new MeasureView(measure.procedure(), measure.version(), measure.results(), measure.applicable(),
                measure.alerts(), measure.dispositions(), measure.open(),
                measure.precision()
                    .map(known -> new PrecisionView(known.confirmed(), known.judged(), known.share(), known.lower(),
                            known.upper()))
                    .orElse(null));
    }
}
