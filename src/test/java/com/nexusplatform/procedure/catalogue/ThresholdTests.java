package com.nexusplatform.procedure.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.ExaminedRun;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;

/** A stricter threshold never adds a row. */
class ThresholdTests {

    /** Procedures that select no rows for alerts: they plan samples or describe. */
    private static final Set<String> SELECT_NOTHING = Set.of("SMP-1", "SMP-2", "SMP-3");

    /**
     * What these match is spoken for, so that a stricter rule may find other rows; {@code PassThroughTests} and
     * {@code CircularFlowTests} tell on generated transfers what it can not add: accounts, and ways apart from those found before.
     */
    private static final Set<String> MATCH_ONCE = Set.of("AML-4", "AML-6");

    private static final String[] Q = {"1", "0.5", "0.05", "0.0001", "0"};

    private static final Map<String, List<Threshold>> THRESHOLDS = thresholds();

    static Stream<Procedure> procedures() {
        return Catalogue.procedures().stream();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void selectsNoMoreRowsWhenAThresholdIsStricter(Procedure procedure) {
        String code = procedure.declaration().code();
        ExaminedRun run = ExaminedRun.of(procedure);
        if (SELECT_NOTHING.contains(code)) {
            assertThat(run.said().alerts()).isEmpty();
            return;
        }
        if (MATCH_ONCE.contains(code)) {
            return;
        }
        assertThat(THRESHOLDS).as("no threshold is stated here").containsKey(code);
        for (Threshold threshold : THRESHOLDS.get(code)) {
            Set<Integer> before = null;
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (String value : threshold.lenientFirst) {
                Outcome outcome = run.said(run.ledger(), threshold.with(value));
                Set<Integer> rows = ExaminedRun.rows(threshold.concerned(outcome));
                if (before != null) {
                    assertThat(before.containsAll(rows))
                        .as("%s of %s at %s adds rows", threshold.parameter, code, value)
                        .isTrue();
                }
                before = rows;
                least = Math.min(least, rows.size());
                most = Math.max(most, rows.size());
            }
            assertThat(least).as("%s of %s changes nothing between these values", threshold.parameter, code)
                .isLessThan(most);
        }
    }

    private static Map<String, List<Threshold>> thresholds() {
        Map<String, List<Threshold>> all = new LinkedHashMap<>();
        all.put("DIG-1", List.of(by("minimumRows", "300", "1650", "2000", "5000")));
        all.put("DIG-2", List.of(by("criticalZ", "1", "1.96", "2.576", "5", "20", "100"),
                by("q", Q).given("subset", "createdBy")));
        all.put("DIG-3", List.of(by("q", "0.5", "0.1", "0.05", "0.01", "0.0001")));
        all.put("DIG-4", List.of(by("top", "90", "20", "3", "1"), by("q", Q).given("subset", "createdBy")));
        all.put("DIG-5", List.of(by("criticalZ", "1", "1.96", "2.576", "5", "20")));
        all.put("DIG-6",
                List.of(by("minimumRepeats", "2", "5", "20", "100", "10000"), by("top", "100", "20", "3", "1"),
                        by("q", Q).given("subset", "createdBy")));
        all.put("PAY-1", List.of(by("deMinimis", "0", "100", "1000", "100000")));
        // what a counterparty repeats is a share of its amounts from deMinimis on, which is no threshold of rows
        all.put("PAY-2", List.of(by("alteredDays", "366", "60", "7", "0")));
        all.put("PAY-3", List.of(by("minimumShare", "0.5", "0.6", "0.8", "0.9", "1"),
                by("alpha", "0.5", "0.01", "0.0001", "0")));
        // longer windows swallow shorter ones, and are everyday business beyond maximumItems: days is no threshold of rows
        all.put("PAY-4", List.of(by("maximumItems", "1000", "12", "4", "2")));
        all.put("PAY-5",
                List.of(by("threshold", "1", "2", "10", "100", "1000"), by("deMinimis", "0", "1000", "600000")));
        all.put("PAY-6", List.of(by("similarity", "0.5", "0.8", "0.92", "0.99", "1")));
        all.put("PAY-7", List.of(by("days", "3650", "100", "30", "5", "0")));
        all.put("LED-1", List.of(by("largestGap", "1000", "3", "1")));
        // what is round is rare or not by its share of all, so that a larger minimum can make rows rare
        all.put("LED-2", List.of(by("q", "0.5", "0.05", "0.001", "0")));
        all.put("LED-3", List.of(by("businessHoursTo", "16:00", "18:00", "20:00", "23:00").given("maximumShare", "1"),
                by("maximumShare", "1", "0.03", "0.001", "0")));
        all.put("LED-4", List.of(by("minimumAttributes", "1", "2", "3", "4", "5")));
        all.put("LED-5", List.of(by("support", "100", "10", "3", "2"), by("confidence", "1", "0.05", "0.006", "0")));
        all.put("LED-6", List.of(by("maximumShare", "1", "0.5", "0.01", "0")));
        all.put("LED-7", List.of(by("maximumShare", "1", "0.05", "0.001", "0")));
        // what single days leave is looked for in windows of several, so that fewer days can mean more windows
        all.put("AML-1", List.of(by("minimumParts", "2", "3", "4", "100").ofGrade("DAY")));
        all.put("AML-2", List.of(by("gapDays", "30", "90", "180", "400"), by("quantile", "0.5", "0.9", "0.95", "1")));
        all.put("AML-3", List.of(by("sigmas", "0", "1", "3", "6", "20"), by("repeatShare", "1", "0.01", "0.001", "0")));
        all.put("AML-5", List.of(by("minimumParties", "3", "5", "7", "8", "50")));
        all.put("ANO-1",
                List.of(by("threshold", "1", "2", "3.5", "5", "20"), by("minimumRatio", "1", "2", "50", "10000"),
                        by("q", Q)));
        all.put("ANO-2", List.of(by("minimumScore", "0", "0.5", "0.6", "0.7", "1"),
                by("share", "0.1", "0.01", "0.001", "0.0001"), by("q", Q).given("subset", "createdBy")));
        return all;
    }

    private static Threshold by(String parameter, String... lenientFirst) {
        return new Threshold(parameter, List.of(lenientFirst), Map.of(), "");
    }

    /** A parameter, values for it from the most lenient to the strictest, other parameters beside it, and the grades it rules. */
    private record Threshold(String parameter, List<String> lenientFirst, Map<String, String> others, String grade) {

        private Threshold given(String name, String value) {
            return new Threshold(parameter, lenientFirst, Map.of(name, value), grade);
        }

        private Threshold ofGrade(String beginning) {
            return new Threshold(parameter, lenientFirst, others, beginning);
        }

        private Map<String, String> with(String value) {
            Map<String, String> all = new HashMap<>(others);
            all.put(parameter, value);
            return all;
        }

        private List<Alert> concerned(Outcome outcome) {
            return ExaminedRun.alerts(outcome)
                .stream()
                .filter(alert -> grade.isEmpty()
                        || ((String) alert.explanation().steps().get("grade")).startsWith(grade))
                .toList();
        }
    }
}
