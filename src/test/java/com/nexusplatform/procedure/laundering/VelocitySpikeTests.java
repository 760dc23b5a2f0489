package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleTransfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** AML-3: days beyond those before, exactly at the limit, and pairs that repeat themselves. */
class VelocitySpikeTests {

    private static final VelocitySpike PROCEDURE = new VelocitySpike();

    @Test
    void selectsADayWithMoreTransfersThanTheTwentyBefore() {
        TransferRows rows = history(20);
        for (int i = 0; i < 9; i++) {
            rows.add("A", "Z" + i, 1, "2025-03-01T1" + i + ":00");
        }
        Alert alert = spikes(rows, Map.of()).getFirst();
        assertThat(alert.rows()).hasSize(9);
        assertThat(alert.explanation().steps()).containsEntry("grade", "COUNT").containsEntry("followUps", 0);
        assertThat(spikes(history(19).add("A", "Z", 900_00, "2025-03-01").add("A", "Z", 1, "2025-03-02"),
                Map.of("repeatShare", "0")))
            .isEmpty();
    }

    @Test
    void comparesWithPastDaysAloneExactlyAtTheLimit() {
        // 20 days of 10.00 and 20.00 in turn: mean 15.00, sample deviation 5.129891760425...; at 3 sigmas 30.389675281...
        assertThat(spikes(history(20).add("A", "Z", 30_39, "2025-03-01"), Map.of())).hasSize(1);
        assertThat(spikes(history(20).add("A", "Z", 30_38, "2025-03-01"), Map.of())).isEmpty();
        assertThat(spikes(history(20).add("A", "Z", 30_39, "2025-03-01").add("A", "Z", 9_999_00, "2025-03-02"),
                Map.of()))
            .hasSize(2);
    }

    @Test
    void needsAMultipleOfTheMeanWhereDaysAreAllAlike() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 25; i++) {
            rows.add("A", "B" + i, 10_00, day(i));
        }
        assertThat(spikes(rows.add("A", "Z", 19_99, "2025-03-01"), Map.of())).isEmpty();
        assertThat(spikes(rows.add("A", "Y", 1, "2025-03-01"), Map.of())).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("grade", "COUNT_AND_SUM"));
    }

    @Test
    void countsFollowUpsOfLessThanFiveMinutes() {
        TransferRows rows = history(20).add("A", "Z1", 90_00, "2025-03-01T10:00:00")
            .add("A", "Z2", 90_00, "2025-03-01T10:04:59")
            .add("A", "Z3", 90_00, "2025-03-01T10:09:59");
        assertThat(spikes(rows, Map.of()).getFirst().explanation().steps()).containsEntry("followUps", 1);
    }

    @Test
    void keepsALocalDayTogetherWhereTheClockGoesBackOverMidnight() {
        // St. John's, 2010-11-07: one minute after midnight it is 23:01 of the day before
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 127; i++) {
            rows.add("A" + i, "B" + i, 10_00 + i, "2010-11-03T12:00");
        }
        rows.add("X", "Y", 5_00, "2010-11-07T02:30:30") // 00:00:30
            .add("X", "Y", 5_00, "2010-11-07T02:45") // 23:15 of the day before
            .add("X", "Y", 5_00, "2010-11-07T12:00"); // 08:30
        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(ZoneId.of("America/St_Johns")), Map.of());

        assertThat(said.statistics()).containsEntry("pairsAndDays", 129L);
        assertThat(said.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(128, 130));
    }

    @Test
    void selectsPairsThatRepeatWhereThatIsRare() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 300; i++) {
            rows.add("A" + i, "B" + i, 10_00 + i, "2025-03-03");
        }
        for (int i = 0; i < 4; i++) {
            rows.add("X", "Y", 5_00, "2025-03-04T10:0" + i + ":00");
        }
        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.ledger(), Map.of());
        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(301, 302, 303, 304);
            assertThat(alert.explanation().inputs()).containsEntry("asOften", 1L).containsEntry("pairsAndDays", 301L);
            assertThat(alert.explanation().steps()).containsEntry("followUps", 3).containsEntry("grade", "REPEATED");
        });
        for (int i = 0; i < 10; i++) { // where one in thirty repeats, only more repeats than that are selected
            rows.add("A" + i, "B" + i, 10_00, "2025-03-03");
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).statistics())
            .containsEntry("repeatsSearched", "yes")
            .containsEntry("leastRepeats", 3)
            .containsEntry("repeats", 1);
    }

    @Test
    void saysThatRepeatsOfTooFewPairsWereNotSearched() {
        TransferRows rows = history(30);
        for (int i = 0; i < 9; i++) {
            rows.add("A", "B0", 1, "2025-03-01T1" + i + ":00");
        }
        assertThat(Performing.applied(PROCEDURE, rows.ledger(), Map.of()).statistics())
            .containsEntry("repeatsSearched", "no: 31 of 100 pairs and days needed")
            .doesNotContainKeys("leastRepeats", "repeats");
    }

    @Test
    void explainsSpikesCompletely() {
        Alert alert = spikes(history(20).add("A", "Z", 40_00, "2025-03-01"), Map.of()).getFirst();
        Map<String, Object> in = alert.explanation().inputs();
        BigDecimal days = new BigDecimal(required(in, "days").toString());
        BigDecimal total = new BigDecimal(required(in, "totalOfSums").toString());
        BigDecimal squares = (BigDecimal) required(in, "squaresOfSums");
        BigDecimal variance = days.multiply(squares)
            .subtract(total.pow(2))
            .divide(days.multiply(days.subtract(BigDecimal.ONE)), MathContext.DECIMAL128);
        BigDecimal limit = total.divide(days, MathContext.DECIMAL128)
            .add(variance.sqrt(MathContext.DECIMAL128).multiply(new BigDecimal("3")));
        assertThat((BigDecimal) required(alert.explanation().steps(), "sumLimit"))
            .isEqualByComparingTo(limit.round(new MathContext(12)));
        assertThat(alert.explanation().verdict()).isEqualTo("sum 40.00 >= " + required(alert.explanation().steps(),
                "sumLimit"));
    }

    @Test
    void cannotSayOfAFewDays() {
        assertThat(Performing.perform(PROCEDURE, history(5).ledger())).isInstanceOfSatisfying(
                Outcome.NotApplicable.class, refused -> assertThat(refused.reason()).contains("more than 20 days"));
    }

    @Test
    void selectsNoMoreWhenSigmasRise() {
        ColumnarLedger ledger = SampleTransfers.of(5_000, 3);
        int before = Integer.MAX_VALUE;
        for (String sigmas : List.of("0", "1", "3", "10")) {
            int found = Performing.applied(PROCEDURE, ledger, Map.of("sigmas", sigmas, "repeatShare", "0"))
                .alerts()
                .size();
            assertThat(found).isLessThanOrEqualTo(before);
            before = found;
        }
    }

    @Test
    void selectsTheSameTransfersInAnyOrder() {
        TransferRows rows = history(25).add("A", "Z", 900_00, "2025-03-01");
        for (int i = 0; i < 300; i++) {
            rows.add("P" + i % 3, "Q" + i * 7 % 5, 50_00 + i * i, day(i % 57));
        }
        for (int seed = 1; seed < 4; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows)).isNotEmpty();
        }
    }

    @Test
    void standsStarsAndCompleteGraphs() {
        for (ColumnarLedger ledger : List.of(DenseGraphs.star(100_000), DenseGraphs.complete(500, false))) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Performing.perform(PROCEDURE, ledger)))
                .isInstanceOf(Outcome.Applicable.class);
        }
    }

    private static TransferRows history(int days) {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < days; i++) {
            rows.add("A", "B" + i, i % 2 == 0 ? 10_00 : 20_00, day(i));
        }
        return rows;
    }

    private static String day(int number) {
        return LocalDate.of(2025, 1, 1).plusDays(number).toString();
    }

    private static List<Alert> spikes(TransferRows rows, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, rows.ledger(), parameters).alerts();
    }

    private static Set<String> contents(TransferRows rows) {
        Set<String> contents = new TreeSet<>();
        for (Alert alert : spikes(rows, Map.of())) {
            Arrays.stream(alert.rows()).forEach(row -> contents.add(alert.points() + rows.content(row)));
        }
        return contents;
    }

    private static Object required(Map<String, Object> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }
}
