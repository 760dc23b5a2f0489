package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.statistics.distribution.PoissonDistribution;

import static org.assertj.core.api.Assertions.assertThat;

/** The money laundering procedures' alerts, computed again from what they say. */
final class LaunderingRecomputation {

    private static final double MICROS_AN_HOUR = 3.6e9;
    private static final int DATE = "2025-03-03".length();

    private LaunderingRecomputation() {}

    static void structuring(Told told) {
        List<Told> parts = told.list("inputs.amounts").stream().map(told::inner).toList();
        BigDecimal threshold = told.decimal("constants.threshold");
        BigDecimal near = threshold.multiply(BigDecimal.ONE.subtract(told.decimal("constants.nearBand")));
        long count = told.whole("inputs.parts");
        long window = told.whole("steps.window");
        double share = told.number("steps.near") / count;
        if (parts.size() == count) {
            assertThat(parts.stream().map(part -> part.decimal("amount")).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(told.decimal("inputs.sum"));
            assertThat(parts.stream().filter(part -> part.decimal("amount").abs().compareTo(near) >= 0).count())
                .isEqualTo(told.whole("steps.near"));
            assertThat(told.whole("steps.businessDays")).isEqualTo(parts.getLast().whole("businessDay"))
                .isLessThanOrEqualTo(window);
        }
        assertThat(parts).allSatisfy(part -> assertThat(part.decimal("amount").abs()).isLessThan(threshold));
        assertThat(told.decimal("inputs.sum").abs()).isGreaterThan(threshold);
        assertThat(count).isGreaterThanOrEqualTo(told.whole("constants.minimumParts"));
        told.says("steps.share", share, 4);
        boolean enough = share >= told.number("constants.nearShare");
        String grade = window == 1 ? enough ? "DAY_NEAR" : "DAY" : window == 3 ? "THREE_DAYS" : "FIVE_DAYS";
        assertThat(enough || window == 1).isTrue();
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    static void dormantReactivation(Told told) {
        long gap = ChronoUnit.DAYS.between(LocalDate.parse(told.text("inputs.dayBefore")),
                LocalDate.parse(told.text("inputs.day")));
        BigDecimal position = told.decimal("constants.quantile")
            .multiply(told.decimal("inputs.earlierTransfers").subtract(BigDecimal.ONE));
        BigDecimal fraction = position.remainder(BigDecimal.ONE);
        BigDecimal lower = told.decimal("inputs.lower");
        BigDecimal limit = lower.add(fraction.multiply(told.decimal("inputs.upper").subtract(lower)));
        List<BigDecimal> amounts = told.list("inputs.transfers")
            .stream()
            .map(transfer -> told.inner(transfer).decimal("amount"))
            .toList();

        assertThat(gap).isEqualTo(told.whole("steps.gap")).isGreaterThanOrEqualTo(told.whole("constants.gapDays"));
        told.says("steps.position", position);
        told.says("steps.limit", limit);
        assertThat(amounts).allSatisfy(amount -> assertThat(amount).isGreaterThanOrEqualTo(limit)
            .isGreaterThan(told.decimal("steps.median")));
        BigDecimal largest = amounts.stream().max(BigDecimal::compareTo).orElseThrow();
        String grade = largest.compareTo(told.decimal("inputs.largestBefore")) > 0 ? "LARGEST" : "HIGH";
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    static void velocitySpike(Told told) {
        List<Told> transfers = told.list("inputs.transfers").stream().map(told::inner).toList();
        long number = told.whole("inputs.number");
        BigDecimal sum = told.decimal("inputs.sum");
        if (transfers.size() == number) {
            assertThat(transfers.stream().map(each -> each.decimal("amount")).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum);
        }
        String grade;
        if (told.has("inputs.asOften")) {
            double share = told.number("inputs.asOften") / told.number("inputs.pairsAndDays");
            told.says("steps.share", share);
            assertThat(share).isLessThanOrEqualTo(told.number("constants.repeatShare"));
            assertThat(number).isGreaterThanOrEqualTo(told.whole("constants.minimumRepeats"));
            grade = share <= told.number("constants.rareShare") ? "REPEATED_RARELY" : "REPEATED";
        } else {
            double numberLimit = limit(told, "Numbers", "meanNumber", "numberLimit");
            double sumLimit = limit(told, "Sums", "meanSum", "sumLimit");
            boolean often = number >= numberLimit;
            boolean much = sum.doubleValue() >= sumLimit;
            assertThat(often || much).isTrue();
            grade = often && much ? "COUNT_AND_SUM" : often ? "COUNT" : "SUM";
        }
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    static void passThrough(Told told) {
        BigDecimal in = sum(told, "in");
        BigDecimal out = sum(told, "out");
        double least = (1 - told.number("constants.tolerance")) * (1 - told.number("constants.commission"));
        double ratio = out.doubleValue() / in.doubleValue();
        long numbers = told.whole("inputs.numberIn") + told.whole("inputs.numberOut");

        told.says("steps.ratio", ratio);
        told.says("steps.least", least);
        assertThat(ratio).isBetween(least, 1.0);
        if (told.list("inputs.in").size() + told.list("inputs.out").size() == numbers) {
            goesOutAfterItCameIn(told);
        }
        String grade = numbers == 2 ? "SINGLE" : "GROUP";
        if (told.whole("inputs.candidates") > told.whole("constants.few") * told.whole("inputs.numberOut")) {
            grade = "BUSY";
        } else if (told.whole("inputs.alike") > 0) {
            grade = "ORDINARY";
        } else if (ratio < 1 - told.number("constants.tolerance")) {
            grade = "COMMISSION";
        }
        assertThat(told.text("steps.grade")).isEqualTo(grade);
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    private static void goesOutAfterItCameIn(Told told) {
        List<Told> ins = told.list("inputs.in").stream().map(told::inner).toList();
        List<Told> outs = told.list("inputs.out").stream().map(told::inner).toList();
        assertThat(outs).allSatisfy(out -> assertThat(sumUntil(outs, moment(out)))
            .isLessThanOrEqualTo(sumUntil(ins, moment(out))));
        assertThat(moment(outs.getLast())).isBefore(moment(ins.getFirst()).plusHours(told.whole("constants.hours")));
    }

    private static LocalDateTime moment(Told transfer) {
        String at = transfer.text("at");
        return at.length() == DATE ? LocalDate.parse(at).atStartOfDay() : LocalDateTime.parse(at);
    }

    private static BigDecimal sumUntil(List<Told> transfers, LocalDateTime moment) {
        return transfers.stream()
            .filter(transfer -> !moment(transfer).isAfter(moment))
            .map(transfer -> transfer.decimal("amount"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static void fanInOut(Told told) {
        List<Told> transfers = told.list("inputs.transfers").stream().map(told::inner).toList();
        boolean inward = told.text("inputs.direction").equals("in");
        double window = told.number("constants.hours") * MICROS_AN_HOUR;
        double span = told.number("inputs.spanMicroseconds");
        double own = told.number("inputs.outside") * window / Math.max(window, span - window);
        double all = told.number("inputs.allTransfers") * window / (span * told.number("inputs.allParties"));
        int others = (int) told.whole("inputs.others");

        told.says("steps.mean", Math.max(own, all));
        double probability = PoissonDistribution.of(told.number("steps.mean")).survivalProbability(others - 1);
        told.says("steps.probability", probability);
        assertThat((long) others).isGreaterThanOrEqualTo(told.whole("constants.minimumParties"));
        if (transfers.size() == told.whole("inputs.number")) {
            assertThat(transfers.stream().map(transfer -> transfer.text(inward ? "from" : "to")).distinct().count())
                .isEqualTo(others);
        }
        boolean goesOn = !told.list("inputs.onward").isEmpty();
        String grade = goesOn
                ? inward ? "GATHER_SCATTER" : "SCATTER_GATHER"
                : probability <= told.number("constants.rare")
                        ? "RARE"
                        : probability <= told.number("constants.unusual") ? "UNUSUAL" : "USUAL";
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    static void circularFlow(Told told) {
        List<Told> hops = told.list("inputs.transfers").stream().map(told::inner).toList();
        BigDecimal kept = BigDecimal.ONE.subtract(told.decimal("constants.margin"));
        List<Double> retained = new ArrayList<>();
        for (int hop = 1; hop < hops.size(); hop++) {
            BigDecimal before = hops.get(hop - 1).decimal("amount");
            BigDecimal amount = hops.get(hop).decimal("amount");
            assertThat(amount).isLessThanOrEqualTo(before).isGreaterThanOrEqualTo(before.multiply(kept));
            assertThat(hops.get(hop).text("from")).isEqualTo(hops.get(hop - 1).text("to"));
            assertThat(LocalDateTime.parse(hops.get(hop).text("at")))
                .isAfterOrEqualTo(LocalDateTime.parse(hops.get(hop - 1).text("at")));
            retained.add(amount.doubleValue() / before.doubleValue());
        }
        BigDecimal first = hops.getFirst().decimal("amount");
        BigDecimal last = hops.getLast().decimal("amount");
        for (int i = 0; i < retained.size(); i++) {
            assertThat(told.decimals("steps.retained").get(i).doubleValue())
                .isCloseTo(retained.get(i), org.assertj.core.api.Assertions.within(1e-11));
        }
        told.says("steps.retainedInAll", last.doubleValue() / first.doubleValue());
        assertThat(hops.getLast().text("to")).isEqualTo(hops.getFirst().text("from"));
        assertThat((long) hops.size()).isEqualTo(told.whole("steps.hops"))
            .isBetween(told.whole("constants.minimumHops"), told.whole("constants.maximumHops"));
        String grade = last.compareTo(kept.multiply(first)) >= 0 ? "TIGHT" : "LOOSE";
        assertThat((long) told.points()).isEqualTo(told.whole("constants.points." + grade));
    }

    /** Mean and limit of the numbers or sums of earlier days, from their total and the total of their squares. */
    private static double limit(Told told, String what, String mean, String limit) {
        BigDecimal days = told.decimal("inputs.days");
        BigDecimal total = told.decimal("inputs.totalOf" + what);
        double spread = days.multiply(told.decimal("inputs.squaresOf" + what))
            .subtract(total.multiply(total))
            .doubleValue();
        double deviation = Math.sqrt(spread / (days.doubleValue() * (days.doubleValue() - 1)));
        double average = total.doubleValue() / days.doubleValue();
        told.says("steps." + mean, average);
        told.says("steps.deviationOf" + what, deviation);
        double least = Math.max(average + told.number("constants.sigmas") * deviation,
                told.number("constants.minimumRatio") * average);
        told.says("steps." + limit, least);
        return least * (1 - 1e-12);
    }

    private static BigDecimal sum(Told told, String side) {
        String name = side.equals("in") ? "In" : "Out";
        BigDecimal sum = told.decimal("inputs.sum" + name);
        List<?> listed = told.list("inputs." + side);
        if (listed.size() == told.whole("inputs.number" + name)) {
            assertThat(listed.stream()
                .map(transfer -> told.inner(transfer).decimal("amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(sum);
        }
        return sum;
    }
}
