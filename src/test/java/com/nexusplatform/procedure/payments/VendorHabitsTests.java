package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.JournalFixture;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** PAY-7 without a vendor master: ways of billing, planted among ordinary payments. */
class VendorHabitsTests {

    private static final UnknownVendors PROCEDURE = new UnknownVendors();
    private static final LocalDate DAY = LocalDate.of(2025, 1, 6);

    private final List<String> vendors = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<LocalDate> days = new ArrayList<>();
    private final List<Long> amounts = new ArrayList<>();

    /** 400 payments of 20 vendors with many customers each. */
    VendorHabitsTests() {
        Random random = new Random(4);
        for (int i = 0; i < 400; i++) {
            pay("V" + i % 20, "N" + (1_000 + 37 * i), i / 2, 10_000 + random.nextInt(90_000));
        }
    }

    @Test
    void selectsVendorsWhoseNumbersRunOn() {
        for (int i = 0; i < 6; i++) {
            pay("GHOST", "IN-0" + (71 + i), 9 * i, 12_345 + 17L * i);
        }
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(401, 402, 403, 404, 405, 406);
            assertThat(alert.explanation().steps()).containsEntry("grade", "RUN_ON").containsEntry("smallSteps", 5);
        });
    }

    @Test
    void countsNoDayForABillWithoutOne() {
        for (int i = 0; i < 4; i++) {
            pay("GHOST", "IN-0" + (71 + i), 9 * i, 12_345 + 17L * i);
        }
        assertThat(alerts()).hasSize(1);
        undated(400, 401);
        assertThat(alerts()).isEmpty();
        assertThat(NumberRun.of(ledger(), new int[]{400, 401, 402, 403}).figures()).containsEntry("days", 2);
    }

    @Test
    void takesNoBillWithoutADayForAStepBackInTime() {
        for (int i = 0; i < 4; i++) {
            pay("GHOST", "IN-0" + (71 + i), 9 * i, 12_345 + 17L * i);
        }
        undated(402);
        assertThat(alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("days", 3)
                .containsEntry("stepsBackInTime", 0));
    }

    @Test
    void tellsTheHabitOfANewVendorFromThatOfOneThatWasAlwaysPaid() {
        for (int i = 0; i < 6; i++) {
            pay("LATE", "L-" + (71 + i), 60 + 9 * i, 12_345 + 17L * i);
            pay("EARLY", "E-" + (71 + i), 9 * i, 54_321 + 17L * i);
        }
        assertThat(alerts()).extracting(alert -> alert.explanation().steps().get("grade"))
            .containsExactlyInAnyOrder("RUN_ON_NEW", "RUN_ON");
    }

    @Test
    void asksTheMasterWhetherAVendorIsNew() {
        for (int i = 0; i < 6; i++) {
            pay("LATE", "L-" + (71 + i), 60 + 9 * i, 12_345 + 17L * i);
            pay("EARLY", "E-" + (71 + i), 9 * i, 54_321 + 17L * i);
        }
        String[] listed = Stream.concat(vendors.stream().limit(20), Stream.of("LATE", "EARLY")).toArray(String[]::new);
        int[] opened = new int[listed.length];
        Arrays.fill(opened, (int) DAY.minusYears(3).toEpochDay());
        opened[21] = (int) DAY.minusDays(5).toEpochDay();
        ColumnarLedger master = ColumnarLedger.builder(listed.length)
            .text(Field.COUNTERPARTY_ID, listed)
            .dates(Field.OPENED_ON, opened)
            .build();
        Outcome said = Performing.perform(PROCEDURE, ledger(), Map.of(DatasetKind.VENDORS, master), Map.of());
        assertThat(((Outcome.Applicable) said).alerts()).as("%s", said)
            .extracting(alert -> alert.explanation().steps().get("grade"))
            .containsExactlyInAnyOrder("RUN_ON", "RUN_ON_NEW", "NEW");
    }

    /** What was paid before it was opened is that rule's business, by however long: here a master was set up later. */
    @Test
    void doesNotTakeAVendorForNewThatWasOpenedAfterItsFirstPayment() {
        for (int i = 0; i < 6; i++) {
            pay("LATE", "L-" + (71 + i), 60 + 9 * i, 12_345 + 17L * i);
            pay("NEXT", "N-" + (71 + i), 60 + 9 * i, 54_321 + 17L * i);
            pay("SAME", "S-" + (71 + i), 60 + 9 * i, 44_321 + 17L * i);
        }
        ColumnarLedger master = ColumnarLedger.builder(3)
            .text(Field.COUNTERPARTY_ID, "LATE", "NEXT", "SAME")
            .dates(Field.OPENED_ON,
                    Stream.of(DAY.plusYears(5), DAY.plusDays(61), DAY.plusDays(60))
                        .mapToInt(day -> (int) day.toEpochDay())
                        .toArray())
            .build();
        Outcome said = Performing.perform(PROCEDURE, ledger(), Map.of(DatasetKind.VENDORS, master),
                Map.of("minimumShare", "0"));
        assertThat(((Outcome.Applicable) said).alerts())
            .filteredOn(alert -> alert.explanation().steps().containsKey("newVendor"))
            .extracting(alert -> alert.rows()[0] + " " + alert.explanation().steps().get("grade"))
            .containsExactlyInAnyOrder("401 RUN_ON", "402 RUN_ON", "403 RUN_ON_NEW");
    }

    @Test
    void doesNotTakeABillInPartsForARun() {
        for (int i = 0; i < 6; i++) {
            pay("PARTS", "IN-0" + (71 + i), 9, 12_345 + 17L * i);
        }
        assertThat(alerts()).isEmpty();
    }

    @Test
    void doesNotTakeNumbersAgainstTheDaysForARun() {
        for (int i = 0; i < 6; i++) {
            pay("BACK", "IN-0" + (79 - i), 9 * i, 12_345 + 17L * i);
        }
        assertThat(alerts()).isEmpty();
    }

    @Test
    void selectsVendorsWithRoundAmountsOfDifferentSize() {
        for (int i = 0; i < 5; i++) {
            pay("ROUND", "R" + 50 * i * i, 9 * i, 100_000 + 20_000L * i);
            pay("FEE", "F" + 50 * i * i, 9 * i, 100_000);
        }
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(401, 403, 405, 407, 409);
            assertThat(alert.explanation().steps()).containsEntry("grade", "ROUND");
        });
    }

    /** 1.005 yen rounded up to 2 would make every even amount round. */
    @Test
    void takesNoAmountForRoundWhereTheMinorUnitCannotMakeUpTheMultiple() {
        Collections.fill(amounts, 10_001L);
        for (int i = 0; i < 5; i++) {
            pay("EVEN", "R" + 50 * i * i, 9 * i, 1_000 + 202L * i);
        }
        ColumnarLedger yen = ledger("JPY");
        assertThat(Performing.applied(PROCEDURE, yen, Map.of("roundMultiple", "1.005")).alerts()).isEmpty();
        assertThat(Performing.applied(PROCEDURE, yen, Map.of("roundMultiple", "2")).alerts()).hasSize(1);
    }

    @Test
    void saysNothingOfRoundAmountsWhereTheyAreUsual() {
        for (int i = 0; i < 60; i++) {
            pay("R" + i % 5, "R" + 50 * i * i, i, 100_000 + 10_000L * i);
        }
        assertThat(alerts()).noneMatch(alert -> "ROUND".equals(alert.explanation().steps().get("grade")));
    }

    @Test
    void selectsLargePaymentsToStrangers() {
        pay("LARGE", "77", 30, 200_000);
        pay("SMALL", "78", 31, 2_000);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(401);
            Map<String, Object> steps = alert.explanation().steps();
            assertThat(steps).containsEntry("grade", "STRANGER");
            BigDecimal level = new BigDecimal((String) steps.get("level"));
            long reaching = amounts.stream().filter(cents -> cents >= level.movePointRight(2).longValueExact()).count();
            assertThat(10 * reaching).isLessThanOrEqualTo(amounts.size());
        });
    }

    @Test
    void findsTheGhostVendorsOfTheJournalWithoutAMaster() {
        JournalFixture journal = new JournalFixture();
        List<Alert> alerts = Performing.applied(PROCEDURE, journal.ledger(8), Map.of()).alerts();

        assertThat(journal.recall("GHOST_VENDOR", alerts)).isEqualTo(1);
    }

    @Test
    void isRareAmongTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(), Map.of());
        Map<?, ?> found = (Map<?, ?>) said.statistics().get("foundByHabit");

        assertThat((Integer) found.get("RUN_ON") + (Integer) found.get("ROUND")).isBetween(1, 120);
    }

    private void pay(String vendor, String number, int day, long cents) {
        vendors.add(vendor);
        numbers.add(number);
        days.add(DAY.plusDays(day));
        amounts.add(cents);
    }

    private void undated(int... places) {
        Arrays.stream(places).forEach(place -> days.set(place, null));
    }

    private List<Alert> alerts() {
        return Performing.applied(PROCEDURE, ledger(), Map.of()).alerts();
    }

    private ColumnarLedger ledger() {
        return ledger("USD");
    }

    private ColumnarLedger ledger(String currency) {
        return ColumnarLedger.builder(amounts.size())
            .currency(currency)
            .amounts(amounts.stream().mapToLong(Long::longValue).toArray())
            .text(Field.COUNTERPARTY_ID, vendors.toArray(String[]::new))
            .text(Field.DOCUMENT_NO, numbers.toArray(String[]::new))
            .days(Field.POSTED_AT, days.toArray(LocalDate[]::new))
            .build();
    }
}
