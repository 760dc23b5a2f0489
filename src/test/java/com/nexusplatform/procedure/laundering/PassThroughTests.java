package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** 700.00 went out when 400.00 had come in; later, or at the moment of the second payment in, it is passed on. */
    @ParameterizedTest
    @CsvSource({"10:30, 0", "10:59, 0", "11:00, 1", "11:30, 1"})
    void matchesNoWindowInWhichMoreHasGoneOutThanHadComeIn(String time, int found) {
        TransferRows rows = new TransferRows().add("X", "M", 400_00, "2025-03-03T10:00")
            .add("M", "Y", 700_00, "2025-03-03T" + time)
            .add("Z", "M", 600_00, "2025-03-03T11:00")
            .add("M", "Y", 290_00, "2025-03-03T12:00");
        assertThat(grades(rows)).hasSize(found);
    }

    /** 37 less a tenth less a tenth is 29.97. */
    @Test
    void roundsTheLeastAmountUpOnce() {
        TransferRows rows = new TransferRows().add("X", "M", 37, "2025-03-03T10:00", "wire", "JPY")
            .add("M", "Y", 30, "2025-03-03T11:00", "wire", "JPY");
        assertThat(grades(rows)).containsExactly("COMMISSION");
    }

    @Test
    void findsTheLeastAmountExactlyWhateverItsSize() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Margin tolerance = new Margin(random.nextInt(4) == 0 ? 0 : random.nextInt(900_001));
            Margin commission = new Margin(random.nextInt(900_001));
            long amount = i == 0 ? Long.MAX_VALUE : random.nextLong(1L << 1 + random.nextInt(62));
            BigDecimal exact = BigDecimal.valueOf(amount)
                .multiply(BigDecimal.ONE.subtract(BigDecimal.valueOf(tolerance.millionths(), Margin.DECIMALS)))
                .multiply(BigDecimal.ONE.subtract(BigDecimal.valueOf(commission.millionths(), Margin.DECIMALS)));
            assertThat(new PassRule(1, tolerance, commission, 1).least(amount))
                .as("%s %s %s", amount, tolerance, commission)
                .isEqualTo(exact.setScale(0, RoundingMode.CEILING).longValueExact());
        }
    }

    /** All payments of the window and of the account, not the first looks of them. */
    @Test
    void countsThePaymentsOfTheWholeWindow() {
        TransferRows rows = pass(1_000_00, 950_00, "2025-03-03T11:00");
        for (int i = 0; i < 5; i++) {
            rows.add("M", "S" + i, 940_00, "2025-03-03T12:00");
        }
        rows.add("M", "Y", 930_00, "2025-04-03T12:00");
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of("looks", 3)).alerts()).singleElement()
            .satisfies(alert -> {
                assertThat(alert.explanation().inputs()).containsEntry("candidates", 6).containsEntry("alike", 1);
                assertThat(alert.explanation().steps()).containsEntry("grade", "BUSY");
            });
    }

    @Test
    void countsAmountsOutsideAWindowThatSlides() {
        Random random = new Random(6);
        for (int run = 0; run < 200; run++) {
            long[] amounts = random.longs(1 + random.nextInt(40), 1, 12).toArray();
            WindowAmounts counted = new WindowAmounts(amounts);
            int from = 0;
            int to = 0;
            for (int move = 0; move < 10; move++) {
                from += random.nextInt(amounts.length - from + 1);
                to = Math.max(from, to + random.nextInt(amounts.length - to + 1));
                counted.slide(from, to);
                long least = random.nextInt(13);
                long most = random.nextInt(8) == 0 ? Long.MAX_VALUE : least + random.nextInt(5);
                LongStream outside = LongStream.concat(Arrays.stream(amounts, 0, from),
                        Arrays.stream(amounts, to, amounts.length));
                assertThat(counted.outside(least, most))
                    .isEqualTo((int) outside.filter(amount -> amount >= least && amount <= most).count());
            }
        }
    }

    @Test
    void findsWhatLeadsInAWindowThatSlides() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            int size = 1 + random.nextInt(20);
            long[] ins = new long[size + 1];
            long[] outs = new long[size + 1];
            int[] before = new int[size];
            for (int i = 0; i < size; i++) {
                ins[i + 1] = ins[i] + random.nextInt(5);
                outs[i + 1] = outs[i] + random.nextInt(5);
                before[i] = Math.min(size, (i == 0 ? 0 : before[i - 1]) + random.nextInt(3));
            }
            Leads leads = new Leads(ins, outs, before);
            int to = 0;
            for (int i = 0; i < size; i++) {
                while (to < size && (to <= i || random.nextBoolean())) {
                    leads.add(to++);
                }
                int in = i;
                assertThat(leads.any(in, in)).isEqualTo(IntStream.range(i, to)
                    .anyMatch(out -> outs[out + 1] - outs[in] > ins[before[out]] - ins[in]));
            }
        }
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

    /** Together they come to more than 63 bits hold; what is held would seem to be passed on. */
    @Test
    void matchesNoSeveralWhoseSumIsTooLarge() {
        TransferRows rows = new TransferRows().add("X", "M", 6_000_000_000_000_000_000L, "2025-03-03T10:00")
            .add("Y", "M", 6_000_000_000_000_000_000L, "2025-03-03T10:10")
            .add("M", "Z", 9_200_000_000_000_000_000L, "2025-03-03T11:00");
        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(), Map.of());
        assertThat(said.alerts()).isEmpty();
        assertThat(said.statistics()).containsEntry("accountsWithoutWindows", 1);
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
