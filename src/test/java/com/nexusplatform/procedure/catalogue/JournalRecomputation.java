package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.statistics.distribution.BinomialDistribution;

import static org.assertj.core.api.Assertions.assertThat;

/** The journal procedures' alerts, computed again from what they say. */
final class JournalRecomputation {

    private JournalRecomputation() {}

    static void sequenceGaps(Told told) {
        if (told.has("inputs.documentNo")) {
            assertThat(told.list("inputs.rows")).hasSize(2).doesNotHaveDuplicates();
            boolean dayDiffers = told.texts("inputs.postedOn")
                .stream()
                .filter(day -> !day.isEmpty())
                .distinct()
                .count() > 1;
            assertThat(dayDiffers).isEqualTo(told.flag("steps.dayDiffers"));
            assertThat(dayDiffers || told.flag("steps.authorDiffers")).isTrue();
            assertThat(told.text("inputs.documentNo").replaceFirst("[0-9]+([^0-9]*)$", "#$1").toUpperCase(Locale.ROOT))
                .isEqualTo(told.text("steps.series"));
            told.hasPointsOf("REPEAT");
            return;
        }
        long from = lastNumber(told.text("inputs.previous")) + 1;
        long to = lastNumber(told.text("inputs.next")) - 1;
        assertThat(told.whole("steps.from")).isEqualTo(from);
        assertThat(told.whole("steps.to")).isEqualTo(to);
        assertThat(told.whole("steps.missing")).isEqualTo(to - from + 1)
            .isBetween(1L,
                    told.whole("constants.largestGap"));
        told.says("steps.filled", told.number("inputs.numbersOfBlock") / told.number("inputs.rangeOfBlock"), 4);
        assertThat(told.number("steps.filled")).isGreaterThanOrEqualTo(told.number("constants.density"));
        assertThat(told.whole("inputs.numbersOfBlock")).isGreaterThanOrEqualTo(told.whole("constants.seriesNumbers"));
        assertThat(told.verdict()).isEqualTo(to - from + 1 + " > 0");
        told.hasPointsOf("GAP");
    }

    static void roundAmounts(Told told) {
        if (!told.has("inputs.groupRows")) {
            BigDecimal amount = told.decimal("inputs.amount").abs();
            assertThat(amount.remainder(told.decimal("constants.multiple"))).isZero();
            assertThat(amount).isGreaterThanOrEqualTo(told.decimal("constants.minimum"));
            assertThat(told.decimal("inputs.roundAmounts")).isLessThanOrEqualTo(
                    told.decimal("constants.rareShare").multiply(told.decimal("inputs.positiveAmounts")));
            told.says("steps.share", told.number("inputs.roundAmounts") / told.number("inputs.positiveAmounts"), 4);
            int zeros = Math.max(0, -amount.stripTrailingZeros().scale());
            assertThat(told.whole("steps.trailingZeros")).isEqualTo(zeros);
            told.hasPointsOf("ZEROS_" + Math.min(zeros, told.whole("constants.mostZeros")));
            return;
        }
        double share = told.number("inputs.roundAmounts") / told.number("inputs.positiveAmounts");
        told.says("steps.share", share, 4);
        double p = BinomialDistribution.of((int) told.whole("inputs.groupRows"), share)
            .survivalProbability((int) told.whole("inputs.roundRows") - 1);
        double threshold = told.number("constants.q") * told.number("steps.rank")
                / told.number("steps.tests");
        told.says("steps.p", p, 4);
        told.says("steps.threshold", threshold);
        assertThat(told.decimal("steps.p")).isLessThanOrEqualTo(told.decimal("steps.threshold"));
        told.hasPointsOf("GROUP");
    }

    static void unusualTimes(Told told) {
        String local = told.text("inputs.local");
        LocalDate day = LocalDate.parse(local.substring(0, 10));
        List<String> criteria = new ArrayList<>();
        if (told.texts("constants.weekend").contains(day.getDayOfWeek().name())) {
            criteria.add("WEEKEND");
        }
        if (!told.text("steps.holiday").isEmpty()) {
            criteria.add("HOLIDAY");
        }
        if (local.length() > 10) {
            LocalTime time = LocalDateTime.parse(local, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT))
                .toLocalTime();
            if (time.isBefore(LocalTime.parse(told.text("constants.businessHoursFrom")))
                    || !time.isBefore(LocalTime.parse(told.text("constants.businessHoursTo")))) {
                criteria.add("AFTER_HOURS");
            }
        }
        assertThat(DayOfWeek.valueOf(told.text("steps.weekday"))).isEqualTo(day.getDayOfWeek());
        criteria.retainAll(told.texts("constants.judged"));
        told.texts("constants.judged")
            .forEach(judged -> assertThat(told.number("steps.rowsMeeting." + judged) / told.number("steps.dated"))
                .isLessThanOrEqualTo(told.number("constants.maximumShare")));
        assertThat(told.texts("steps.criteria")).isNotEmpty().isEqualTo(criteria);
        assertThat(told.verdict()).contains(local);
        told.hasPointsOf(criteria.size() > 1 ? "MORE" : "ONE");
    }

    static void periodEndEntries(Told told) {
        List<String> attributes = told.texts("steps.attributes");
        List<BigDecimal> points = told.decimals("steps.attributePoints");
        Map<String, Integer> byKind = new HashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            assertThat(points.get(i).longValueExact()).isEqualTo(told.pointsOf(attributes.get(i)));
            byKind.merge(told.text("constants.kindOf." + attributes.get(i)), points.get(i).intValueExact(), Math::max);
        }
        told.texts("constants.judged")
            .forEach(judged -> assertThat(
                    told.number("steps.rowsWithAttribute." + judged) / told.number("steps.rowsInAll"))
                .isLessThanOrEqualTo(told.number("constants.maximumShare")));
        int kinds = byKind.size();
        assertThat((long) kinds).isEqualTo(told.whole("steps.kinds"))
            .isGreaterThanOrEqualTo(told.whole("constants.minimumAttributes"));
        assertThat((long) told.points()).isEqualTo(Math.min(told.pointsOf("MOST"),
                byKind.values().stream().mapToInt(Integer::intValue).sum()));
        assertThat(told.verdict()).isEqualTo(kinds + " >= " + told.whole("constants.minimumAttributes"));
        assertThat(attributes).containsExactlyInAnyOrderElementsOf(
                attributesOf(told).stream().filter(told.texts("constants.judged")::contains).toList());
    }

    static void unusualAccounts(Told told) {
        assertThat(told.number("steps.documentsMeeting") / told.number("steps.documentsInAll"))
            .isLessThanOrEqualTo(told.number("constants.maximumShare"));
        if (told.has("steps.documentsOfBoth")) {
            BigDecimal both = told.decimal("steps.documentsOfBoth");
            BigDecimal confidence = told.decimal("constants.confidence");
            assertThat(both).isLessThan(told.decimal("constants.support"));
            for (String side : List.of("One", "Other")) {
                BigDecimal documents = told.decimal("steps.documentsOf" + side);
                assertThat(both).isLessThan(confidence.multiply(documents));
                told.says("steps.confidenceOf" + side, both.doubleValue() / documents.doubleValue(), 4);
            }
        } else {
            long years = Math.max(1, Math.round(told.number("inputs.days") / 365.25));
            assertThat(told.whole("steps.years")).isEqualTo(years);
            assertThat(told.whole("steps.limit")).isEqualTo(years * told.whole("constants.usesAYear"));
            assertThat(told.whole("steps.documents")).isLessThanOrEqualTo(told.whole("steps.limit"));
        }
        told.hasPointsOf(told.has("steps.documentsOfBoth")
                ? told.text("inputs.one").startsWith("author") ? "UNUSUAL_AUTHOR" : "UNUSUAL_PAIR"
                : "SELDOM_ACCOUNT");
    }

    static void segregationOfDuties(Told told) {
        if (told.has("steps.rowsOfAuthor")) {
            assertThat(told.whole("steps.rowsOfAuthor")).isLessThan(told.whole("constants.rareRows"));
        } else {
            assertThat(told.list("inputs.fields")).hasSize(2).doesNotHaveDuplicates();
            assertThat(told.verdict()).contains(told.list("inputs.rows").getFirst().toString(), "equal");
        }
        told.hasPointsOf(told.has("steps.rowsOfAuthor") ? "RARE_POSTER" : "SAME_PERSON");
    }

    static void descriptionKeywords(Told told) {
        double rows = told.number("steps.describedRows");
        List<BigDecimal> withKeyword = told.decimals("steps.rowsWithKeyword");
        List<String> grades = told.texts("steps.grades");
        assertThat(withKeyword).hasSameSizeAs(told.list("inputs.keywords")).hasSameSizeAs(grades);
        assertThat(withKeyword).allSatisfy(count -> assertThat(count.doubleValue() / rows)
            .isLessThanOrEqualTo(told.number("constants.maximumShare")));
        String strongestGrade = grades.stream().max(Comparator.comparingLong(told::pointsOf)).orElseThrow();
        told.hasPointsOf(strongestGrade);
        int strongest = grades.indexOf(strongestGrade);
        told.says("steps.share", withKeyword.get(strongest).doubleValue() / rows, 4);
    }

    private static List<String> attributesOf(Told told) {
        LocalDate posted = LocalDate.parse(told.text("inputs.postedOn"));
        assertThat(told.text("constants.period")).isEqualTo("month");
        YearMonth month = YearMonth.from(posted);
        long left = ChronoUnit.DAYS.between(posted, month.atEndOfMonth());
        assertThat(told.whole("steps.daysLeft")).isEqualTo(left);
        List<String> attributes = new ArrayList<>();
        add(attributes, "PERIOD_END", left < told.whole("constants.days"));
        add(attributes, "PERIOD_START", posted.getDayOfMonth() <= told.whole("constants.days"));
        String recorded = told.text("inputs.recordedOn");
        if (!recorded.isEmpty()) {
            LocalDate day = LocalDate.parse(recorded);
            LocalDate effective = LocalDate.parse(told.text("inputs.effectiveOn"));
            add(attributes, "POST_CLOSE", told.whole("steps.daysAfterPeriod") > told.whole("constants.graceDays"));
            add(attributes, "BACKDATED",
                    ChronoUnit.DAYS.between(effective, day) > told.whole("constants.backdatedDays"));
            assertThat(told.whole("steps.daysLate")).isEqualTo(ChronoUnit.DAYS.between(effective, day));
        }
        BigDecimal amount = told.decimal("inputs.amount");
        add(attributes, "POOR_TEXT", told.whole("inputs.characters") < told.whole("constants.minimumCharacters"));
        add(attributes, "ROUND", amount.signum() != 0
                && amount.remainder(told.decimal("constants.roundMultiple")).signum() == 0);
        add(attributes, "MANUAL", told.has("inputs.type")
                && told.texts("constants.manualTypes").contains(told.text("inputs.type").toLowerCase(Locale.ROOT)));
        return attributes;
    }

    private static void add(List<String> attributes, String name, boolean held) {
        if (held) {
            attributes.add(name);
        }
    }

    private static long lastNumber(String text) {
        return Long.parseLong(text.replaceFirst("^.*?([0-9]+)[^0-9]*$", "$1"));
    }
}
