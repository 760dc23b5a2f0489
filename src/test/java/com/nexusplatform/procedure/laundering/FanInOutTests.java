package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleTransfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** AML-5: distinct others in a sliding window, and where their money goes on to. */
class FanInOutTests {

    private static final FanInOut PROCEDURE = new FanInOut();

    @Test
    void selectsFivePayersWithinADay() {
        assertThat(rows(fan(5, "T%02d:00"))).containsExactly(1, 2, 3, 4, 5);
        assertThat(rows(fan(4, "T%02d:00").add("P3", "HUB", 5_00, "2025-03-03T09:00"))).isEmpty();
    }

    @Test
    void endsTheWindowBeforeTwentyFourHours() {
        assertThat(rows(fan(4, "T%02d:00").add("Q", "HUB", 5_00, "2025-03-03T23:59:59"))).hasSize(5);
        assertThat(rows(fan(4, "T%02d:00").add("Q", "HUB", 5_00, "2025-03-04T00:00"))).isEmpty();
        assertThat(rows(fan(4, "T%02d:00").add("HUB", "Q", -5_00, "2025-03-03T23:00"))).hasSize(5);
    }

    @Test
    void selectsFiveThatArePaid() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 6; i++) {
            rows.add("HUB", "P" + i, 100_00, "2025-03-03T0" + i + ":00");
        }
        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(), Map.of());
        assertThat(said.statistics()).containsEntry("fansOut", 1).containsEntry("fansIn", 0);
        assertThat(said.alerts().getFirst().explanation().steps()).containsEntry("othersInShortHours", 6);
    }

    @Test
    void takesTheWindowWithTheMostOthersOfThoseThatOverlap() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 40; i++) {
            rows.add("P" + i, "HUB", 100_00, "2025-03-%02dT%02d:00".formatted(3 + i / 8, i % 8 * 3));
        }
        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(), Map.of());
        assertThat(said.alerts()).allSatisfy(alert -> assertThat(alert.rows()).hasSize(8));
        assertThat(said.alerts()).hasSize(5);
    }

    @Test
    void selectsAFanThatOnlyAWindowLeftAsideOverlaps() {
        TransferRows rows = new TransferRows();
        int payer = 0;
        for (int hour : new int[]{0, 1, 2, 3, 4, 22, 23, 40, 41, 42, 43, 44, 45}) {
            rows.add("P" + payer++, "HUB", 100_00, "2025-03-%02dT%02d:00".formatted(3 + hour / 24, hour % 24));
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts()).extracting(Alert::rows)
            .containsExactly(new int[]{1, 2, 3, 4, 5}, new int[]{6, 7, 8, 9, 10, 11, 12, 13});
    }

    @Test
    void selectsTheWholeTimeOfAHubWhosePayersGrowInNumber() {
        TransferRows rows = new TransferRows();
        LocalDateTime start = LocalDateTime.of(2025, 3, 1, 0, 0, 0);
        for (int i = 0; i < 1_200; i++) { // about one in 37 minutes, from ever more payers
            rows.add("P" + i % (6 + i / 40), "HUB", 100_00, start.plusSeconds(i * 2_232L).toString());
        }
        int[] alerted = rows(rows);
        Arrays.sort(alerted);
        int longest = alerted[0] - 1;
        for (int i = 1; i < alerted.length; i++) {
            longest = Math.max(longest, alerted[i] - alerted[i - 1] - 1);
        }
        assertThat(Math.max(longest, 1_200 - alerted[alerted.length - 1])).as("rows side by side in no alert")
            .isLessThan(5);
    }

    @Test
    void takesAllThatIsPaidInAWindowIntoOneAlert() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 100; i++) {
            rows.add("P" + i % 5, "HUB", 100_00, "2025-03-03T%02d:%02d".formatted(i / 60, i % 60));
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).hasSize(100));
    }

    @Test
    void countsTheOthersOfTheShortWindowWhileTheNextBegins() {
        TransferRows rows = fan(6, "T%02d:00");
        for (int i = 0; i < 6; i++) {
            rows.add("P" + i, "HUB", 100_00, "2025-03-04T1" + i + ":00");
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts()).hasSize(2)
            .allSatisfy(alert -> assertThat(alert.explanation().steps()).containsEntry("othersInShortHours", 6));
    }

    @Test
    void followsMoneyOnFromTheLastOfTheOthers() {
        TransferRows rows = fan(5, "T%02d:00");
        for (int i = 0; i < 5; i++) {
            rows.add("HUB", "R" + i, 95_00, "2025-03-03T1" + i + ":00");
        }
        assertThat(graded(rows.add("P0", "HUB", 5_00, "2025-03-03T20:00").ledger(), "GATHER_SCATTER").rows())
            .hasSize(11);
    }

    @Test
    void selectsTheSameTransfersOfOneMomentInAnyOrder() {
        int found = 0;
        for (int seed = 0; seed < 60; seed++) {
            TransferRows rows = TransferRows.drawnOfFewMoments(seed, 60, 8);
            Set<String> before = contents(rows);
            for (int order = 1; order < 4; order++) {
                assertThat(contents(rows.shuffled(order))).as("seed %d", seed).isEqualTo(before);
            }
            found += before.size();
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void followsMoneyThroughIntermediariesToOneParty() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 5; i++) {
            rows.add("A", "M" + i, 100_00, "2025-03-03T0" + i + ":00")
                .add("M" + i, "B", 95_00, "2025-03-03T1" + i + ":00");
        }
        Alert alert = graded(rows.ledger(), "SCATTER_GATHER");
        assertThat(alert.rows()).hasSize(10);
        assertThat(alert.explanation().sentence()).contains("5 of these then paid one party");
    }

    @Test
    void followsMoneyGatheredAndScattered() {
        TransferRows rows = fan(5, "T%02d:00");
        for (int i = 0; i < 5; i++) {
            rows.add("HUB", "R" + i, 95_00, "2025-03-03T1" + i + ":00");
        }
        assertThat(graded(rows.ledger(), "GATHER_SCATTER").rows()).hasSize(10);
    }

    @Test
    void gradesByHowImprobableTheFanIs() {
        TransferRows rows = fan(6, "T%02d:00");
        for (int i = 0; i < 300; i++) {
            rows.add("X" + i, "Y" + i, 7_00, "2025-%02d-15T12:00".formatted(1 + i % 12));
        }
        assertThat(graded(rows.ledger(), "RARE").explanation().inputs()).containsEntry("newOthers", 6);
        for (int day = 1; day <= 28; day++) { // the same hub is paid by six others on every day
            for (int i = 0; i < 6; i++) {
                rows.add("P" + i, "HUB", 5_00, "2025-04-%02dT%02d:00".formatted(day, i));
            }
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts())
            .noneMatch(alert -> "RARE".equals(alert.explanation().steps().get("grade")));
    }

    @Test
    void takesPoissonsTailFromTables() {
        // P(X >= 5 | 1) = 1 - 65/24 / e = 0.00365984682734; P(X >= 2 | 3) = 1 - 4 / e^3 = 0.80085172652854
        assertThat(PoissonTail.atLeast(5, BigDecimal.ONE).doubleValue()).isCloseTo(0.00365984682734, within(1e-14));
        assertThat(PoissonTail.atLeast(2, new BigDecimal("3")).doubleValue()).isCloseTo(0.80085172652854,
                within(1e-12));
        assertThat(PoissonTail.atLeast(0, BigDecimal.ONE)).isEqualByComparingTo("1");
        assertThat(PoissonTail.atLeast(1_000, BigDecimal.ONE).doubleValue()).isLessThan(1e-300);
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, SampleTransfers.of(5_000, 4), Map.of());
        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            double hours = 24 * 3.6e9;
            double span = number(in.get("spanMicroseconds"));
            double own = number(in.get("outside")) * hours / Math.max(hours, span - hours);
            double all = number(in.get("allTransfers")) * hours / (span * number(in.get("allParties")));
            assertThat(number(alert.explanation().steps().get("mean"))).isCloseTo(Math.max(own, all), within(1e-9));
            assertThat(alert.explanation().steps()).containsEntry("probability",
                    PoissonTail.atLeast((int) number(in.get("others")),
                            (BigDecimal) Objects.requireNonNull(alert.explanation().steps().get("mean"))));
        });
    }

    @Test
    void selectsTheSameTransfersInAnyOrder() {
        TransferRows rows = fan(7, "T%02d:00");
        for (int i = 0; i < 400; i++) {
            rows.add("P" + i % 23, "Q" + i % 5, i, "2025-03-%02dT%02d:%02d".formatted(1 + i % 28, i % 24, i % 59));
        }
        for (int seed = 1; seed < 4; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows)).isNotEmpty();
        }
    }

    @Test
    void standsStarsAndCompleteGraphs() {
        for (ColumnarLedger ledger : new ColumnarLedger[]{DenseGraphs.star(100_000), DenseGraphs.complete(500, true),
                DenseGraphs.complete(300, false)}) {
            Outcome said = assertTimeoutPreemptively(Duration.ofSeconds(60),
                    () -> Performing.perform(PROCEDURE, ledger));
            assertThat(said).isInstanceOf(Outcome.Applicable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 87_600})
    void standsHubsThatArePaidWithoutEnd(int hours) {
        TransferRows rows = new TransferRows();
        LocalDateTime start = LocalDateTime.of(2025, 3, 1, 0, 0, 1);
        for (int i = 0; i < 50_000; i++) {
            String at = start.plusMinutes(i).toString();
            rows.add("P" + i % 7, "STEADY", 100_00, at).add("Q" + i % (6 + i / 50), "GROWING", 100_00, at);
        }
        Outcome said = assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> Performing.perform(PROCEDURE, rows.ledger(), Map.of("hours", hours, "shortHours", 1)));
        assertThat(said).isInstanceOf(Outcome.Applicable.class);
    }

    @Test
    void standsAHubWhoseMoneyGoesOnFromEveryFan() {
        TransferRows rows = new TransferRows();
        LocalDateTime start = LocalDateTime.of(2025, 1, 1, 0, 0, 1);
        for (int i = 0; i < 24_000; i++) { // five an hour, and all that is paid on comes at the end
            rows.add("P" + i % 5, "HUB", 100_00, start.plusMinutes(i / 5 * 60 + i % 5).toString())
                .add("HUB", "R" + i, 100_00, start.plusDays(300).plusSeconds(i).toString());
        }
        Map<String, Integer> hours = Map.of("hours", 1, "shortHours", 1, "onwardHours", 87_600);
        Outcome said = assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> Performing.perform(PROCEDURE, rows.ledger(), hours));
        assertThat(said).isInstanceOfSatisfying(Outcome.Applicable.class, applied -> {
            assertThat(applied.statistics()).extractingByKey("boundMet")
                .asString()
                .endsWith("fans were followed up to the bound of looks only");
            assertThat(applied.alerts()).allSatisfy(alert -> assertThat(alert.rows()).hasSizeLessThanOrEqualTo(1_000));
        });
    }

    @Test
    void namesAThousandRowsOfALargerFan() {
        TransferRows rows = new TransferRows();
        LocalDateTime start = LocalDateTime.of(2025, 1, 1, 0, 0, 1);
        for (int i = 0; i < 1_300; i++) {
            rows.add("P" + i, "HUB", 100_00, start.plusSeconds(i).toString());
        }
        Alert alert = Performing.applied(PROCEDURE, rows.ledger(), Map.of()).alerts().getFirst();
        assertThat(alert.rows()).hasSize(1_000).startsWith(1, 2, 3).endsWith(999, 1_000);
        assertThat(alert.explanation().inputs()).containsEntry("number", 1_300).containsEntry("others", 1_300);
        assertThat(alert.explanation().steps()).containsEntry("rows", 1_000);
        assertThat(alert.explanation().sentence()).endsWith("The first 1,000 of these transfers are its rows.");

        for (int i = 0; i < 700; i++) {
            rows.add("HUB", "R" + i, 100_00, start.plusHours(9).plusSeconds(i).toString());
        }
        Alert further = graded(rows.ledger(), "GATHER_SCATTER");
        assertThat(further.rows()).hasSize(1_000).contains(500, 1_301, 1_800).doesNotContain(501, 1_801);
        assertThat(further.explanation().sentence())
            .endsWith("The first 500 of these transfers and the first 500 of those onward are its rows.");
    }

    private static TransferRows fan(int payers, String time) {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < payers; i++) {
            rows.add("P" + i, "HUB", 100_00, "2025-03-03" + time.formatted(i));
        }
        return rows;
    }

    private static Alert graded(ColumnarLedger ledger, String grade) {
        return Performing.applied(PROCEDURE, ledger, Map.of())
            .alerts()
            .stream()
            .filter(alert -> grade.equals(alert.explanation().steps().get("grade")))
            .findFirst()
            .orElseThrow();
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

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }
}
