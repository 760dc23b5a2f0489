package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.statistics.distribution.BinomialDistribution;

import static org.assertj.core.api.Assertions.assertThat;

/** The payment procedures' alerts, computed again from what they say. */
final class PaymentRecomputation {

    private static final int LISTED = 20;

    private PaymentRecomputation() {}

    static void exactDuplicates(Told told) {
        List<String> numbers = told.texts("inputs.documentNo");
        long payments = told.whole("inputs.payments");
        long days = told.whole("steps.days");

        assertThat(numbers).allSatisfy(
                number -> assertThat(normal(number)).isEqualTo(told.text("steps.normalDocumentNo")));
        assertThat(numbers).hasSize((int) Math.min(LISTED, payments));
        assertThat((long) told.rows().size()).isEqualTo(payments);
        assertThat(told.list("inputs.rows")).isEqualTo(told.rows().stream().limit(LISTED).toList());
        remaining(told, payments, told.whole("inputs.reversals"));
        String grade = "ANOTHER_DAY";
        long dated = datedPayments(told, payments);
        if (dated < 2) {
            grade = "NO_DAY";
        } else if (days == 1) {
            BigDecimal most = told.decimal("constants.seldomShare").multiply(told.decimal("steps.counterpartyRows"));
            grade = told.decimal("steps.counterpartyRowsInGroups").compareTo(most) <= 0
                    ? "SAME_DAY_SELDOM"
                    : "SAME_DAY";
        } else if (days == dated && days >= told.whole("constants.recurringPayments")
                && told.whole("steps.leastGap") >= told.whole("constants.recurringDays")) {
            grade = "RECURRING";
        } else {
            long others = told.whole("steps.rowsWithAmount") - payments;
            grade += others > told.whole("constants.common")
                    ? "_COMMON"
                    : others > told.whole("constants.rare") ? "_KNOWN" : "";
        }
        told.hasPointsOf(grade);
    }

    /** How many have a date; what is said of the days is that of the dates, and of more than are listed it includes these. */
    private static long datedPayments(Told told, long payments) {
        List<LocalDate> dates = dates(told, "inputs.postedAt");
        List<LocalDate> days = dates.stream().distinct().sorted().toList();
        long dated = told.whole("steps.datedPayments");
        long least = days.size() < 2 ? 0 : leastGap(days);
        if (payments <= LISTED) {
            assertThat(dated).isEqualTo(dates.size());
            assertThat(told.whole("steps.days")).isEqualTo(days.size());
            assertThat(told.whole("steps.leastGap")).isEqualTo(least);
        } else {
            assertThat(dated).isBetween((long) dates.size(), payments - LISTED + dates.size());
            assertThat(told.whole("steps.days")).isBetween((long) days.size(), payments - LISTED + days.size());
            assertThat(least == 0 || told.whole("steps.leastGap") <= least).isTrue();
        }
        return dated;
    }

    /** What is left of the payments when the reversals on their accounts are taken off. */
    private static void remaining(Told told, long payments, long reversals) {
        BigDecimal amount = told.money("inputs.amount");
        List<BigDecimal> takenBack = told.moneys("inputs.reversalAmounts");
        long net = payments - reversals;
        long documents = told.whole("steps.documents");

        assertThat(told.decimals("inputs.reversalRows")).hasSize((int) Math.min(LISTED, reversals))
            .hasSameSizeAs(takenBack)
            .doesNotHaveDuplicates()
            .doesNotContainAnyElementsOf(told.decimals("inputs.rows"));
        assertThat(takenBack).allSatisfy(back -> assertThat(back.negate()).isEqualByComparingTo(amount));
        if (payments <= LISTED && reversals <= LISTED) {
            Map<Object, Long> paid = counts(told.list("inputs.accountRows"));
            Map<Object, Long> reversed = counts(told.list("inputs.reversalAccountRows"));
            assertThat(paid.keySet()).containsAll(reversed.keySet());
            paid.forEach((account, count) -> assertThat(count).isGreaterThan(reversed.getOrDefault(account, 0L)));
            assertThat(told.list("inputs.accountRows")).hasSize((int) payments);
            assertThat(told.list("inputs.reversalAccountRows")).hasSize((int) reversals);
            assertThat((long) counts(told.list("inputs.documentRows")).size()).isEqualTo(documents);
            told.says("steps.netAmount",
                    takenBack.stream().reduce(amount.multiply(BigDecimal.valueOf(payments)), BigDecimal::add));
        }
        assertThat(net).isEqualTo(told.whole("steps.net"));
        assertThat(told.whole("steps.remaining")).isEqualTo(Math.min(net, documents)).isGreaterThanOrEqualTo(2);
        assertThat(told.verdict()).startsWith(told.whole("steps.remaining") + " remain");
    }

    private static Map<Object, Long> counts(List<?> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }

    static void nearDuplicates(Told told) {
        String rule = told.text("steps.rule");
        List<String> numbers = told.texts("steps.normalDocumentNo");
        List<LocalDate> days = dates(told, "inputs.postedAt").stream().sorted().toList();
        long apart = ChronoUnit.DAYS.between(days.getFirst(), days.getLast());
        long allowed = told.whole(
                List.of("CHANGED_DIGIT", "ALTERED_AMOUNT").contains(rule) ? "constants.days" : "constants.alteredDays");
        int longest = Math.max(numbers.get(0).length(), numbers.get(1).length());

        assertThat(told.list("inputs.rows")).isEqualTo(told.rows().stream().limit(LISTED).toList());
        assertThat(told.texts("inputs.documentNo")).allSatisfy(number -> assertThat(numbers).contains(normal(number)));
        assertThat(apart).isEqualTo(told.whole("steps.days")).isLessThanOrEqualTo(allowed);
        assertThat(told.verdict()).startsWith(apart + (apart == 1 ? " day" : " days") + ", at most " + allowed);
        boolean edited = List.of("ALTERED_NUMBER", "ALTERED_NUMBER_USUAL", "CHANGED_DIGIT").contains(rule);
        told.says("steps.similarity",
                edited ? (longest - 1.0) / longest : numbers.get(0).equals(numbers.get(1)) ? 1 : 0, 4);
        if (edited) {
            assertThat(isOneEdit(numbers.get(0), numbers.get(1))).as("%s", numbers).isTrue();
        }
        boolean sameAmount = told.moneys("inputs.amount").stream().distinct().count() == 1;
        assertThat(sameAmount).isEqualTo(!rule.equals("ALTERED_AMOUNT"));
        told.hasPointsOf(nearGrade(told, rule));
    }

    private static String nearGrade(Told told, String rule) {
        String kind = List.of("ALTERED_NUMBER", "ANOTHER_COUNTERPARTY")
            .stream()
            .filter(rule::startsWith)
            .findFirst()
            .orElse("");
        if (kind.isEmpty()) {
            return rule;
        }
        BigDecimal most = told.decimal("constants.habitShare").multiply(told.decimal("steps.rowsOfCounterparty"));
        if (told.whole("steps.matchesOfCounterparty") >= told.whole("constants.habitMatches")
                && told.decimal("steps.matchesOfCounterparty").compareTo(most) > 0) {
            return kind + "_OFTEN";
        }
        if (told.whole("steps.billsOfPair") >= told.whole("constants.pairBills")) {
            return kind + "_PAIR";
        }
        long others = told.whole("steps.rowsWithAmount") - told.list("inputs.rows").size();
        return rule.equals(kind) && others > told.whole("constants.rare") ? rule + "_KNOWN" : rule;
    }

    static void justBelowLimit(Told told) {
        boolean ofAPerson = told.has("inputs.column");
        int below = (int) told.whole("inputs.below");
        int both = below + (int) told.whole("inputs.above");
        double expected = ofAPerson ? shareOfOthers(told) : told.number("constants.expectedShare");
        BigDecimal limit = told.money("inputs.limit");
        BigDecimal width = told.decimal("constants.width");

        told.says("steps.share", (double) below / both, 4);
        told.says("steps.p",
                Math.max(told.number("constants.leastProbability"),
                        BinomialDistribution.of(both, expected).survivalProbability(below - 1)),
                4);
        assertThat((double) below / both).isGreaterThanOrEqualTo(told.number("constants.minimumShare"));
        if (ofAPerson) {
            told.says("steps.expectedShare", expected, 4);
            double threshold = told.number("constants.q") * told.number("steps.rank")
                    / told.number("steps.tests");
            told.says("steps.threshold", threshold);
            assertThat(told.number("steps.p")).isLessThanOrEqualTo(threshold);
        } else {
            told.says("steps.from", limit.subtract(limit.multiply(width)));
            told.says("steps.to", limit.add(limit.multiply(width)));
            assertThat(told.number("steps.p")).isLessThanOrEqualTo(told.number("constants.alpha"));
        }
        told.hasPointsOf(ofAPerson ? "PERSON" : "LIMIT");
    }

    /** From the counts, not from the share that is shown to four digits. */
    private static double shareOfOthers(Told told) {
        double below = told.number("inputs.belowOfOthers");
        double others = below + told.number("inputs.aboveOfOthers");
        assertThat(others).isPositive();
        return Math.max(told.number("constants.leastExpectedShare"), below / others);
    }

    static void purchaseSplits(Told told) {
        List<BigDecimal> amounts = told.moneys("inputs.amounts");
        List<LocalDate> days = dates(told, "inputs.postedOn").stream().sorted().toList();
        BigDecimal limit = told.money("constants.limit");
        BigDecimal least = amounts.stream().min(BigDecimal::compareTo).orElseThrow();
        BigDecimal largest = amounts.stream().max(BigDecimal::compareTo).orElseThrow();
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        long span = ChronoUnit.DAYS.between(days.getFirst(), days.getLast());

        assertThat(told.money("steps.sum")).isEqualByComparingTo(sum);
        assertThat(told.money("steps.least")).isEqualByComparingTo(least);
        assertThat(told.money("steps.largest")).isEqualByComparingTo(largest);
        assertThat(span).isEqualTo(told.whole("steps.span")).isLessThanOrEqualTo(told.whole("constants.days"));
        assertThat(amounts).hasSizeGreaterThanOrEqualTo(2).hasSize((int) told.whole("steps.items"));
        assertThat(largest).isLessThan(limit);
        assertThat(sum).isGreaterThanOrEqualTo(limit);
        String grade = least.compareTo(limit.multiply(told.decimal("constants.closeShare"))) >= 0
                ? "CLOSE"
                : least.compareTo(limit.multiply(told.decimal("constants.largeShare"))) >= 0 ? "LARGE" : "ANY";
        told.hasPointsOf(told.whole("steps.windows") > told.whole("constants.seldom") ? grade + "_OFTEN" : grade);
    }

    static void relativeSizeFactor(Told told) {
        BigDecimal largest = told.money("inputs.largest");
        BigDecimal second = told.money("inputs.second");
        BigDecimal threshold = told.decimal("constants.threshold");

        told.says("steps.factor", largest.divide(second, 4, RoundingMode.DOWN));
        BigDecimal noted = told.decimal("constants.noted");
        boolean reached = largest.compareTo(threshold.multiply(second)) >= 0;
        assertThat(largest).isGreaterThanOrEqualTo((reached ? threshold : noted).multiply(second))
            .isGreaterThanOrEqualTo(told.decimal("constants.deMinimis"));
        assertThat(reached || told.whole("inputs.amounts") >= told.whole("constants.notedRows")).isTrue();
        String grade = largest.compareTo(noted.multiply(new BigDecimal("1.5")).multiply(second)) >= 0
                ? "NOTED_1_5"
                : "NOTED_1";
        for (String times : List.of("1", "2.5", "5", "10")) {
            if (largest.compareTo(threshold.multiply(new BigDecimal(times)).multiply(second)) >= 0) {
                grade = "TIMES_" + times.replace('.', '_');
            }
        }
        told.hasPointsOf(grade);
    }

    static void employeeVendors(Told told) {
        Map<?, ?> pointsByKey = (Map<?, ?>) told.at("steps.pointsByKey");
        List<?> shared = told.list("inputs.shared");
        for (Object employee : shared) {
            for (Object key : told.inner(employee).list("keys")) {
                similarity(told.inner(key), told);
            }
        }
        assertThat(told.inner(shared.getFirst()).list("keys").stream().map(key -> told.inner(key).text("key")).toList())
            .containsExactlyInAnyOrderElementsOf(pointsByKey.keySet().stream().map(Object::toString).toList());
        pointsByKey.forEach((key, value) -> assertThat(Long.parseLong(value.toString()))
            .isEqualTo(told.pointsOf(key.toString())));
        assertThat((long) told.points()).isEqualTo(Math.min(told.whole("constants.most"),
                pointsByKey.keySet().stream().mapToLong(key -> told.pointsOf(key.toString())).sum()));
    }

    static void unknownVendors(Told told) {
        String grade = told.text("steps.grade");
        if (told.has("steps.roundPayments") || told.has("steps.level")) {
            vendorHabit(told, grade);
            return;
        }
        long days = told.whole("constants.days");
        switch (grade) {
            case "UNKNOWN" -> assertThat(told.whole("inputs.vendorMasterRows")).isZero();
            case "BLOCKED" -> assertThat(told.texts("constants.blockedStatus"))
                .contains(told.text("inputs.status").toUpperCase(Locale.ROOT));
            default -> {
                LocalDate opened = LocalDate.parse(told.text("inputs.openedOn"));
                assertThat(dates(told, "inputs.postedOn")).isNotEmpty().allSatisfy(posted -> {
                    long after = ChronoUnit.DAYS.between(opened, posted);
                    assertThat(after).isBetween(grade.equals("NEW") ? 0L : Long.MIN_VALUE,
                            grade.equals("NEW") ? days : -1L);
                });
            }
        }
        told.hasPointsOf(grade);
    }

    private static void vendorHabit(Told told, String grade) {
        boolean isNew = isNewVendor(told);
        assertThat(grade.endsWith("_NEW")).isEqualTo(isNew);
        String habit = isNew ? grade.substring(0, grade.length() - "_NEW".length()) : grade;
        List<BigDecimal> amounts = told.moneys("inputs.amounts");
        if (habit.equals("STRANGER")) {
            assertThat((long) amounts.size()).isLessThanOrEqualTo(told.whole("constants.strangerPayments"));
            assertThat(amounts.stream().max(BigDecimal::compareTo).orElseThrow())
                .isGreaterThanOrEqualTo(told.money("steps.level"));
            assertThat(told.whole("steps.amountsReachingLevel")).isPositive();
            assertThat(told.decimal("steps.amountsReachingLevel")).isLessThanOrEqualTo(
                    told.decimal("constants.strangerShare").multiply(told.decimal("steps.positiveAmounts")));
        } else {
            boolean runsOn = told.has("steps.numbers") && runsOn(told);
            boolean round = areRound(told, amounts);
            assertThat(habit).isEqualTo(runsOn && round ? "RUN_ON_ROUND" : runsOn ? "RUN_ON" : "ROUND");
            assertThat(runsOn || round).isTrue();
        }
        told.hasPointsOf(grade);
    }

    private static boolean isNewVendor(Told told) {
        String firstPaid = told.text("steps.firstPaidOn");
        String opened = told.text("steps.vendorOpenedOn");
        if (firstPaid.isEmpty()) {
            return false;
        }
        LocalDate paid = LocalDate.parse(firstPaid);
        assertThat(dates(told, "inputs.postedOn")).allSatisfy(day -> assertThat(day).isAfterOrEqualTo(paid));
        long days = told.whole("constants.newDays");
        return opened.isEmpty()
                ? ChronoUnit.DAYS.between(LocalDate.parse(told.text("steps.ledgerFrom")), paid) > days
                : !paid.isBefore(LocalDate.parse(opened))
                        && ChronoUnit.DAYS.between(LocalDate.parse(opened), paid) <= days;
    }

    private static boolean runsOn(Told told) {
        List<BigDecimal> numbers = told.decimals("steps.numbers");
        double others = told.number("constants.otherShare");
        int steps = Math.max(0, numbers.size() - 1);
        int small = 0;
        for (int i = 1; i < numbers.size(); i++) {
            small += numbers.get(i).subtract(numbers.get(i - 1)).compareTo(told.decimal("constants.mostStep")) <= 0
                    ? 1
                    : 0;
        }
        assertThat((long) steps).isEqualTo(told.whole("steps.steps"));
        assertThat((long) small).isEqualTo(told.whole("steps.smallSteps"));
        long days = dates(told, "inputs.postedOn").stream().distinct().count();
        return numbers.size() >= told.whole("constants.minimumPayments") && steps - small <= others * steps
                && told.whole("steps.stepsBackInTime") <= others * steps && 2 * days > numbers.size();
    }

    private static boolean areRound(Told told, List<BigDecimal> amounts) {
        BigDecimal multiple = told.decimal("constants.roundMultiple");
        long round = amounts.stream().filter(amount -> amount.remainder(multiple).signum() == 0).count();
        assertThat(round).isEqualTo(told.whole("steps.roundPayments"));
        boolean rare = told.decimal("steps.allRoundPayments")
            .compareTo(told.decimal("constants.rareShare").multiply(told.decimal("steps.allPayments"))) <= 0;
        return rare && amounts.size() - round <= told.number("constants.otherShare") * amounts.size()
                && amounts.stream().distinct().count() >= told.whole("constants.differentAmounts");
    }

    private static void similarity(Told key, Told told) {
        double common = key.number("measure.common");
        double length = key.number("measure.length");
        double otherLength = key.number("measure.otherLength");
        double jaro = common == 0
                ? 0
                : (common / length + common / otherLength + (common - key.number("measure.transposed")) / common) / 3;
        double similarity = jaro + key.number("measure.prefix") / 10 * (1 - jaro);

        assertThat(key.number("similarity")).isBetween(similarity - 0.0001, similarity + 0.0001);
        assertThat(similarity).isGreaterThanOrEqualTo(told.number("constants.similarity") - 1e-9);
    }

    private static List<LocalDate> dates(Told told, String path) {
        return told.texts(path).stream().filter(text -> !text.isEmpty()).map(LocalDate::parse).toList();
    }

    private static long leastGap(List<LocalDate> days) {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < days.size(); i++) {
            least = Math.min(least, ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
        }
        return least;
    }

    private static String normal(String number) {
        return number.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "").replaceFirst("^0+", "");
    }

    /** Whether one character was added, left out or exchanged, or two neighbours change places; one look-alike counts as one. */
    private static boolean isOneEdit(String one, String other) {
        int prefix = 0;
        while (prefix < Math.min(one.length(), other.length()) && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < Math.min(one.length(), other.length()) - prefix
                && one.charAt(one.length() - 1 - suffix) == other.charAt(other.length() - 1 - suffix)) {
            suffix++;
        }
        String left = one.substring(prefix, one.length() - suffix);
        String right = other.substring(prefix, other.length() - suffix);
        boolean transposed = left.length() == right.length() && left.chars()
            .sorted()
            .boxed()
            .toList()
            .equals(right.chars().sorted().boxed().toList());
        return Math.max(left.length(), right.length()) <= 1 || transposed;
    }
}
