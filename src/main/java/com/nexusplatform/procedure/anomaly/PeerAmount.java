package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
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

    static final int MOST_POINTS = 12;
    static final int POINTS_BEYOND_FENCE = 4;

    static final String FORMULA = "modifiedZ = scale (ln(amount in minor units) - median) / deviation;"
            + " ratio = exp(|ln(amount in minor units) - median|); fences = quartile1 - fence (quartile3 - quartile1) and"
            + " quartile3 + fence (quartile3 - quartile1); points = min(mostPoints, floor(|modifiedZ|)), more by"
            + " pointsBeyondFence outside the fences, half of it rounded up below the median";

    /** 0.6745 (ln x − median) / deviation. */
    BigDecimal modifiedZ() {
        return Numerals.rounded(spread.modifiedZ(amount));
    }

    /** How many times the usual amount, or which part of it, as a number from 1. */
    BigDecimal ratio() {
        return Numerals.rounded(StrictMath.exp(spread.distance(amount)));
    }

    /** Weight of the evidence. */
    int points() {
        int points = modifiedZ().abs().min(BigDecimal.valueOf(MOST_POINTS)).intValue();
        points += beyondFence() ? POINTS_BEYOND_FENCE : 0;
        return isHigh() ? points : (points + 1) / 2;
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
        steps.put("points", points());
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
