package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.grouping.BinomialTail;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** PAY-3: bands to the cent, the exact probability, gates, and alerts that can be computed again. */
class JustBelowLimitTests {

    private static final JustBelowLimit PROCEDURE = new JustBelowLimit();

    @Test
    void countsTheBandsToTheCent() {
        Outcome.Applicable said = applied(ledger(899_99, 900_00, 999_99, 1_000_00, 1_099_99, 1_100_00, -950_00),
                Map.of("limits", List.of("1000"), "minimumRows", 1));

        assertThat(limit(said)).containsEntry("below", 2).containsEntry("above", 2);
        assertThat(limit(said)).containsEntry("p", new BigDecimal("0.6875"));
    }

    @Test
    void roundsTheEdgesOfABandUpToTheMinorUnit() {
        Outcome.Applicable said = applied(ledger(2_99, 3_00, 3_32, 3_33, 3_66, 3_67),
                Map.of("limits", List.of("3.333"), "width", "0.1", "minimumRows", 1));

        assertThat(limit(said)).containsEntry("below", 3).containsEntry("above", 1);
    }

    /** P(X >= 14 | 16, 1/2) = 137 / 65536. */
    @Test
    void selectsTheLowerBandWhereItIsTooFull() {
        long[] amounts = new long[16];
        Arrays.fill(amounts, 0, 14, 9_500_00);
        Arrays.fill(amounts, 14, 16, 10_000_00);
        Outcome.Applicable said = applied(ledger(amounts), Map.of("limits", List.of("10000")));

        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).hasSize(14).startsWith(1).endsWith(14);
            assertThat(alert.explanation().steps()).containsEntry("p", new BigDecimal("0.002090"));
            assertThat(alert.explanation().sentence())
                .isEqualTo("14 amounts lie within 10 % below the limit of 10000 USD, and 2 within as much above it.");
        });
        Arrays.fill(amounts, 10, 16, 10_000_00);
        assertThat(applied(ledger(amounts), Map.of("limits", List.of("10000"))).alerts()).isEmpty();
    }

    @Test
    void takesAThinningOutOfAmountsForWhatItIs() {
        Random random = new Random(1);
        long[] amounts = random.longs(400_000, 100_00, 100_000_00)
            .map(amount -> (long) (1_000_00 * StrictMath.exp(9.2 * (amount - 100_00) / 99_900_00.0)))
            .toArray();
        Outcome.Applicable said = applied(ledger(amounts), Map.of("limits", List.of("50000")));

        assertThat((BigDecimal) limit(said).get("p")).isLessThan(new BigDecimal("0.01"));
        assertThat(said.alerts()).isEmpty();
    }

    @Test
    void keepsCurrenciesApart() {
        ColumnarLedger ledger = ColumnarLedger.builder(4)
            .currency("USD")
            .amounts(950, 1_000, 950_000, 950_00)
            .text(Field.CURRENCY, "JPY", "JPY", "KWD", "USD")
            .build();

        assertThat((List<?>) applied(ledger, Map.of("limits", List.of("1000"), "minimumRows", 1)).statistics()
            .get("limits")).hasSize(3);
        Outcome.Applicable yen = applied(ledger, Map.of("limits", List.of("1000 JPY"), "minimumRows", 1));
        assertThat((List<?>) yen.statistics().get("limits")).hasSize(1);
        assertThat(limit(yen)).containsEntry("below", 1).containsEntry("above", 1);
    }

    @Test
    void selectsThePersonWhoStandsOutAmongMany() {
        int size = 400;
        long[] amounts = new long[size];
        String[] clerks = new String[size];
        for (int i = 0; i < size; i++) {
            boolean one = i % 20 == 3;
            clerks[i] = one ? "Ann" : "clerk" + i % 20;
            amounts[i] = one || i / 20 % 2 == 0 ? 9_500_00 : 10_400_00;
        }
        ColumnarLedger ledger = ColumnarLedger.builder(size)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, clerks)
            .build();
        Outcome.Applicable said = applied(ledger, Map.of("limits", List.of("10000")));

        assertThat(said.statistics()).containsEntry("personsTested", 20).containsEntry("personsFound", 1);
        assertThat(said.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).hasSize(20).startsWith(4);
            assertThat(alert.explanation().inputs()).containsEntry("column", "createdBy").containsEntry("below", 20);
            assertThat(alert.explanation().steps()).containsEntry("tests", 20L).containsEntry("rank", 1);
            assertThat((BigDecimal) alert.explanation().steps().get("p"))
                .isEqualByComparingTo(BigDecimal.valueOf(0.5).pow(20).round(new MathContext(4)));
            assertThat(alert.explanation().sentence()).doesNotContain("Ann");
        });
    }

    /** Of the others 2,005 in 3,005 lie below, which is 0.6672 to four digits only. */
    @Test
    void takesTheShareOfTheOthersFromTheirCounts() {
        Outcome.Applicable said = applied(clerks(4_000, 1_800, 2_005, 1_000), Map.of("limits", List.of("10000")));

        assertThat(said.alerts()).filteredOn(alert -> alert.explanation().inputs().containsKey("column"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps())
                .containsEntry("expectedShare", new BigDecimal("0.6672"))
                .containsEntry("p",
                        Figures.fourDigits(BinomialTail.of(4_000, 5_800, BigDecimal.valueOf(2_005)
                            .divide(BigDecimal.valueOf(3_005), MathContext.DECIMAL128)
                            .doubleValue()))));
    }

    @Test
    void testsNobodyWhereThereAreNoOthersToCompareWith() {
        Outcome.Applicable said = applied(clerks(40, 2, 0, 0), Map.of("limits", List.of("10000")));

        assertThat(said.statistics()).containsEntry("personsTested", 0).containsEntry("limitsFound", 1);
    }

    /** 2 to the power of -1,200 is less than a double can hold, and no probability is 0. */
    @Test
    void saysOfTheLeastProbabilitiesThatTheyAreNoMoreThanAFigure() {
        long[] amounts = new long[1_200];
        Arrays.fill(amounts, 9_500_00);
        Outcome.Applicable said = applied(ledger(amounts), Map.of("limits", List.of("10000")));

        assertThat(limit(said)).containsEntry("p", new BigDecimal("1E-300"));
        assertThat(said.alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().verdict()).startsWith("1e-300 <= 0.01"));
    }

    @Test
    void namesTheCurrenciesWithoutALimitAndTheLimitsWithoutAmounts() {
        ColumnarLedger ledger = ColumnarLedger.builder(5)
            .currency("USD")
            .amounts(950_00, 950_00, 9_500, -950_00, 950_00)
            .text(Field.CURRENCY, "USD", "EUR", "JPY", "EUR", "EUR")
            .build();
        assertThat(applied(ledger, Map.of("limits", List.of("1000 USD", "1000 CHF", "77 CHF"), "minimumRows", 1))
            .statistics())
            .containsEntry("amountsWithoutLimit", 3)
            .containsEntry("currenciesWithoutLimit", List.of("EUR", "JPY"))
            .containsEntry("limitsWithoutAmounts", List.of("1000 CHF", "77 CHF"));
        assertThat(applied(ledger, Map.of("limits", List.of("1000"), "minimumRows", 1)).statistics())
            .containsEntry("amountsWithoutLimit", 0)
            .containsEntry("currenciesWithoutLimit", List.of())
            .containsEntry("limitsWithoutAmounts", List.of());
    }

    @Test
    void cannotSayWithoutLimitsOrAmountsAboutThem() {
        assertThat(refused(Map.of())).contains("limits").contains("none is given");
        for (List<String> limits : List.of(List.of("a lot"), List.of("0"), List.of("5000", "5,000"), List.of("-1"),
                List.of("5000 QQQ"), Collections.nCopies(51, "5000"))) {
            assertThatThrownBy(() -> Parameters.of(PROCEDURE.declaration(), Map.of("limits", limits)))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "PAY-3: limits must be limits above 0 such as 5000 or 5000 EUR, with a currency of ISO 4217, at most 50.");
        }
        assertThat(refused(Map.of("limits", List.of("77")))).contains("10 positive amounts");
    }

    @Test
    void saysThatNoLimitIsInACurrencyOfTheLedger() {
        assertThat(refused(Map.of("limits", List.of("1000 EUR", "500 JPY", "50 EUR")))).isEqualTo(
                "PAY-3 compares amounts with limits in their own currency: the limits are in EUR, JPY, the positive amounts"
                        + " in USD.");
        ColumnarLedger euros = ColumnarLedger.builder(1)
            .currency("USD")
            .amounts(950_00)
            .text(Field.CURRENCY, "EUR")
            .build();
        assertThat(Performing.perform(PROCEDURE, euros, Map.of("limits", List.of("1000 USD"))))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> {
                assertThat(refused.reason()).endsWith("the limits are in USD, the positive amounts in EUR.");
                assertThat(refused.facts()).containsEntry("limitCurrencies", List.of("USD"))
                    .containsEntry("ledgerCurrencies", List.of("EUR"));
            });
    }

    @Test
    void saysOneAmountOfOne() {
        assertThat(applied(clerks(1, 0, 0, 1), Map.of("limits", List.of("10000"), "minimumRows", 1, "personRows", 1,
                "alpha", "0.5", "q", "1"))
            .alerts()).extracting(alert -> alert.explanation().sentence())
            .contains("The one amount about the limit of 10000 USD with the createdBy of row 1 lies below it; of the"
                    + " others the share is 0.5 or less.");
    }

    @Test
    void selectsNoMoreWhenAlphaFalls() {
        ColumnarLedger ledger = SampleLedger.of(20_000, 3);
        int before = Integer.MAX_VALUE;
        for (String alpha : List.of("0.5", "0.2", "0.05", "0.0001")) {
            int found = applied(ledger, Map.of("limits", List.of("500", "1000", "2000", "5000"), "alpha", alpha,
                    "minimumShare", "0.5"))
                .alerts()
                .size();
            assertThat(found).isLessThanOrEqualTo(before);
            before = found;
        }
    }

    @Test
    void explainsAlertsCompletely() {
        Outcome.Applicable said = applied(SampleLedger.of(20_000, 4),
                Map.of("limits", List.of("500", "5000"), "alpha", "0.5", "minimumShare", "0.5"));

        assertThat(said.alerts()).filteredOn(alert -> !alert.explanation().inputs().containsKey("column"))
            .isNotEmpty()
            .allSatisfy(alert -> {
                Map<String, Object> in = alert.explanation().inputs();
                Map<String, Object> constants = alert.explanation().constants();
                int below = (Integer) in.get("below");
                int both = below + (Integer) in.get("above");
                assertThat((BigDecimal) alert.explanation().steps().get("p"))
                    .isEqualByComparingTo(tail(below, both))
                    .isLessThanOrEqualTo((BigDecimal) constants.get("alpha"));
                assertThat(new BigDecimal((String) alert.explanation().steps().get("from")))
                    .isEqualByComparingTo(new BigDecimal((String) in.get("limit")).multiply(new BigDecimal("0.9")));
                assertThat(alert.rows()).hasSize(below);
                assertThat(alert.points()).isEqualTo(PROCEDURE.declaration().weights().points("LIMIT"));
            });
    }

    private static BigDecimal tail(int least, int trials) {
        BigInteger term = BigInteger.ONE;
        BigInteger sum = BigInteger.ZERO;
        for (int successes = trials; successes >= least; successes--) {
            sum = sum.add(term);
            term = term.multiply(BigInteger.valueOf(successes)).divide(BigInteger.valueOf(trials - successes + 1L));
        }
        return new BigDecimal(sum).divide(new BigDecimal(BigInteger.TWO.pow(trials)), new MathContext(4));
    }

    private static String refused(Map<String, ?> parameters) {
        return ((Outcome.NotApplicable) Performing.perform(PROCEDURE, ledger(950_00), parameters)).reason();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> limit(Outcome.Applicable said) {
        return (Map<String, Object>) ((List<?>) said.statistics().get("limits")).getFirst();
    }

    private static Outcome.Applicable applied(ColumnarLedger ledger, Map<String, ?> parameters) {
        return Performing.applied(PROCEDURE, ledger, parameters);
    }

    /** Amounts just below the limit of 10,000 and above it: those of one clerk, and one of each of the others. */
    private static ColumnarLedger clerks(int below, int above, int belowOfOthers, int aboveOfOthers) {
        int own = below + above;
        long[] amounts = new long[own + belowOfOthers + aboveOfOthers];
        String[] authors = new String[amounts.length];
        for (int row = 0; row < amounts.length; row++) {
            boolean isBelow = row < own ? row < below : row - own < belowOfOthers;
            amounts[row] = isBelow ? 9_500_00 : 10_400_00;
            authors[row] = row < own ? "Ann" : "clerk" + row;
        }
        return ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, authors)
            .build();
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }
}
