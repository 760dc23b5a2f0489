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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.statistics.distribution.BinomialDistribution;

import com.nexusplatform.procedure.Weights;

import static org.assertj.core.api.Assertions.assertThat;

/** The journal procedures' alerts, computed again from what they say. */
final class JournalRecomputation {

    private static final Map<String, String> KINDS = Map.of("PERIOD_END", "period", "PERIOD_START", "period",
            "POST_CLOSE", "lateness", "BACKDATED", "lateness", "POOR_TEXT", "text", "ROUND", "amount", "MANUAL",
            "type");

    private JournalRecomputation() {}

    static void sequenceGaps(Told told) {
        if (told.has("inputs.documentNo")) {
            assertThat(told.list("inputs.rows")).hasSize(2).doesNotHaveDuplicates();
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
        assertThat(told.number("steps.filled")).isGreaterThanOrEqualTo(told.number("constants.density"));
        assertThat(told.verdict()).isEqualTo(to - from + 1 + " > 0");
        told.hasPointsOf("GAP");
    }

    static void roundAmounts(Told told) {
        assertThat((long) told.points())
            .isIn(Weights.of("LED-2").grades().values().stream().map(Long::valueOf).toList());
        if (!told.has("inputs.groupRows")) {
            BigDecimal amount = told.decimal("inputs.amount").abs();
            assertThat(amount.remainder(told.decimal("constants.multiple"))).isZero();
            assertThat(amount).isGreaterThanOrEqualTo(told.decimal("constants.minimum"));
            return;
        }
        double p = BinomialDistribution.of((int) told.whole("inputs.groupRows"), told.number("steps.share"))
            .survivalProbability((int) told.whole("inputs.roundRows") - 1);
        double q = told.number("steps.p") * told.number("steps.tests") / told.number("steps.rank");
        told.says("steps.p", p, 4);
        told.says("steps.adjustedP", Math.min(1, q), 4);
        assertThat(told.number("steps.adjustedP")).isLessThanOrEqualTo(told.number("constants.q"));
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
        assertThat(criteria).containsAll(told.texts("steps.criteria"));
        assertThat(told.texts("steps.criteria")).isNotEmpty();
        assertThat(told.verdict()).contains(local);
        assertThat((long) told.points()).isEqualTo(told.whole("steps.points"));
    }

    static void periodEndEntries(Told told) {
        List<String> attributes = told.texts("steps.attributes");
        List<BigDecimal> points = told.decimals("steps.attributePoints");
        Map<String, Integer> byKind = new HashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            byKind.merge(KINDS.get(attributes.get(i)), points.get(i).intValueExact(), Math::max);
        }
        int kinds = byKind.size();
        assertThat((long) kinds).isEqualTo(told.whole("steps.kinds"))
            .isGreaterThanOrEqualTo(told.whole("constants.minimumAttributes"));
        assertThat((long) told.points()).isEqualTo(Math.min(told.whole("constants.MOST"),
                byKind.values().stream().mapToInt(Integer::intValue).sum()));
        assertThat(told.verdict()).isEqualTo(kinds + " >= " + told.whole("constants.minimumAttributes"));
        assertThat(attributes).containsExactlyInAnyOrderElementsOf(
                attributesOf(told).stream().filter(told.texts("constants.judged")::contains).toList());
    }

    static void unusualAccounts(Told told) {
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
        told.hasPointsOf(told.text("steps.grade"));
    }

    static void segregationOfDuties(Told told) {
        if (told.has("steps.rowsOfAuthor")) {
            assertThat(told.whole("steps.rowsOfAuthor")).isLessThan(told.whole("constants.rareRows"));
        } else {
            assertThat(told.list("inputs.fields")).hasSize(2).doesNotHaveDuplicates();
            assertThat(told.verdict()).contains(told.list("inputs.rows").getFirst().toString(), "equal");
        }
        assertThat((long) told.points()).isEqualTo(told.whole("steps.points"));
    }

    static void descriptionKeywords(Told told) {
        double rows = told.number("steps.describedRows");
        List<BigDecimal> withKeyword = told.decimals("steps.rowsWithKeyword");
        List<String> grades = told.texts("steps.grades");
        assertThat(withKeyword).hasSameSizeAs(told.list("inputs.keywords")).hasSameSizeAs(grades);
        assertThat(withKeyword).allSatisfy(count -> assertThat(count.doubleValue() / rows)
            .isLessThanOrEqualTo(told.number("constants.maximumShare")));
        int most = grades.stream().mapToInt(grade -> Weights.of("LED-7").points(grade)).max().orElseThrow();
        assertThat(told.points()).isEqualTo(most);
        int strongest = grades.indexOf(
                grades.stream().filter(grade -> Weights.of("LED-7").points(grade) == most).findFirst().orElseThrow());
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
        add(attributes, "MANUAL",
                told.has("inputs.manualType") && Boolean.parseBoolean(told.text("inputs.manualType")));
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
