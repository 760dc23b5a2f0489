package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;

/** DIG-4: exact sums in each currency, and the fewest amounts that lift a group above the mean. */
class SummationTests {

    private static final Summation PROCEDURE = new Summation();

    /** Nigrini's corporate payments, the 185,083 positive amounts; summed apart in Python. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, CorporatePayments.ledger(), Map.of());

        assertThat(said.alerts().stream().map(alert -> alert.explanation().inputs().get("sum")).toList())
            .containsExactlyInAnyOrder("49191987.52", "30716146.28", "28701406.97");
        assertThat(said.alerts().stream().map(alert -> alert.explanation().inputs().get("digits")).toList())
            .isEqualTo(List.of(15, 26, 10));
        assertThat(said.alerts().getFirst().explanation().inputs()).containsEntry("total", "492953741.73");
    }

    @Test
    void selectsTheFewestLargestAmountsThatLiftAGroup() {
        long[] amounts = LAW.clone();
        amounts[100] = 55_555_555;
        amounts[200] = 55_555_555;
        amounts[300] = 555_555;
        Alert alert = Performing.applied(PROCEDURE, ledger(amounts), Map.of("top", 1)).alerts().getFirst();

        assertThat(alert.explanation().inputs()).containsEntry("digits", 55);
        long total = Arrays.stream(amounts).sum();
        long sum = IntStream.range(0, amounts.length)
            .filter(i -> two(amounts[i]) == 55)
            .mapToLong(i -> amounts[i])
            .sum();
        long selected = Arrays.stream(alert.rows()).mapToLong(row -> amounts[row - 1]).sum();
        long least = Arrays.stream(alert.rows()).mapToLong(row -> amounts[row - 1]).min().orElseThrow();
        assertThat(90 * (sum - selected)).isLessThanOrEqualTo(total);
        assertThat(90 * (sum - selected + least)).isGreaterThan(total);
        assertThat(alert.rows()).contains(101, 201);
    }

    @Test
    void speaksOfOneAmountInTheSingular() {
        long[] amounts = LAW.clone();
        amounts[100] = 999_999_999_999L;
        Alert alert = Performing.applied(PROCEDURE, ledger(amounts), Map.of("top", 1)).alerts().getFirst();

        assertThat(alert.rows()).containsExactly(101);
        assertThat(alert.explanation().sentence()).contains("Without the largest of its ").doesNotContain("largest 1");
    }

    @Test
    void takesOfEqualAmountsTheEarliestRows() {
        long[] amounts = LAW.clone();
        for (int i = 500; i < 600; i++) {
            amounts[i] = 9_900_000;
        }
        Alert alert = Performing.applied(PROCEDURE, ledger(amounts), Map.of("top", 1)).alerts().getFirst();

        assertThat(alert.rows()).containsExactly(IntStream.rangeClosed(501, 500 + alert.rows().length).toArray());
        assertThat(alert.rows().length).isLessThan(100);
    }

    @Test
    void sumsBeyondTheGreatestLong() {
        long[] amounts = new long[1_400];
        Arrays.fill(amounts, Long.MAX_VALUE);
        amounts[0] = Long.MIN_VALUE;
        amounts[1] = 1;
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger(amounts), Map.of());

        assertThat(said.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().inputs()).containsEntry("sum",
                    new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(1_398)), 2)
                        .toPlainString()));
        amounts[0] = Long.MAX_VALUE;
        Arrays.setAll(amounts, i -> i == 1 ? -1 : Long.MIN_VALUE);
        assertThat(Performing.applied(PROCEDURE, ledger(amounts), Map.of("sign", "negative")).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().inputs()).containsEntry("sum",
                    new BigDecimal(BigInteger.TWO.pow(63).multiply(BigInteger.valueOf(1_399)), 2).toPlainString()));
    }

    @Test
    void neverAddsTwoCurrencies() {
        int rows = 3_000;
        long[] amounts = new long[2 * rows];
        String[] currencies = new String[2 * rows];
        Arrays.setAll(amounts, i -> LAW[i / 2]);
        Arrays.setAll(currencies, i -> i % 2 == 0 ? "EUR" : "JPY");
        ColumnarLedger ledger = ColumnarLedger.builder(2 * rows)
            .amounts(amounts)
            .text(Field.CURRENCY, currencies)
            .build();
        List<Alert> both = Performing.applied(PROCEDURE, ledger, Map.of()).alerts();
        List<Alert> one = Performing.applied(PROCEDURE, ledger(LAW), Map.of()).alerts();

        assertThat(both).hasSize(2 * one.size());
        assertThat(both.stream().limit(one.size()).map(alert -> alert.rows().length))
            .containsExactlyElementsOf(one.stream().map(alert -> alert.rows().length).toList());
        assertThat(both.getLast().explanation().inputs()).containsEntry("currency", "JPY");
    }

    @Test
    void refusesCurrenciesOfTooFewAmounts() {
        assertThat(Performing.perform(PROCEDURE, ledger(Arrays.copyOf(LAW, 1_300))))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> assertThat(refused.reason())
                .isEqualTo("No currency has 1,301 positive amounts over 2 orders of magnitude; there are 1,300 positive"
                        + " amounts."));
    }

    /** Positive log-normal amounts. */
    private static final long[] LAW = Arrays.stream(SampleLedger.amounts(4_000, 9))
        .filter(amount -> amount > 0)
        .limit(3_000)
        .toArray();

    private static int two(long amount) {
        return LeadingDigits.of(amount, 2);
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }
}
