package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.shared.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SMP-1, SMP-2 and SMP-3 over whole ledgers. */
class SamplingProceduresTests {

    private final MonetaryUnitSample monetary = new MonetaryUnitSample();
    private final AttributeSample attribute = new AttributeSample();
    private final Stratification stratification = new Stratification();

    @Test
    void drawsMoneyInOneCurrencyAndSign() {
        ColumnarLedger ledger = amounts("EUR", 50_000_00, -7_00, 0, 300_00, 400_00, 500_00);
        Map<String, Object> said = said(monetary, ledger, Map.of("tolerableMisstatement", 10_000));
        assertThat(said).containsEntry("rows", 4)
            .containsEntry("rowsLeftOut", 2)
            .containsEntry("bookValue", "51200.00")
            .containsEntry("plannedSize", 16) // -ln(0.05) · 51200 / 10000 = 15.3
            .containsEntry("interval", "3200.00")
            .containsEntry("certainRowNos", List.of(1))
            .containsEntry("certainValue", "50000.00");
        assertThat(said(monetary, ledger, Map.of("tolerableMisstatement", 5, "sign", "negative")))
            .containsEntry("bookValue", "7.00");
    }

    @Test
    void limitIsTheIntervalTimesTheFactorOfNoError() {
        Map<String, Object> said = said(monetary, SampleLedger.of(3_000, 1), Map.of("tolerableMisstatement", 200_000));
        assertThat(new BigDecimal(said.get("limitWithoutError").toString())).isEqualByComparingTo(
                new BigDecimal(said.get("interval").toString())
                    .multiply(new BigDecimal(said.get("factorWithoutError").toString()))
                    .setScale(2, RoundingMode.CEILING))
            .isLessThanOrEqualTo(new BigDecimal("200000"));
    }

    /** Interval 192,166.66, of which the small items are 153,000.00 in all: whether one is drawn is left to chance. */
    @Test
    void limitsTheItemsOfLessThanAnIntervalWhetherOneIsDrawnOrNot() {
        long[] amounts = new long[91];
        Arrays.fill(amounts, 1_700_00);
        amounts[0] = 1_000_000_00;
        Set<Object> drawn = new HashSet<>();
        for (long seed = 1; seed <= 64; seed++) {
            Map<String, Object> said = said(seed, amounts("USD", amounts), "576500");
            drawn.add(said.get("drawnUnits"));
            assertThat(said).containsEntry("interval", "192166.66")
                .containsEntry("certainValue", "1000000.00")
                .containsEntry("otherValue", "153000.00");
            assertThat(said).as("seed %s", seed).containsEntry("limitWithoutError", "153000.00");
        }
        assertThat(drawn).containsExactlyInAnyOrder(0, 1);
        assertThat(said(1, amounts("USD", 1_000_000_00), "576500")).containsEntry("limitWithoutError", "0.00");
    }

    /** The limit is 2,995,732,273,552.1569, of which twelve digits end at ten units. */
    @Test
    void limitsLargeAmountsToTheMinorUnit() {
        long[] amounts = new long[6];
        Arrays.fill(amounts, 50_000_000_000_036L);
        assertThat(said(1, amounts("USD", amounts), "2999999999999")).containsEntry("interval", "1000000000000.72")
            .containsEntry("factorWithoutError", new BigDecimal("2.99573227355"))
            .containsEntry("limitWithoutError", "2995732273552.16");
    }

    @Test
    void repeatsTheDrawOfASeedAndDrawsNoTwoSeedsAlike() {
        ColumnarLedger ledger = SampleLedger.of(3_000, 1);
        for (String selection : List.of("fixed interval", "cell")) {
            Map<String, Object> parameters = Map.of("tolerableMisstatement", 200_000, "selection", selection);
            assertThat(OutcomeHash.of(monetary.declaration(), Performing.perform(monetary, ledger, parameters)))
                .isEqualTo(OutcomeHash.of(monetary.declaration(), Performing.perform(monetary, ledger, parameters)));
        }
        assertThat(said(attribute, ledger, Map.of()).get("drawnRowNos"))
            .isEqualTo(said(attribute, ledger, Map.of()).get("drawnRowNos"));
    }

    @ParameterizedTest
    @CsvSource({"12", "12.01", "1000000", "10000000000000", "1000000000000000"})
    void drawsNothingWhereAllThatIsThereIsTolerable(String tolerable) {
        assertThat(reason(monetary, amounts("USD", 5_00, 7_00), Map.of("tolerableMisstatement", tolerable)))
            .contains("12.00 USD")
            .contains("could be wrong");
        assertThat(reason(monetary, amounts("USD", -5_00, -7_00),
                Map.of("tolerableMisstatement", tolerable, "sign", "negative")))
            .contains("12.00 USD");
        assertThat(said(monetary, amounts("USD", 5_00, 7_00), Map.of("tolerableMisstatement", "11.99")))
            .containsEntry("bookValue", "12.00");
    }

    @Test
    void cannotPlanAMonetarySampleWithoutItsTolerance() {
        ColumnarLedger ledger = amounts("EUR", 100_00, 200_00);
        assertThat(reason(monetary, ledger, Map.of())).contains("tolerableMisstatement");
        assertThat(reason(monetary, ledger, Map.of("tolerableMisstatement", 10, "expectedMisstatement", 10)))
            .contains("No sample");
        assertThat(reason(monetary, ledger, Map.of("tolerableMisstatement", 10, "currency", "JPY")))
            .contains("no positive amount in JPY");
        assertThat(reason(monetary, amounts("EUR", Long.MAX_VALUE, 1), Map.of("tolerableMisstatement", 10)))
            .contains("2^63");
        assertThat(reason(monetary, amounts("EUR", Long.MIN_VALUE),
                Map.of("tolerableMisstatement", 10, "sign", "negative")))
            .contains("2^63");
    }

    @Test
    void draws59RowsOfAPopulationTooLargeToCountAndFewerOfASmallOne() {
        Map<String, Object> large = said(attribute, SampleLedger.of(20_000, 1), Map.of());
        assertThat(large).containsEntry("drawn", 59).containsEntry("distribution", "binomial");
        assertThat(large.get("upperBounds").toString()).contains("errorsFound=0, rateAtMost=0.0495");
        assertThat(said(attribute, SampleLedger.of(100, 1), Map.of())).containsEntry("drawn", 45)
            .containsEntry("distribution", "hypergeometric");
        assertThat(reason(attribute, SampleLedger.of(20_000, 1), Map.of("expectedRate", "0.05"))).contains("No sample");
    }

    @Test
    void listsNoMoreRowsThanAskedFor() {
        assertThat((List<?>) said(attribute, SampleLedger.of(20_000, 1), Map.of("maximumListed", 5)).get("drawnRowNos"))
            .hasSize(5);
    }

    @Test
    void raisesNoAlerts() {
        for (var procedure : List.of(attribute, stratification)) {
            assertThat(Performing.applied(procedure, SampleLedger.of(3_000, 1), Map.of()).alerts()).isEmpty();
        }
    }

    @Test
    void countsAndSumsDecadesOnBothSidesOfZero() {
        Map<String, Object> said = said(stratification, amounts("USD", -9_99, -10_00, 0, 1, 99, 1_00, 999_99),
                Map.of());
        assertThat(said.get("strata")).isEqualTo(List.of(stratum("-99.99", "-10.00", 1, "-10.00"),
                stratum("-9.99", "-1.00", 1, "-9.99"), stratum("0.00", "0.00", 1, "0.00"),
                stratum("0.01", "0.99", 2, "1.00"), stratum("1.00", "9.99", 1, "1.00"),
                stratum("100.00", "999.99", 1, "999.99")));
    }

    @Test
    void sumsExactlyBeyondSixtyThreeBits() {
        Map<String, Object> said = said(stratification, amounts("JPY", Long.MAX_VALUE, Long.MAX_VALUE, 1),
                Map.of("limits", List.of("10")));
        assertThat(said.get("strata").toString()).contains("sum=18446744073709551614").contains("to=9, rows=1");
    }

    @Test
    void keepsCurrenciesApart() {
        ColumnarLedger ledger = ColumnarLedger.builder(3)
            .currency("USD")
            .amounts(1_500, 1_500, 250)
            .text(Field.CURRENCY, "JPY", null, "USD")
            .build();
        assertThat(said(stratification, ledger, Map.of("limits", List.of("10", "100"))).get("strata"))
            .isEqualTo(List.of(
                    Map.of("currency", "JPY", "from", "100", "to", "", "rows", 1, "sum", "1500"),
                    Map.of("currency", "USD", "from", "", "to", "9.99", "rows", 1, "sum", "2.50"),
                    Map.of("currency", "USD", "from", "10.00", "to", "99.99", "rows", 1, "sum", "15.00")));
    }

    @Test
    void agesByBandsOfThirtyDaysToTheDayStated() {
        LocalDate day = LocalDate.of(2025, 12, 31);
        ColumnarLedger ledger = ColumnarLedger.builder(9)
            .currency("EUR")
            .amounts(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .days(Field.POSTED_AT, day, day.minusDays(30), day.minusDays(31), day.minusDays(60), day.minusDays(61),
                    day.minusDays(90), day.minusDays(91), day.plusDays(1), null)
            .build();
        Map<?, ?> ageing = (Map<?, ?>) said(stratification, ledger, Map.of("asOf", "2025-12-31")).get("ageing");
        assertThat(ageing.get("asOfSource")).isEqualTo("stated");
        assertThat(ageing.get("bands").toString()).isEqualTo("[{currency=EUR, days=not yet due, rows=1, sum=1.28}, "
                + "{currency=EUR, days=0-30, rows=2, sum=0.03}, {currency=EUR, days=31-60, rows=2, sum=0.12}, "
                + "{currency=EUR, days=61-90, rows=2, sum=0.48}, {currency=EUR, days=over 90, rows=1, sum=0.64}, "
                + "{currency=EUR, days=no date, rows=1, sum=2.56}]");
    }

    @Test
    void agesToTheLatestDayOfTheDataWhereNoneIsStatedAndSaysSo() {
        ColumnarLedger ledger = ColumnarLedger.builder(2)
            .amounts(1, 2)
            .days(Field.POSTED_AT, LocalDate.of(2030, 1, 1), LocalDate.of(2030, 1, 1))
            .dates(Field.EFFECTIVE_ON, new int[]{20_000, 20_031})
            .build();
        Map<?, ?> ageing = (Map<?, ?>) said(stratification, ledger, Map.of()).get("ageing");
        assertThat(ageing.get("asOf")).isEqualTo(LocalDate.ofEpochDay(20_031).toString());
        assertThat(ageing.get("asOfSource")).isEqualTo("latest effectiveOn of the dataset");
        assertThat(said(stratification, amounts("EUR", 1), Map.of()).get("ageing").toString())
            .contains("ages need one");
    }

    @Test
    void cannotStratifyByLimitsOrDaysThatAreNone() {
        for (List<String> limits : List.of(List.of("5", "5"), List.of("ten"), List.of("1e99"), List.of("2", "1"))) {
            refuses(stratification, Map.of("limits", limits), "limits must be ascending");
        }
        refuses(stratification, Map.of("asOf", "31.12.2025"), "asOf must be written as yyyy-MM-dd");
        refuses(new MonetaryUnitSample(), Map.of("currency", "euro"), "currency must be an ISO 4217 code");
    }

    private static void refuses(Procedure procedure, Map<String, ?> parameters, String why) {
        assertThatThrownBy(() -> Parameters.of(procedure.declaration(), parameters))
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining(why);
    }

    private static Map<String, Object> stratum(String from, String to, int rows, String sum) {
        return Map.of("currency", "USD", "from", from, "to", to, "rows", rows, "sum", sum);
    }

    private static ColumnarLedger amounts(String currency, long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency(currency).amounts(amounts).build();
    }

    private static Map<String, Object> said(Procedure procedure, ColumnarLedger ledger,
            Map<String, ?> parameters) {
        return Performing.applied(procedure, ledger, parameters).statistics();
    }

    private static Map<String, Object> said(long seed, ColumnarLedger ledger, String tolerable) {
        MonetaryUnitSample procedure = new MonetaryUnitSample();
        Parameters parameters = Parameters.of(procedure.declaration(), Map.of("tolerableMisstatement", tolerable));
        return ((Outcome.Applicable) procedure.perform(new Task(ledger, Map.of(), parameters, seed, Watch.NONE)))
            .statistics();
    }

    private static String reason(Procedure procedure, ColumnarLedger ledger,
            Map<String, ?> parameters) {
        return ((Outcome.NotApplicable) Performing.perform(procedure, ledger, parameters)).reason();
    }
}
