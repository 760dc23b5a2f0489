package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.AdversarialLedger;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleTransfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** AML-4: money that goes on, in one sum or in parts, to the cent and the second. */
class PassThroughTests {

    private static final PassThrough PROCEDURE = new PassThrough();

    @Test
    void matchesOneWithOneWithinTheTolerance() {
        assertThat(grades(pass(1_000_00, 900_00, "2025-03-03T20:00"))).containsExactly("SINGLE");
        assertThat(grades(pass(1_000_00, 1_000_00, "2025-03-03T10:00"))).containsExactly("SINGLE");
        assertThat(grades(pass(1_000_00, 1_000_01, "2025-03-03T20:00"))).isEmpty();
    }

    @Test
    void allowsACommissionOnTop() {
        assertThat(grades(pass(1_000_00, 899_99, "2025-03-03T20:00"))).containsExactly("COMMISSION");
        assertThat(grades(pass(1_000_00, 810_00, "2025-03-03T20:00"))).containsExactly("COMMISSION");
        assertThat(grades(pass(1_000_00, 809_99, "2025-03-03T20:00"))).isEmpty();
        assertThat(Performing.applied(PROCEDURE, pass(1_000_00, 899_99, "2025-03-03T20:00").ledger(),
                Map.of("commission", "0"))
            .alerts()).isEmpty();
    }

    @Test
    void keepsTheWindowAndTheOrderOfTime() {
        assertThat(grades(pass(1_000_00, 950_00, "2025-03-04T09:59:59"))).hasSize(1);
        assertThat(grades(pass(1_000_00, 950_00, "2025-03-04T10:00"))).isEmpty();
        assertThat(grades(pass(1_000_00, 950_00, "2025-03-03T09:59"))).isEmpty();
    }

    @Test
    void matchesOneWithSeveral() {
        TransferRows rows = new TransferRows().add("X", "M", 1_000_00, "2025-03-03T10:00")
            .add("M", "Y", 400_00, "2025-03-03T11:00")
            .add("M", "Z", 550_00, "2025-03-03T12:00");
        assertThat(rows(rows)).containsExactly(1, 2, 3);
        assertThat(grades(rows)).containsExactly("GROUP");
    }

    @Test
    void matchesSeveralWithOne() {
        TransferRows rows = new TransferRows().add("X", "M", 400_00, "2025-03-03T10:00")
            .add("Y", "M", 550_00, "2025-03-03T12:00")
            .add("M", "Z", 940_00, "2025-03-04T09:00");
        assertThat(rows(rows)).containsExactly(1, 2, 3);
    }

    @Test
    void matchesSeveralWithSeveral() {
        TransferRows rows = new TransferRows().add("X", "M", 400_00, "2025-03-03T10:00")
            .add("Y", "M", 600_00, "2025-03-03T11:00")
            .add("M", "Z", 700_00, "2025-03-03T12:00")
            .add("M", "Z", 290_00, "2025-03-03T13:00");
        assertThat(rows(rows)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void namesNoAccountThatALaxerToleranceDoesNot() {
        int stricterNames = 0;
        for (int seed = 1; seed <= 60; seed++) {
            TransferRows rows = TransferRows.drawn(seed, 60, 12);
            Set<String> before = null;
            for (String tolerance : List.of("0.4", "0.2", "0.05", "0.01", "0")) {
                Set<String> accounts = accounts(rows, tolerance);
                if (before != null) {
                    assertThat(before).as("tolerance %s of seed %d", tolerance, seed).containsAll(accounts);
                    stricterNames += accounts.size();
                }
                before = accounts;
            }
        }
        assertThat(stricterNames).isGreaterThan(100);
    }

    /** Accounts that pass on: the payee of what comes in. */
    private static Set<String> accounts(TransferRows rows, String tolerance) {
        return Performing.applied(PROCEDURE, rows.ledger(), Map.of("tolerance", tolerance, "commission", 0))
            .alerts()
            .stream()
            .map(alert -> (Map<?, ?>) ((List<?>) alert.explanation().inputs().get("in")).getFirst())
            .map(in -> rows.payee((Integer) in.get("row")))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void takesTheNearestAmountAndMatchesNothingTwice() {
        TransferRows rows = new TransferRows().add("X", "M", 1_000_00, "2025-03-03T10:00")
            .add("M", "Y", 900_00, "2025-03-03T11:00")
            .add("M", "Z", 990_00, "2025-03-03T12:00");
        assertThat(rows(rows)).containsExactly(1, 3);
    }

    @Test
    void weighsBusyAccountsLittle() {
        TransferRows rows = pass(1_000_00, 950_00, "2025-03-03T12:00");
        for (int i = 0; i < 5; i++) {
            rows.add("M", "S" + i, 5_000_00 + i, "2025-03-03T13:00");
        }
        assertThat(grades(rows)).containsExactly("BUSY");
    }

    @Test
    void weighsPaymentsThatTheAccountMakesAnywayLittle() {
        TransferRows rows = pass(1_000_00, 950_00, "2025-03-03T12:00");
        assertThat(grades(rows.add("M", "Y", 809_99, "2025-04-03T12:00"))).containsExactly("SINGLE");
        assertThat(grades(rows.add("M", "Y", 950_00, "2025-04-03T12:00"))).containsExactly("ORDINARY");
    }

    @Test
    void cannotSayWhereNobodyIsPaidAndPays() {
        assertThat(Performing.perform(PROCEDURE, new TransferRows().add("A", "B", 1, "2025-03-03").ledger()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, SampleTransfers.of(10_000, 4), Map.of());
        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            BigDecimal out = new BigDecimal((String) required(in.get("sumOut")));
            BigDecimal paid = new BigDecimal((String) required(in.get("sumIn")));
            BigDecimal least = (BigDecimal) required(alert.explanation().steps().get("least"));
            assertThat(out).isLessThanOrEqualTo(paid).isGreaterThanOrEqualTo(paid.multiply(least));
            assertThat(total(in.get("in"))).isEqualByComparingTo(paid);
            assertThat(total(in.get("out"))).isEqualByComparingTo(out);
        });
    }

    @Test
    void selectsTheSameTransfersInAnyOrder() {
        TransferRows rows = pass(1_000_00, 950_00, "2025-03-03T12:00");
        for (int i = 0; i < 400; i++) {
            rows.add("P" + i % 9, "P" + (i * 7 + 1) % 9, 50_00 + i * 37L,
                    "2025-03-%02dT%02d:%02d".formatted(1 + i % 28, i % 24, i % 59));
        }
        for (int seed = 1; seed < 4; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows)).isNotEmpty();
        }
    }

    @Test
    void standsStarsAndCompleteGraphs() {
        for (ColumnarLedger ledger : List.of(DenseGraphs.star(100_000), DenseGraphs.complete(500, true))) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Performing.perform(PROCEDURE, ledger)))
                .isInstanceOf(Outcome.Applicable.class);
        }
    }

    @Test
    void standsAnAccountThatGathersALittleFromManyAndPaysItOnAtOnce() {
        ColumnarLedger ledger = AdversarialLedger.ONE_COLLECTOR.of(0.1);
        Outcome said = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Performing.perform(PROCEDURE, ledger));
        assertThat(said).isInstanceOfSatisfying(Outcome.Applicable.class,
                applied -> assertThat(applied.statistics()).containsEntry("boundMet",
                        "looks ended the search for 1 transfer after the 256 nearest of its window"));
    }

    @Test
    void saysWhereABoundEndedTheSearch() {
        TransferRows rows = new TransferRows().add("X", "M", 1_000_00, "2025-03-03T10:00");
        for (int i = 0; i < 12; i++) {
            rows.add("M", "S" + i, 5_000_00 + i, "2025-03-03T13:00");
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of("looks", 10)).statistics())
            .containsEntry("boundMet",
                    "looks ended the search for 1 transfer after the 10 nearest of its window");
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).statistics())
            .containsEntry("boundMet", "none: looks ended no search");
    }

    @Test
    void saysWhereABoundEndedTheSearchForTheParts() {
        TransferRows gathered = new TransferRows();
        TransferRows spread = new TransferRows().add("X", "M", 400 * 100_00, "2025-03-03T09:00");
        for (int i = 0; i < 400; i++) {
            String at = "2025-03-03T%02d:%02d".formatted(10 + i / 60, i % 60);
            gathered.add("S" + i, "M", 100_00, at);
            spread.add("M", "S" + i, 100_00, at);
        }
        gathered.add("M", "Y", 400 * 100_00, "2025-03-03T20:00");
        for (TransferRows rows : List.of(gathered, spread)) {
            Outcome.Applicable bounded = Performing.applied(PROCEDURE, rows.ledger(), Map.of());
            assertThat(bounded.alerts()).isEmpty();
            assertThat(bounded.statistics()).containsEntry("boundMet",
                    "looks ended the search for 1 transfer after the 256 nearest of its window");
            Outcome.Applicable whole = Performing.applied(PROCEDURE, rows.ledger(), Map.of("looks", 400));
            assertThat(whole.alerts()).hasSize(1);
            assertThat(whole.statistics()).containsEntry("boundMet", "none: looks ended no search");
        }
    }

    @Test
    void saysWhereSumsAreTooLargeForWindows() {
        TransferRows rows = new TransferRows().add("X", "M", Long.MAX_VALUE / 2, "2025-03-03T10:00")
            .add("X", "M", Long.MAX_VALUE / 2, "2025-03-03T10:00")
            .add("X", "M", 1_000_00, "2025-03-03T10:00")
            .add("M", "Y", 5_00, "2025-03-03T11:00");
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).statistics())
            .containsEntry("boundMet", "none: looks ended no search")
            .containsEntry("accountsWithoutWindows", 1);
    }

    @Test
    void matchesTheSameTransfersOfOneMomentInAnyOrder() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            TransferRows rows = TransferRows.drawnOfFewMoments(seed, 60, 5);
            List<String> before = alertContents(rows);
            for (int order = 1; order < 4; order++) {
                assertThat(alertContents(rows.shuffled(order))).as("seed %d", seed).isEqualTo(before);
            }
            found += before.size();
        }
        assertThat(found).isGreaterThan(200);
    }

    /** Points and rows of each alert, by what the rows hold. */
    private static List<String> alertContents(TransferRows rows) {
        return Performing.applied(PROCEDURE, rows.ledger(false), Map.of())
            .alerts()
            .stream()
            .map(alert -> alert.points() + " "
                    + Arrays.stream(alert.rows()).mapToObj(rows::content).sorted().toList())
            .sorted()
            .toList();
    }

    private static TransferRows pass(long in, long out, String at) {
        return new TransferRows().add("X", "M", in, "2025-03-03T10:00").add("M", "Y", out, at);
    }

    private static BigDecimal total(@Nullable Object transfers) {
        BigDecimal total = BigDecimal.ZERO;
        for (Object transfer : (List<?>) required(transfers)) {
            total = total.add(new BigDecimal((String) required(((Map<?, ?>) transfer).get("amount"))));
        }
        return total;
    }

    private static Object required(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    private static List<Object> grades(TransferRows rows) {
        return Performing.applied(PROCEDURE, rows.ledger(), Map.of())
            .alerts()
            .stream()
            .map(alert -> required(alert.explanation().steps().get("grade")))
            .toList();
    }

    private static int[] rows(TransferRows rows) {
        return Performing.applied(PROCEDURE, rows.ledger(), Map.of())
            .alerts()
            .stream()
            .flatMapToInt(alert -> Arrays.stream(alert.rows()))
            .toArray();
    }

    private static Set<String> contents(TransferRows rows) {
        Set<String> contents = new TreeSet<>();
        for (Alert alert : Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts()) {
            Arrays.stream(alert.rows()).forEach(row -> contents.add(alert.points() + rows.content(row)));
        }
        return contents;
    }
}
