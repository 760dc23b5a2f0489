package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Numerals;

/**
 * An amount beside its group, as an alert explains it.
 *
 * @param amount   minor units
 * @param currency ISO 4217
 * @param spread   centre and spread of the group
 * @param fence    interquartile ranges to the outer fences
 */
record PeerAmount(long amount, String currency, LogSpread spread, BigDecimal fence) {

    static final String FORMULA = "modifiedZ = scale (ln(amount in minor units) - median) / deviation;"
            + " p = erfc(|modifiedZ| / sqrt 2); pThreshold = q testsRejected / tests, cut off to 12 digits;"
            + " ratio = exp(|ln(amount in minor units) - median|); fences = quartile1 - fence (quartile3 - quartile1) and"
            + " quartile3 + fence (quartile3 - quartile1); grade = LOW below the median; else INSIDE_FENCE unless beyond the"
            + " upper fence; else BELOW_FIVEFOLD where ratio < 5; else FIVEFOLD_Z3, Z5 from modifiedZ 5, Z8 from 8, Z12 from 12;"
            + " points = those of the grade";

    private static final BigDecimal FIVEFOLD = new BigDecimal(5);
    private static final List<Integer> CLASSES = List.of(12, 8, 5);

    /** 0.6745 (ln x − median) / deviation. */
    BigDecimal modifiedZ() {
        return Numerals.rounded(spread.modifiedZ(amount));
    }

    /** How many times the usual amount, or which part of it, as a number from 1. */
    BigDecimal ratio() {
        return Numerals.rounded(StrictMath.exp(spread.distance(amount)));
    }

    /** Strength of the evidence, which an amount that is too small has little of. */
    String grade() {
        if (!isHigh()) {
            return "LOW";
        }
        if (!beyondFence()) {
            return "INSIDE_FENCE";
        }
        if (ratio().compareTo(FIVEFOLD) < 0) {
            return "BELOW_FIVEFOLD";
        }
        BigDecimal z = modifiedZ();
        return "FIVEFOLD_Z"
                + CLASSES.stream().filter(least -> z.compareTo(BigDecimal.valueOf(least)) >= 0).findFirst().orElse(3);
    }

    /** The figures of the row and its group. */
    Map<String, Object> inputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("amount", Numerals.money(amount, currency));
        inputs.put("currency", currency);
        inputs.put("groupSize", spread.size());
        inputs.put("median", Numerals.rounded(spread.median()));
        inputs.put("deviation", Numerals.rounded(spread.deviation()));
        inputs.put("quartile1", Numerals.rounded(spread.quartile1()));
        inputs.put("quartile3", Numerals.rounded(spread.quartile3()));
        return inputs;
    }

    /** The intermediate values. */
    Map<String, Object> steps() {
        double reach = fence.doubleValue() * (spread.quartile3() - spread.quartile1());
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("logAmount", Numerals.rounded(LogSpread.log(amount)));
        steps.put("usualAmount", usualAmount());
        steps.put("modifiedZ", modifiedZ());
        steps.put("ratio", ratio());
        steps.put("lowerFence", Numerals.rounded(spread.quartile1() - reach));
        steps.put("upperFence", Numerals.rounded(spread.quartile3() + reach));
        steps.put("beyondFence", beyondFence());
        steps.put("grade", grade());
        return steps;
    }

    /** What it says, in neutral words. */
    String sentence(String peers) {
        String times = Numerals.grouped(ratio().doubleValue(), 1) + " times the ";
        String own = Numerals.money(amount, currency) + " " + currency;
        String usual = usualAmount() + " of " + Numerals.grouped(spread.size()) + " amounts " + peers;
        return isHigh()
                ? "The amount " + own + " is " + times + "usual " + usual + "."
                : "The usual " + usual + " is " + times + "amount " + own + ".";
    }

    private boolean isHigh() {
        return spread.modifiedZ(amount) > 0;
    }

    private boolean beyondFence() {
        return spread.beyondFence(amount, fence.doubleValue());
    }

    private String usualAmount() {
        return Numerals.money(StrictMath.round(StrictMath.exp(spread.median())), currency);
    }
}
