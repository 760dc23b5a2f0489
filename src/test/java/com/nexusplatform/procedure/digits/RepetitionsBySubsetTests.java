package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** DIG-4 and DIG-6 by subset: ten users of 1,000 amounts each, one of whom repeats a number, or has the amounts that make a sum. */
class RepetitionsBySubsetTests {

    private static final int USERS = 10;
    private static final int ROWS = 10_000;
    private static final int ODD = 4;
    private static final long NUMBER = 4_321_00;
    private static final Map<String, Object> BY_USER = Map.of("subset", "createdBy");

    @Test
    void namesTheUserWithANumberOfHisOwn() {
        Outcome.Applicable said = Performing.applied(new NumberDuplication(), ledger(60, NUMBER), BY_USER);

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).isEqualTo(odd(60));
            assertThat(alert.explanation().inputs()).containsEntry("amount", "4321.00")
                .containsEntry("subsetValue", "the value of row " + (ODD + 1))
                .containsEntry("concernedInSubset", 60)
                .containsEntry("concernedInWhole", 60)
                .containsEntry("rowsOfSubset", ROWS / USERS)
                .containsEntry("rowsOfWhole", ROWS);
            assertThat(alert.explanation().steps()).containsEntry("tests", (long) USERS);
        });
    }

    @Test
    void namesNoUserOfANumberThatAllRepeatAlike() {
        long[] amounts = ledger(0, NUMBER).amounts().clone();
        for (int i = 0; i < 1_000; i++) {
            amounts[i] = NUMBER;
        }
        Outcome.Applicable said = Performing.applied(new NumberDuplication(), byUser(amounts), BY_USER);

        assertThat(Performing.applied(new NumberDuplication(), byUser(amounts), Map.of()).alerts()).hasSize(1);
        assertThat(said.alerts()).isEmpty();
        assertThat(said.statistics()).containsEntry("tests", (long) USERS).containsEntry("found", 0);
    }

    @Test
    void namesTheUserWhoseAmountsMakeASum() {
        Outcome.Applicable said = Performing.applied(new Summation(), ledger(40, 43_210_000_00L),
                Map.of("subset", "createdBy", "top", 1));

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.explanation().inputs()).containsEntry("digits", 43)
                .containsEntry("subsetValue", "the value of row " + alert.rows()[0])
                .containsEntry("rowsOfSubset", ROWS / USERS);
            assertThat(odd(40)).contains(alert.rows());
            assertThat(alert.explanation().sentence()).contains("of one createdBy, where about");
        });
    }

    @Test
    void namesMoreOnlyAsQRises() {
        for (Procedure procedure : List.of(new Summation(), new NumberDuplication())) {
            int before = 0;
            for (String q : List.of("0", "0.0001", "0.05", "0.5", "1")) {
                Map<String, Object> parameters = new HashMap<>(BY_USER);
                parameters.put("q", q);
                int found = Performing.applied(procedure, ledger(25, 43_210_000_00L), parameters).alerts().size();
                assertThat(found).isGreaterThanOrEqualTo(before);
                before = found;
            }
            assertThat(before).isPositive();
        }
    }

    /** The binomial tail stands for the hypergeometric one, and is not below it. */
    @Test
    void givesNoSmallerPValueThanRowsDealtOutAtRandom() {
        Alert alert = Performing.applied(new NumberDuplication(), ledger(25, NUMBER), BY_USER).alerts().getFirst();
        double exact = HypergeometricDistribution.of(ROWS, 25, ROWS / USERS).survivalProbability(24);

        assertThat(((BigDecimal) alert.explanation().steps().get("pValue")).doubleValue())
            .isGreaterThanOrEqualTo(exact)
            .isCloseTo(exact, within(1e-24));
    }

    @Test
    void neverMixesTwoCurrencies() {
        long[] amounts = ledger(60, NUMBER).amounts().clone();
        String[] currencies = new String[ROWS];
        Arrays.setAll(currencies, i -> i < ROWS / 2 ? "EUR" : "JPY");
        ColumnarLedger ledger = ColumnarLedger.builder(ROWS)
            .amounts(amounts)
            .text(Field.CURRENCY, currencies)
            .text(Field.CREATED_BY, users())
            .build();

        assertThat(Performing.applied(new NumberDuplication(), ledger, BY_USER).alerts()).allSatisfy(
                alert -> assertThat(alert.explanation().inputs()).containsEntry("rowsOfWhole", ROWS / 2)
                    .containsEntry("rowsOfSubset", ROWS / 2 / USERS));
    }

    @Test
    void cannotSayWithoutTheColumn() {
        for (Procedure procedure : List.of(new Summation(), new NumberDuplication())) {
            assertThat(Performing.perform(procedure, ledger(0, NUMBER), Map.of("subset", "account")))
                .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                        refused -> assertThat(refused.reason()).contains("needs a column mapped to account"));
        }
    }

    private static int[] odd(int count) {
        return IntStream.range(0, count).map(i -> ODD + 1 + i * USERS).toArray();
    }

    /** Log-uniform amounts over six orders of magnitude, and so many of the odd user that are one number. */
    private static ColumnarLedger ledger(int count, long number) {
        Random random = new Random(8);
        long[] amounts = new long[ROWS];
        Arrays.setAll(amounts, i -> (long) StrictMath.pow(10, 2 + 6 * random.nextDouble()));
        for (int row : odd(count)) {
            amounts[row - 1] = number;
        }
        return byUser(amounts);
    }

    private static ColumnarLedger byUser(long[] amounts) {
        return ColumnarLedger.builder(ROWS).currency("USD").amounts(amounts).text(Field.CREATED_BY, users()).build();
    }

    private static String[] users() {
        return IntStream.range(0, ROWS).mapToObj(i -> "u" + i % USERS).toArray(String[]::new);
    }
}
