package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.util.Map;

import org.apache.commons.statistics.distribution.NormalDistribution;

import com.nexusplatform.columnar.Currencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The anomaly procedures' alerts, computed again from what they say. */
final class AnomalyRecomputation {

    private static final double SHOWN = 5e-9; // credits are shown to eight decimals

    private AnomalyRecomputation() {}

    static void peerOutlier(Told told) {
        double minor = told.decimal("inputs.amount")
            .movePointRight(Currencies.digits(told.text("inputs.currency")))
            .doubleValue();
        double distance = Math.log(minor) - told.number("inputs.median");
        double z = told.number("constants.scale") * distance / told.number("inputs.deviation");
        double ratio = Math.exp(Math.abs(distance));
        double reach = told.number("constants.fence")
                * (told.number("inputs.quartile3") - told.number("inputs.quartile1"));
        double upper = told.number("inputs.quartile3") + reach;

        told.says("steps.logAmount", Math.log(minor));
        assertThat(told.number("steps.modifiedZ")).isCloseTo(z, within(1e-8 * Math.abs(z)));
        assertThat(told.number("steps.ratio")).isCloseTo(ratio, within(1e-8 * ratio));
        assertThat(Math.abs(z)).isGreaterThan(told.number("constants.threshold"));
        assertThat(ratio).isGreaterThanOrEqualTo(told.number("constants.minimumRatio") * (1 - 1e-9));
        told.says("steps.p",
                2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(told.number("steps.modifiedZ"))), 4);
        told.says("steps.pThreshold", told.number("constants.q") * told.number("steps.testsRejected")
                / told.number("steps.tests"));
        assertThat(told.decimal("steps.p")).isLessThanOrEqualTo(told.decimal("steps.pThreshold"));
        assertThat((long) told.points())
            .isEqualTo(told.whole("constants.points." + grade(z, ratio, Math.log(minor) > upper)));
    }

    static void isolationForest(Told told) {
        Map<?, ?> credits = (Map<?, ?>) told.at("steps.credits");
        double sum = credits.values()
            .stream()
            .mapToDouble(credit -> new BigDecimal(credit.toString()).doubleValue())
            .sum();
        double average = told.number("constants.averagePath");
        double meanPath = average - told.number("steps.sumOfCredits");
        double rank = told.number("steps.rank");

        assertThat(told.number("steps.sumOfCredits")).isCloseTo(sum, within(SHOWN * (credits.size() + 1)));
        assertThat(told.number("steps.meanPath")).isCloseTo(meanPath, within(2 * SHOWN));
        told.says("steps.score", Math.pow(2, -told.number("steps.meanPath") / average), 8);
        ((Map<?, ?>) told.at("steps.shares"))
            .forEach((feature, share) -> assertThat(Double.parseDouble(share.toString()))
                .isCloseTo(new BigDecimal(credits.get(feature).toString()).doubleValue() / sum, within(0.000051)));
        assertThat(told.number("steps.score")).isGreaterThan(told.number("constants.minimumScore"));
        assertThat(told.number("constants.ranks")).isEqualTo(
                Math.max(1, Math.floor(told.number("constants.share") * told.number("constants.rows"))));
        assertThat(rank).isLessThanOrEqualTo(told.number("constants.ranks"));
        if (told.has("inputs.subset")) {
            DigitRecomputation.concentration(told);
        }
        String grade = 10 * rank <= told.number("constants.ranks") ? "FIRST_TENTH" : "OTHER";
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    private static String grade(double z, double ratio, boolean beyondUpperFence) {
        if (z < 0) {
            return "LOW";
        }
        if (!beyondUpperFence) {
            return "INSIDE_FENCE";
        }
        if (ratio < 5) {
            return "BELOW_FIVEFOLD";
        }
        return "FIVEFOLD_Z" + (z >= 12 ? 12 : z >= 8 ? 8 : z >= 5 ? 5 : 3);
    }
}
