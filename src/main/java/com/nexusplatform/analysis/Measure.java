package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import com.nexusplatform.procedure.sampling.WilsonInterval;

/**
 * How a version of a procedure has done over all examinations, re-performances left out.
 *
 * @param procedure    code
 * @param version      version
 * @param results      times that it was performed; twice in a run where a plan has it twice
 * @param applicable   of these, those that were applicable
 * @param alerts       alerts raised
 * @param dispositions judged alerts by the judgement that holds
 */
public record Measure(String procedure, int version, long results, long applicable, long alerts,
        Map<DispositionOutcome, Long> dispositions) {

    private static final BigDecimal CONFIDENCE = new BigDecimal("0.95");
    private static final int DIGITS = 4;

    public Measure {
        Map<DispositionOutcome, Long> all = new EnumMap<>(DispositionOutcome.class);
        for (DispositionOutcome outcome : DispositionOutcome.values()) {
            all.put(outcome, dispositions.getOrDefault(outcome, 0L));
        }
        dispositions = Collections.unmodifiableMap(all);
    }

    /**
     * The share of alerts that showed what they seemed to show, with its interval at 95 % confidence after Wilson.
     *
     * @param confirmed alerts judged CONFIRMED
     * @param judged    alerts judged CONFIRMED, EXPLAINED or REFUTED
     * @param share     the first divided by the second, to four digits
     * @param lower     lower end of the interval
     * @param upper     upper end of the interval
     */
    public record Precision(long confirmed, long judged, BigDecimal share, BigDecimal lower, BigDecimal upper) {}

    /** Alerts judged with an outcome. */
    public long judged(DispositionOutcome outcome) {
        return dispositions.getOrDefault(outcome, 0L);
    }

    /** Alerts that nobody judged. */
    public long open() {
        return alerts - dispositions.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * CONFIRMED of CONFIRMED, EXPLAINED and REFUTED; empty before any such judgement. INCONCLUSIVE says nothing for or against the
     * procedure, and DUPLICATE repeats what another alert was judged for.
     */
    public Optional<Precision> precision() {
        long confirmed = judged(DispositionOutcome.CONFIRMED);
        long judged = confirmed + judged(DispositionOutcome.EXPLAINED) + judged(DispositionOutcome.REFUTED);
        if (judged == 0) {
            return Optional.empty();
        }
        WilsonInterval interval = WilsonInterval.of(confirmed, judged, CONFIDENCE);
        return Optional.of(new Precision(confirmed, judged,
                BigDecimal.valueOf(confirmed).divide(BigDecimal.valueOf(judged), DIGITS, RoundingMode.HALF_EVEN),
                interval.lower().setScale(DIGITS, RoundingMode.FLOOR),
                interval.upper().setScale(DIGITS, RoundingMode.CEILING)));
    }
}
