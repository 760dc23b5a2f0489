package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** AML-6: ways back in the order of time, the margin to the cent, and bounds that are told. */
class CircularFlowTests {

    private static final CircularFlow PROCEDURE = new CircularFlow();

    @Test
    void findsMoneyThatComesBack() {
        TransferRows rows = new TransferRows().add("A", "B", 1_000_00, "2025-03-03T10:00")
            .add("X", "B", 5_00, "2025-03-03T11:00")
            .add("B", "C", 950_00, "2025-03-04T10:00")
            .add("C", "A", 900_00, "2025-03-05T10:00");

        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(), Map.of());

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(1, 3, 4);
            assertThat(alert.explanation().steps()).containsEntry("grade", "TIGHT")
                .containsEntry("retainedInAll", new BigDecimal("0.9"));
        });
        assertThat(said.statistics()).containsEntry("boundMet", "none: every way within the rule was searched");
    }

    @Test
    void allowsTheMarginAtEachHopToTheCent() {
        assertThat(found(cycle(1_000_00, 900_00, 810_00, "2025-03-05"))).isEqualTo(1);
        assertThat(found(cycle(1_000_00, 899_99, 899_99, "2025-03-05"))).isZero();
        assertThat(found(cycle(1_000_00, 1_000_01, 1_000_00, "2025-03-05"))).isZero();
    }

    @Test
    void keepsTheWindowAndTheOrderOfTime() {
        assertThat(found(cycle(10_00, 10_00, 10_00, "2025-04-01T23:59:59"))).isEqualTo(1);
        assertThat(found(cycle(10_00, 10_00, 10_00, "2025-04-02"))).isZero();
        assertThat(found(cycle(10_00, 9_90, 9_80, "2025-03-02"))).isZero();
    }

    @Test
    void readsNegativeAmountsTheOtherWayRound() {
        TransferRows rows = new TransferRows().add("B", "A", -10_00, "2025-03-03")
            .add("B", "C", 10_00, "2025-03-04")
            .add("A", "C", -10_00, "2025-03-05");
        assertThat(found(rows)).isEqualTo(1);
    }

    @Test
    void findsUpToEightHops() {
        for (int hops = 2; hops <= 9; hops++) {
            TransferRows rows = new TransferRows();
            for (int hop = 0; hop < hops; hop++) {
                rows.add("N" + hop, "N" + (hop + 1) % hops, 100_00, "2025-03-03T1" + hop + ":00");
            }
            assertThat(found(rows)).as("%d hops", hops).isEqualTo(hops >= 3 && hops <= 8 ? 1 : 0);
        }
    }

    @Test
    void takesNoPartyTwiceAndNoCurrencyForAnother() {
        assertThat(found(new TransferRows().add("A", "B", 10_00, "2025-03-03")
            .add("B", "A", 10_00, "2025-03-04")
            .add("A", "C", 10_00, "2025-03-05")
            .add("C", "A", 10_00, "2025-03-06"))).isZero();
        assertThat(found(new TransferRows().add("A", "B", 10_00, "2025-03-03", "wire", "USD")
            .add("B", "C", 10_00, "2025-03-04", "wire", "EUR")
            .add("C", "A", 10_00, "2025-03-05", "wire", "USD"))).isZero();
    }

    @Test
    void followsDatesWhateverTheOrderOfTheirRows() {
        TransferRows rows = new TransferRows().add("C", "A", 9_80, "2025-03-03")
            .add("B", "C", 9_90, "2025-03-03")
            .add("A", "B", 10_00, "2025-03-03");
        assertThat(Performing.applied(PROCEDURE, rows.ledger(false), Map.of()).alerts()).hasSize(1);
    }

    @Test
    void selectsTheSameTransfersInAnyOrder() {
        TransferRows rows = cycle(1_000_00, 950_00, 940_00, "2025-03-06");
        for (int i = 0; i < 200; i++) {
            rows.add("P" + i * 7 % 40, "P" + i * 11 % 37, 100_00 + i * 31L,
                    "2025-03-03T%02d:%02d".formatted(i % 24, i % 60));
        }
        for (int seed = 1; seed < 4; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows));
        }
    }

    static Stream<Arguments> rules() {
        return Stream.of(Arguments.of("margin", List.of("0.5", "0.2", "0.05", "0.01")),
                Arguments.of("minimumHops", List.of("2", "3", "4", "5")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNoWayApartFromThoseThatALaxerRuleFinds(String parameter, List<String> laxestFirst) {
        int stricterFinds = 0;
        for (int seed = 1; seed <= 100; seed++) {
            ColumnarLedger ledger = TransferRows.drawn(seed, 80, 10).ledger();
            List<Set<Integer>> before = null;
            for (String value : laxestFirst) {
                List<Set<Integer>> ways = Performing.applied(PROCEDURE, ledger, Map.of(parameter, value))
                    .alerts()
                    .stream()
                    .map(alert -> Arrays.stream(alert.rows()).boxed().collect(Collectors.toSet()))
                    .toList();
                if (before != null) {
                    List<Set<Integer>> laxer = before;
                    assertThat(ways).as("%s %s of seed %d", parameter, value, seed)
                        .allSatisfy(way -> assertThat(laxer).anyMatch(other -> !Collections.disjoint(way, other)));
                    stricterFinds += ways.size();
                }
                before = ways;
            }
        }
        assertThat(stricterFinds).isGreaterThan(100);
    }

    @Test
    void refusesMoreHopsAtLeastThanAtMost() {
        assertThatThrownBy(() -> Performing.perform(PROCEDURE, TransferRows.drawn(1, 2, 2).ledger(),
                Map.of("minimumHops", 5, "maximumHops", 4)))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("maximumHops must be at least minimumHops, which is 5");
    }

    @Test
    void explainsAlertsCompletely() {
        Alert alert = Performing.applied(PROCEDURE, cycle(1_000_00, 900_00, 810_00, "2025-03-06").ledger(), Map.of())
            .alerts()
            .getFirst();
        List<?> hops = (List<?>) alert.explanation().inputs().get("transfers");
        BigDecimal margin = (BigDecimal) alert.explanation().constants().get("margin");
        for (int i = 1; i < hops.size(); i++) {
            BigDecimal least = amount(hops.get(i - 1)).multiply(BigDecimal.ONE.subtract(margin));
            assertThat(amount(hops.get(i))).isGreaterThanOrEqualTo(least).isLessThanOrEqualTo(amount(hops.get(i - 1)));
            assertThat(member(hops.get(i), "from")).isEqualTo(member(hops.get(i - 1), "to"));
        }
        assertThat(member(hops.getLast(), "to")).isEqualTo(member(hops.getFirst(), "from"));
        assertThat(alert.explanation().steps()).containsEntry("retainedInAll", new BigDecimal("0.81"))
            .containsEntry("grade", "LOOSE");
    }

    @Test
    void endsOnACompleteGraphAndSaysWhichBoundWasMet() {
        ColumnarLedger rising = DenseGraphs.complete(2_000, true);
        Outcome.Applicable said = (Outcome.Applicable) assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> Performing.perform(PROCEDURE, rising));
        assertThat((String) said.statistics().get("boundMet")).contains("ended at its bound of looks");
        assertThat((Integer) said.statistics().get("startsEndedByBound")).isPositive();
        ColumnarLedger equal = DenseGraphs.complete(700, false);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Performing.perform(PROCEDURE, equal));
    }

    private static TransferRows cycle(long first, long second, long third, String lastAt) {
        return new TransferRows().add("A", "B", first, "2025-03-03T00:00")
            .add("B", "C", second, "2025-03-04T00:00")
            .add("C", "A", third, lastAt);
    }

    private static int found(TransferRows rows) {
        return Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts().size();
    }

    private static Set<String> contents(TransferRows rows) {
        Set<String> contents = new TreeSet<>();
        for (Alert alert : Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts()) {
            Arrays.stream(alert.rows()).forEach(row -> contents.add(rows.content(row)));
        }
        return contents;
    }

    private static BigDecimal amount(Object hop) {
        return new BigDecimal((String) member(hop, "amount"));
    }

    private static Object member(Object hop, String name) {
        return Objects.requireNonNull(((Map<?, ?>) hop).get(name));
    }
}
