package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Parameters;

/**
 * When an amount stands out of its group. Grows with the distance from the median on either side, so that the amounts that stand
 * out are a beginning and an end of the sorted group.
 *
 * @param threshold    modified z that must be exceeded, by magnitude
 * @param logRatio     least |ln x − median|
 * @param high         whether amounts above the median are looked for
 * @param low          whether amounts below the median are looked for
 * @param fenceRanges  interquartile ranges from the quartiles to the outer fences
 * @param minimumGroup amounts below which a group is not judged
 */
record OutlierRule(BigDecimal threshold, double logRatio, boolean high, boolean low, double fenceRanges,
        int minimumGroup) {

    private static final double DOUBTFUL = 1e-6;

    /** The rule that the parameters state. */
    static OutlierRule of(Parameters parameters) {
        String side = parameters.text(PeerOutlier.SIDE);
        return new OutlierRule(parameters.decimal(PeerOutlier.THRESHOLD),
                StrictMath.log(parameters.decimal(PeerOutlier.MINIMUM_RATIO).doubleValue()), !side.equals("low"),
                !side.equals("high"), parameters.decimal(PeerOutlier.FENCE).doubleValue(),
                parameters.integer(PeerOutlier.MINIMUM_GROUP));
    }

    /** Whether an amount of the group stands out. */
    boolean selects(LogSpread spread, long amount) {
        double z = spread.modifiedZ(amount);
        return (z > 0 ? high : low) && exceeds(StrictMath.abs(z)) && spread.distance(amount) >= logRatio;
    }

    /** Compares the figure as it is shown; the rounding is spared where it cannot matter. */
    private boolean exceeds(double z) {
        double limit = threshold.doubleValue();
        if (StrictMath.abs(z - limit) > DOUBTFUL * limit) {
            return z > limit;
        }
        return Numerals.rounded(z).compareTo(threshold) > 0;
    }
}
