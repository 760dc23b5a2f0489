package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** LED-2 on hand-made amounts. */
class RoundAmountsTests {

    private final RoundAmounts procedure = new RoundAmounts();

    @Test
    void asksAboutEachRoundAmountWhereTheyAreRare() {
        long[] amounts = odd(1_000);
        amounts[10] = 10_000_00;
        amounts[20] = 1_000_00;
        amounts[30] = 999_00;
        amounts[40] = -5_000_00;
        Outcome.Applicable outcome = Performing.applied(procedure, ledger(amounts, 0), Map.of());
        assertThat(outcome.alerts()).extracting(Alert::points)
            .containsExactly(procedure.declaration().weights().points("ZEROS_4"),
                    procedure.declaration().weights().points("ZEROS_3"));
        assertThat(outcome.alerts().get(0).rows()).containsExactly(11);
        assertThat(outcome.alerts().get(0).explanation().steps()).containsEntry("trailingZeros", 4)
            .containsEntry("share", new BigDecimal("0.002002"));
    }

    /** 1000.5 yen rounded up to 1,001 would make its multiples round. */
    @Test
    void takesNoAmountForRoundWhereTheMinorUnitCannotMakeUpTheMultiple() {
        long[] amounts = new long[1_000];
        Arrays.fill(amounts, 1_999);
        amounts[10] = 2_002;
        amounts[20] = 2_001;
        ColumnarLedger yen = ColumnarLedger.builder(amounts.length).currency("JPY").amounts(amounts).build();
        assertThat(Performing.applied(procedure, yen, Map.of("multiple", "1000.5")).statistics()).containsEntry("round",
                0);
        assertThat(Performing.applied(procedure, yen, Map.of("multiple", "1001")).statistics()).containsEntry("round",
                1);
    }

    @Test
    void asksAboutTheAuthorWithMoreThanItsShare() {
        long[] amounts = odd(1_000);
        for (int i = 0; i < 100; i++) {
            amounts[i < 40 ? i : i * 10] = 2_000_00;
        }
        Outcome.Applicable outcome = Performing.applied(procedure, ledger(amounts, 50), Map.of());
        assertThat(outcome.statistics()).containsEntry("rare", false).containsEntry("groupsTested", 2L);
        assertThat(outcome.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).hasSize(41 - 1).startsWith(1, 2);
            Map<String, Object> steps = alert.explanation().steps();
            assertThat(steps).containsEntry("rank", 1).containsEntry("tests", 2L);
            assertThat((BigDecimal) steps.get("threshold")).isEqualByComparingTo("0.025");
            assertThat((BigDecimal) steps.get("p")).isLessThanOrEqualTo(new BigDecimal("0.025"));
        });
    }

    @Test
    void namesNextToNoneOfManyAuthorsWhereChanceAloneMadeRoundAmounts() {
        Random random = new Random(1);
        long[] amounts = odd(30_000);
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = random.nextInt(1_000) < 15 ? 2_000_00 : amounts[i];
        }
        String[] authors = new String[amounts.length];
        Arrays.setAll(authors, i -> "author " + i % 1_000);
        ColumnarLedger ledger = ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, authors)
            .build();
        Outcome.Applicable outcome = Performing.applied(procedure, ledger, Map.of());
        assertThat(outcome.statistics()).containsEntry("groupsTested", 1_000L).containsEntry("groupsInExcess", 0);
    }

    @Test
    void computesTheTailExactly() {
        long[] amounts = odd(200);
        for (int i = 0; i < 20; i++) {
            amounts[i < 15 ? i : 100 + i] = 3_000_00;
        }
        Outcome.Applicable outcome = Performing.applied(procedure, ledger(amounts, 30), Map.of());
        BigDecimal p = (BigDecimal) outcome.alerts().get(0).explanation().steps().get("p");
        assertThat(p).isEqualByComparingTo(tail(30, 15, 0.1));
    }

    @Test
    void computesTheTailUnderTheExactShareOfAllRows() {
        long[] amounts = odd(700);
        for (int i = 0; i < 100; i++) {
            amounts[i < 20 ? i : 100 + i] = 3_000_00;
        }
        Outcome.Applicable outcome = Performing.applied(procedure, ledger(amounts, 30), Map.of());
        Map<String, Object> inputs = outcome.alerts().getFirst().explanation().inputs();
        assertThat(inputs).containsEntry("roundAmounts", 100).containsEntry("positiveAmounts", 700);
        assertThat((BigDecimal) outcome.alerts().getFirst().explanation().steps().get("p"))
            .isEqualByComparingTo(tail(30, 20, 1 / 7d))
            .isNotEqualByComparingTo(tail(30, 20, 0.1429));
    }

    @Test
    void refusesASubsetWhoseColumnIsNotMapped() {
        assertThat(Performing.perform(procedure, ledger(odd(1_000), 0), Map.of("subset", "account")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refusal -> assertThat(refusal.reason()).contains("account"));
    }

    @Test
    void countsTheRowsThatBelongToNoGroup() {
        String[] authors = new String[1_000];
        Arrays.setAll(authors, i -> i < 100 ? "" : "ann");
        ColumnarLedger ledger = ColumnarLedger.builder(1_000)
            .currency("USD")
            .amounts(odd(1_000))
            .text(Field.CREATED_BY, authors)
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).statistics())
            .containsEntry("rowsWithoutSubset", 100L);
    }

    @Test
    void comparesNoGroupWithItself() {
        long[] amounts = odd(1_000);
        Arrays.fill(amounts, 0, 100, 2_000_00);
        assertThat(Performing.perform(procedure, ledger(amounts, 1_000))).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void judgesSingleRowsWithoutAColumnToGroupBy() {
        ColumnarLedger ledger = ColumnarLedger.builder(1_000).currency("USD").amounts(odd(1_000)).build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).statistics()).containsEntry("subset", "none");
    }

    @Test
    void saysThatNothingCanBeJudgedWhereRoundAmountsAreOrdinaryAndNothingIsGrouped() {
        long[] amounts = odd(1_000);
        Arrays.fill(amounts, 0, 100, 2_000_00);
        assertThat(Performing.perform(procedure, ledger(amounts, 50), Map.of("subset", "none")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refusal -> assertThat(refusal.reason()).contains("100 are round", "0.01", "no group"));
    }

    @Test
    void readsUnitsOfTheCurrency() {
        long[] amounts = odd(1_000);
        amounts[1] = 10_000;
        ColumnarLedger yen = ColumnarLedger.builder(amounts.length).currency("JPY").amounts(amounts).build();
        assertThat(Performing.applied(procedure, yen, Map.of()).statistics()).containsEntry("round", 1);
        assertThat(Performing.applied(procedure, ledger(amounts, 0), Map.of()).statistics()).containsEntry("round", 0);
    }

    @Test
    void findsNoMoreWithAHigherMinimum() {
        long[] amounts = odd(2_000);
        for (int i = 0; i < 15; i++) {
            amounts[i] = (i + 1) * 1_000_00L;
        }
        int found = Integer.MAX_VALUE;
        for (int minimum = 0; minimum < 20_000; minimum += 2_500) {
            int now = Performing.applied(procedure, ledger(amounts, 0), Map.of("minimum", minimum)).alerts().size();
            assertThat(now).isLessThanOrEqualTo(found);
            found = now;
        }
        assertThat(found).isZero();
    }

    @Test
    void needsEnoughAmounts() {
        assertThat(Performing.perform(procedure, ledger(odd(99), 0))).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure, ColumnarLedger.builder(0).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    /** Binomial upper tail by its definition, to four digits. */
    private static BigDecimal tail(int n, int least, double p) {
        double sum = 0;
        for (int k = n; k >= least; k--) {
            double term = 1;
            for (int i = 1; i <= k; i++) {
                term *= (n - k + i) / (double) i * p;
            }
            sum += term * StrictMath.pow(1 - p, n - k);
        }
        return new BigDecimal(sum).round(new MathContext(4));
    }

    private static long[] odd(int rows) {
        long[] amounts = new long[rows];
        for (int i = 0; i < rows; i++) {
            amounts[i] = 12_345 + 7L * i;
        }
        for (int i = 0; i < rows; i++) {
            amounts[i] += amounts[i] % 1_000 == 0 ? 1 : 0;
        }
        return amounts;
    }

    private static ColumnarLedger ledger(long[] amounts, int rowsOfFirstAuthor) {
        String[] authors = new String[amounts.length];
        for (int i = 0; i < authors.length; i++) {
            authors[i] = i < rowsOfFirstAuthor ? "ann" : "bob";
        }
        return ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, authors)
            .build();
    }
}
