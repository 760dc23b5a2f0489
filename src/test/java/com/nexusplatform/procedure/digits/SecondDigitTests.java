package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;

/** DIG-3, and the further statistics of DIG-1 and DIG-2. */
class SecondDigitTests {

    /** Nigrini's corporate payments, the 185,083 positive amounts; counted and computed apart in Python. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(new SecondDigit(), CorporatePayments.ledger(), Map.of());

        assertThat(observed(said)).containsExactly(32_682L, 22_086L, 19_036L, 16_991L, 15_535L, 19_502L, 16_062L,
                13_798L, 14_587L, 14_804L);
        assertThat(rounded(said.statistics(), "chiSquare", 8)).isEqualTo("6847.87814029");
        assertThat(rounded(said.statistics(), "meanAbsoluteDeviation", 12)).isEqualTo("0.014206563636");
        assertThat(said.statistics()).containsEntry("verdict", "nonconformity").containsEntry("degreesOfFreedom", 9);
        assertThat(said.alerts()).isEmpty();
    }

    /** The same data: distance and distortion of DIG-1 (exact fractions in Python), three digits of DIG-2. */
    @Test
    void addsFurtherFiguresOfTheCorporatePayments() {
        ColumnarLedger ledger = CorporatePayments.ledger();
        Map<String, Object> first = Performing.applied(new FirstDigit(), ledger, Map.of()).statistics();
        Map<?, ?> three = (Map<?, ?>) Performing.applied(new FirstTwoDigits(), ledger, Map.of())
            .statistics()
            .get("firstThree");

        assertThat(rounded(first, "kolmogorovSmirnov", 12)).isEqualTo("0.027303778913");
        assertThat(rounded(first, "kolmogorovSmirnovCritical5", 12)).isEqualTo("0.003161226713");
        assertThat(first).containsEntry("collapsedAmounts", 177_763L);
        assertThat(rounded(first, "distortionFactor", 10)).isEqualTo("-0.0106497605");
        assertThat(rounded(three, "chiSquare", 4)).isEqualTo("368873.2013");
        assertThat(rounded(three, "meanAbsoluteDeviation", 10)).isEqualTo("0.0004566726");
    }

    @Test
    void countsZeroAsTheSecondDigitOfOneDigit() {
        long[] amounts = new long[400];
        Arrays.fill(amounts, 7);
        amounts[399] = 1_900;

        List<Long> observed = observed(Performing.applied(new SecondDigit(),
                ColumnarLedger.builder(400).currency("USD").amounts(amounts).build(), Map.of()));
        assertThat(observed.getFirst()).isEqualTo(399);
        assertThat(observed.getLast()).isEqualTo(1);
    }

    @Test
    void saysOfItsDigitsWhichAreTooFrequent() {
        ColumnarLedger ledger = ColumnarLedger.builder(5_000).amounts(SampleLedger.amounts(5_000, 2)).build();
        Outcome.Applicable said = Performing.applied(new SecondDigit(), ledger, Map.of());

        assertThat((List<?>) said.statistics().get("exceeding")).isEqualTo(List.of(0)); // the planted 50.00
    }

    private static List<Long> observed(Outcome.Applicable said) {
        return ((List<?>) said.statistics().get("groups")).stream()
            .map(group -> (Long) ((Map<?, ?>) group).get("observed"))
            .toList();
    }

    private static String rounded(Map<?, ?> statistics, String name, int decimals) {
        return ((BigDecimal) statistics.get(name)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
