package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Upper bounds beside published tables. */
class UpperBoundTests {

    private static final BigDecimal NINETY_FIVE = new BigDecimal("0.95");
    private static final BigDecimal NINETY = new BigDecimal("0.90");

    /** Per cent with one decimal, rounded up, of 0 to 3 errors. */
    @ParameterizedTest
    @CsvSource({"25, 11.3 17.7 23.2 28.2", "60, 4.9 7.7 10.2 12.5", "100, 3.0 4.7 6.2 7.6", "200, 1.5 2.4 3.2 3.9"})
    void ratesAreThoseOfTheAicpaAuditGuideTableA3(int drawn, String percents) {
        List<String> computed = IntStream.range(0, 4)
            .mapToObj(errors -> UpperBound.binomial(errors, drawn, NINETY_FIVE)
                .movePointRight(2)
                .setScale(1, RoundingMode.CEILING)
                .toPlainString())
            .toList();
        assertThat(computed).isEqualTo(Arrays.asList(percents.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"0.95, 2.9957 4.7439 6.2958 7.7537 9.1535 10.5130 11.8424 13.1481",
            "0.90, 2.3026 3.8897 5.3223 6.6808 7.9936", "0.99, 4.6052 6.6384 8.4059 10.0451 11.6046"})
    void poissonFactorsAreTheStandardOnes(String confidence, String factors) {
        List<String> expected = Arrays.asList(factors.split(" "));
        List<String> computed = IntStream.range(0, expected.size())
            .mapToObj(errors -> UpperBound.poissonFactor(errors, new BigDecimal(confidence))
                .setScale(4, RoundingMode.HALF_EVEN)
                .toPlainString())
            .toList();
        assertThat(computed).isEqualTo(expected);
    }

    @Test
    void sixtyRowsWithoutErrorGiveTheBoundsOfJfasEvaluation() {
        assertThat(UpperBound.poisson(0, 60, NINETY_FIVE)).isBetween(new BigDecimal("0.049928865"),
                new BigDecimal("0.049928875"));
        assertThat(UpperBound.binomial(0, 60, NINETY_FIVE)).isBetween(new BigDecimal("0.048702905"),
                new BigDecimal("0.048702915"));
        assertThat(UpperBound.stringerBinomial(List.of(), 60, NINETY_FIVE))
            .isEqualTo(UpperBound.binomial(0, 60, NINETY_FIVE));
    }

    @Test
    void stringersBoundOfTwoTaintsIsThatOfJfasEvaluation() {
        List<BigDecimal> taints = List.of(new BigDecimal("0.2"), new BigDecimal("0.5")); // in any order
        assertThat(UpperBound.stringerBinomial(taints, 100, NINETY_FIVE).setScale(10, RoundingMode.HALF_EVEN))
            .isEqualTo("0.0410483083");
        assertThat(UpperBound.stringerFactor(taints, NINETY_FIVE).movePointLeft(2).setScale(10, RoundingMode.HALF_EVEN))
            .isEqualTo("0.0418018422");
    }

    @Test
    void basicPrecisionIsThatOfTheWorkedExample() {
        // interval 26,882 and the factor 3.0, rounded up from 2.9957 as tables have it: 80,646
        BigDecimal factor = UpperBound.stringerFactor(List.of(), NINETY_FIVE).setScale(1, RoundingMode.CEILING);
        assertThat(factor.multiply(new BigDecimal("26882"))).isEqualByComparingTo("80646");
    }

    @Test
    void boundsASmallPopulationAsTouwAndHoogduinDo() {
        List<String> computed = IntStream.range(0, 4)
            .mapToObj(errors -> BigDecimal.valueOf(UpperBound.hypergeometric(errors, 102, 1200, NINETY))
                .divide(new BigDecimal(1200), 4, RoundingMode.HALF_EVEN)
                .toPlainString())
            .toList();
        assertThat(computed).containsExactly("0.0208", "0.0358", "0.0492", "0.0625");
    }

    @Test
    void knowsTheErrorsOnceEveryRowWasDrawn() {
        assertThat(UpperBound.hypergeometric(3, 40, 40, NINETY_FIVE)).isEqualTo(3);
        assertThat(UpperBound.binomial(40, 40, NINETY_FIVE)).isEqualByComparingTo("1");
    }

    @Test
    void meetsTheBinomialBoundInALargePopulation() {
        BigDecimal rate = BigDecimal.valueOf(UpperBound.hypergeometric(0, 60, 2_000_000, NINETY_FIVE))
            .divide(new BigDecimal(2_000_000));
        assertThat(rate.subtract(UpperBound.binomial(0, 60, NINETY_FIVE)).abs()).isLessThan(new BigDecimal("0.00001"));
    }

    @Test
    void wilsonsIntervalIsThatOfTwoPublishedPrecisions() {
        // 190 of 200: 91.0 to 97.3 %; 1,425 of 1,500: 93.8 to 96.0 %
        assertThat(percents(190, 200)).isEqualTo("91.0 97.3");
        assertThat(percents(1_425, 1_500)).isEqualTo("93.8 96.0");
        assertThat(percents(0, 10)).startsWith("0.0 ");
        assertThat(percents(10, 10)).endsWith(" 100.0");
    }

    private static String percents(long hits, long n) {
        WilsonInterval interval = WilsonInterval.of(hits, n, NINETY_FIVE);
        return interval.lower().movePointRight(2).setScale(1, RoundingMode.HALF_EVEN) + " "
                + interval.upper().movePointRight(2).setScale(1, RoundingMode.HALF_EVEN);
    }
}
