package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** AML-2: the gap, the quantile to the cent, and what is left out. */
class DormantReactivationTests {

    private static final DormantReactivation PROCEDURE = new DormantReactivation();

    @Test
    void selectsALargeAmountAfterNinetyDays() {
        assertThat(rows(history().add("A", "Z", 1_000_00, "2025-04-11"))).containsExactly(11);
        assertThat(rows(history().add("A", "Z", 1_000_00, "2025-04-09").add("C", "D", 1, "2025-07-01"))).isEmpty();
    }

    @Test
    void cannotSayOfAShortDatasetOrShortHistories() {
        assertThat(Performing.perform(PROCEDURE, history().ledger())).isInstanceOfSatisfying(
                Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("spans 9 of 90 days"));
        TransferRows two = new TransferRows().add("A", "B", 1, "2025-01-01").add("A", "B", 1, "2025-08-01");
        assertThat(Performing.perform(PROCEDURE, two.ledger())).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("has 2 of 11 transfers needed"));
    }

    @Test
    void cannotSayWhereNoAccountHasATransferBeyondItsHistory() {
        TransferRows rows = history().add("C", "D", 5_00, "2025-12-01");
        assertThat(Performing.perform(PROCEDURE, rows.ledger())).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("has 10 of 11 transfers needed"));
        assertThat(Performing.perform(PROCEDURE, rows.add("A", "Z", 1, "2025-12-01").ledger()))
            .isInstanceOf(Outcome.Applicable.class);
    }

    @Test
    void comparesWithTheQuantileOfTypeSeven() {
        // amounts 1.00 to 10.00: position 8.55, limit 9.00 + 0.55 x 1.00
        assertThat(rows(history().add("A", "Z", 9_55, "2025-06-01"))).containsExactly(11);
        assertThat(rows(history().add("A", "Z", 9_54, "2025-06-01"))).isEmpty();
    }

    @Test
    void looksAtMoneyReceivedAsWell() {
        assertThat(rows(history().add("Z", "A", 100_00, "2025-06-01"))).containsExactly(11);
        assertThat(rows(history().add("A", "Z", -100_00, "2025-06-01"))).containsExactly(11);
    }

    @Test
    void saysNothingOfAmountsThatAreAllEqual() {
        TransferRows rows = new TransferRows();
        for (int i = 0; i < 12; i++) {
            rows.add("A", "B" + i, 50_00, "2025-01-" + (10 + i));
        }
        assertThat(rows(rows.add("A", "B", 50_00, "2025-06-01"))).isEmpty();
        assertThat(rows(rows.add("A", "B", 50_01, "2025-06-01"))).containsExactly(14);
    }

    @Test
    void leavesTransfersToItselfAndOfNothingOut() {
        TransferRows rows = history().add("A", "A", 100_00, "2025-03-01").add("A", "B", 0, "2025-03-02");

        Outcome.Applicable said = Performing.applied(PROCEDURE, rows.add("A", "Z", 99_00, "2025-06-01").ledger(),
                Map.of());

        assertThat(said.alerts()).singleElement().satisfies(alert -> assertThat(alert.rows()).containsExactly(13));
        assertThat(said.statistics()).containsEntry("rowsToItself", 1).containsEntry("rowsOfAmountZero", 1);
    }

    @Test
    void keepsCurrenciesApart() {
        TransferRows rows = history().add("A", "Z", 100_00, "2025-03-01", "wire", "EUR");
        assertThat(rows(rows.add("A", "Z", 9_60, "2025-06-01"))).containsExactly(12);
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, history().add("A", "Z", 9_55, "2025-06-01").ledger(),
                Map.of());

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            BigDecimal share = (BigDecimal) alert.explanation().constants().get("quantile");
            BigDecimal position = share.multiply(BigDecimal.valueOf((Integer) in.get("earlierTransfers") - 1L));
            BigDecimal lower = new BigDecimal((String) in.get("lower"));
            BigDecimal limit = position.subtract(position.setScale(0, RoundingMode.FLOOR))
                .multiply(new BigDecimal((String) in.get("upper")).subtract(lower))
                .add(lower);
            assertThat(new BigDecimal((String) alert.explanation().steps().get("limit"))).isEqualByComparingTo(limit);
            assertThat(alert.explanation().verdict()).isEqualTo("gap 142 >= 90 and amount 9.55 >= 9.55");
            assertThat(alert.explanation().steps()).containsEntry("grade", "HIGH").containsEntry("gap", 142);
            assertThat(alert.explanation().sentence()).doesNotContain("A ").doesNotContain(" Z");
        });
    }

    @Test
    void saysWhichOfTwoAccountsWasDormant() {
        TransferRows rows = history();
        for (int i = 1; i <= 12; i++) {
            rows.add("Z", "Y" + i, i * 100L, "2025-01-%02d".formatted(i));
        }
        List<Alert> alerts = Performing
            .applied(PROCEDURE, rows.add("A", "Z", 1_000_00, "2025-06-01").ledger(), Map.of())
            .alerts();

        assertThat(alerts).extracting(alert -> alert.explanation().inputs().get("earlierTransfers"))
            .containsExactlyInAnyOrder(10, 12);
        assertThat(alerts).allSatisfy(alert -> {
            Map<String, Object> in = alert.explanation().inputs();
            Map<?, ?> transfer = (Map<?, ?>) ((List<?>) Objects.requireNonNull(in.get("transfers"))).getFirst();
            boolean payer = Integer.valueOf(10).equals(in.get("earlierTransfers"));
            assertThat(in.get("party")).isNotNull().isEqualTo(transfer.get(payer ? "from" : "to"));
        });
    }

    @Test
    void keepsALocalDayTogetherWhereTheClockGoesBackOverMidnight() {
        // St. John's, 2010-11-07: one minute after midnight it is 23:01 of the day before
        TransferRows rows = new TransferRows();
        for (int i = 1; i <= 10; i++) {
            rows.add("A", "B" + i, i * 100L, "2010-10-%02dT12:00".formatted(i));
        }
        rows.add("A", "X", 1_000_00, "2010-11-07T02:30:30") // 00:00:30
            .add("A", "Y", 1, "2010-11-07T02:45") // 23:15 of the day before
            .add("A", "Z", 1_000_00, "2010-11-07T12:00"); // 08:30
        assertThat(Performing
            .applied(PROCEDURE, rows.ledger(ZoneId.of("America/St_Johns")), Map.of("gapDays", 1))
            .alerts()).singleElement().satisfies(alert -> assertThat(alert.rows()).containsExactly(11, 13));
    }

    @Test
    void selectsTheSameTransfersInAnyOrder() {
        TransferRows rows = history().add("A", "Z", 9_55, "2025-06-01").add("Z", "A", 12_00, "2025-06-01");
        for (int seed = 1; seed < 5; seed++) {
            assertThat(contents(rows.shuffled(seed))).isEqualTo(contents(rows));
        }
    }

    private static TransferRows history() {
        TransferRows rows = new TransferRows();
        for (int i = 1; i <= 10; i++) {
            rows.add("A", "B" + i, i * 100L, "2025-01-" + (i < 10 ? "0" : "") + i);
        }
        return rows;
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
            Arrays.stream(alert.rows()).forEach(row -> contents.add(rows.content(row)));
        }
        return contents;
    }
}
