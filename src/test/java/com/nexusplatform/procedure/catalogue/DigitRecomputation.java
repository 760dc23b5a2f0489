package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import static org.assertj.core.api.Assertions.assertThat;

/** The digit procedures' alerts, computed again from what they say. */
final class DigitRecomputation {

    private DigitRecomputation() {}

    static void firstDigit(Told told) {
        subset(told, digit -> Math.log10(1 + 1.0 / digit), 1);
        told.hasPointsOf("SUBSET");
    }

    static void secondDigit(Told told) {
        subset(told,
                digit -> IntStream.rangeClosed(1, 9).mapToDouble(i -> Math.log10(1 + 1.0 / (10 * i + digit))).sum(),
                0);
        told.hasPointsOf("SUBSET");
    }

    static void firstTwoDigits(Told told) {
        group(told, digits -> Math.log10(1 + 1.0 / digits));
        if (told.has("inputs.subset")) {
            subset(told, digits -> Math.log10(1 + 1.0 / digits), 10);
        }
    }

    static void lastTwoDigits(Told told) {
        group(told, digits -> 0.01);
        assertThat(told.text("inputs.digits")).hasSize(2);
        if (told.has("inputs.subset")) {
            subset(told, digits -> 0.01, 0);
        }
    }

    static void summation(Told told) {
        BigDecimal groups = told.decimal("constants.groups");
        BigDecimal sum = told.decimal("inputs.sum");
        BigDecimal total = told.decimal("inputs.total");
        BigDecimal rest = sum.subtract(told.decimal("inputs.sumOfRows"));
        BigDecimal excess = groups.multiply(sum).subtract(total);

        told.says("steps.sumWithoutRows", rest);
        told.says("steps.mean", total.doubleValue() / groups.doubleValue());
        assertThat(excess).isPositive();
        assertThat(groups.multiply(rest)).isLessThanOrEqualTo(total);
        assertThat(told.points()).isEqualTo(excess.multiply(told.decimal("constants.excessMost"))
            .divide(groups.multiply(sum), 0, RoundingMode.HALF_EVEN)
            .max(BigDecimal.ONE)
            .intValueExact());
        assertThat(told.verdict()).contains(sum.toPlainString(), rest.toPlainString());
        if (told.has("inputs.subset")) {
            concentration(told);
        }
    }

    static void numberDuplication(Told told) {
        if (told.has("inputs.subset")) {
            concentration(told);
            long within = told.whole("inputs.concernedInSubset") * told.whole("inputs.rowsOfWhole");
            long chance = told.whole("inputs.concernedInWhole") * told.whole("inputs.rowsOfSubset");
            told.hasPointsOf(within >= 100 * chance ? "HUNDREDFOLD" : within >= 10 * chance ? "TENFOLD" : "LISTED");
            assertThat(told.whole("inputs.concernedInSubset"))
                .isGreaterThanOrEqualTo(told.whole("constants.minimumRepeats"));
            return;
        }
        BigDecimal amount = told.decimal("inputs.amount");
        BigDecimal tenth = BigDecimal.valueOf(amount.unscaledValue().longValueExact() / 10, amount.scale());
        BigDecimal least = told.decimal("constants.deMinimis").setScale(amount.scale(), RoundingMode.CEILING);
        BigDecimal from = amount.signum() < 0 ? amount.add(tenth) : amount.subtract(tenth).max(least);
        BigDecimal to = amount.signum() < 0 ? amount.subtract(tenth).min(least.negate()) : amount.add(tenth);
        long observed = told.whole("inputs.observed");
        long others = told.whole("steps.neighbouringOccurrences");
        long amounts = to.subtract(from).unscaledValue().longValueExact();

        told.says("steps.neighboursFrom", from);
        told.says("steps.neighboursTo", to);
        assertThat(told.whole("steps.neighbouringAmounts")).isEqualTo(amounts);
        told.says("steps.expected", amounts == 0 ? 0 : (double) others / amounts);
        told.hasPointsOf(amounts > 0 && observed * amounts >= 100 * others
                ? "HUNDREDFOLD"
                : amounts > 0 && observed * amounts >= 10 * others ? "TENFOLD" : "LISTED");
        assertThat(observed).isGreaterThanOrEqualTo(told.whole("constants.minimumRepeats"));
        assertThat(told.whole("inputs.rank")).isLessThanOrEqualTo(told.whole("constants.top"));
        assertThat(told.verdict()).startsWith("observed " + observed + " >= ");
    }

    /** How many of the rows concerned lie in the subset. */
    static void concentration(Told told) {
        double share = told.number("inputs.rowsOfSubset") / told.number("inputs.rowsOfWhole");
        int within = (int) told.whole("inputs.concernedInSubset");
        int concerned = (int) told.whole("inputs.concernedInWhole");
        double pValue = share < 1 ? BinomialDistribution.of(concerned, share).survivalProbability(within - 1) : 1;

        told.says("steps.expected", concerned * share);
        told.says("steps.pValue", pValue);
        told.says("steps.pValueThreshold",
                told.number("constants.q") * told.number("steps.testsRejected") / told.number("steps.tests"));
        assertThat(told.decimal("steps.pValue")).isLessThanOrEqualTo(told.decimal("steps.pValueThreshold"));
    }

    private static void group(Told told, IntToDoubleFunction law) {
        double n = told.number("inputs.n");
        double observed = told.number("inputs.observed");
        double p = law.applyAsDouble((int) told.whole("inputs.digits"));
        double difference = Math.abs(observed / n - p);
        double continuity = 1 / (2 * n) < difference ? 1 / (2 * n) : 0;
        double z = (difference - continuity) / Math.sqrt(p * (1 - p) / n);
        double share = (observed - n * p) / observed;

        told.says("steps.p", p);
        told.says("steps.z", z);
        told.says("steps.expected", n * p);
        assertThat(z).isGreaterThan(told.number("constants.criticalZ"));
        assertThat(share).isPositive();
        assertThat(told.points())
            .isEqualTo(Math.max(1, (int) Math.rint(told.number("constants.excessMost") * share)));
        assertThat(told.verdict()).contains("z " + told.text("steps.z").replaceFirst("0+$", ""));
    }

    private static void subset(Told told, IntToDoubleFunction law, int first) {
        List<BigDecimal> observed = told.decimals("inputs.observedInGroups");
        double n = told.number("inputs.n");
        double chiSquare = 0;
        for (int place = 0; place < observed.size(); place++) {
            double expected = n * law.applyAsDouble(first + place);
            double difference = observed.get(place).doubleValue() - expected;
            chiSquare += difference * difference / expected;
        }
        int freedom = (int) told.whole("steps.degreesOfFreedom");

        assertThat(observed.stream().mapToLong(BigDecimal::longValueExact).sum()).isEqualTo((long) n);
        assertThat(freedom).isEqualTo(observed.size() - 1);
        told.says("steps.chiSquare", chiSquare);
        double pValue = ChiSquaredDistribution.of(freedom).survivalProbability(told.number("steps.chiSquare"));
        told.says("steps.pValue", pValue);
        told.says("steps.pValueThreshold", told.number("constants.q") * told.number("steps.subsetsRejected")
                / told.number("steps.subsetsTested"));
        assertThat(told.decimal("steps.pValue")).isLessThanOrEqualTo(told.decimal("steps.pValueThreshold"));
        assertThat(told.verdict()).startsWith("pValue ");
    }
}
