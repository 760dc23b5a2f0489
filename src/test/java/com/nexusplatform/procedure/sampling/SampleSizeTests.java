package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Sample sizes beside the tables that auditors use; where a table is wrong, the exact size with the reason. */
class SampleSizeTests {

    private static final BigDecimal NINETY_FIVE = new BigDecimal("0.95");
    private static final BigDecimal NINETY = new BigDecimal("0.90");

    /** Columns are expected rates of 0, 0.25, 0.5 … %. */
    @ParameterizedTest
    @CsvSource({"0.95, 0.02, 149 236 313 386 590 1030", "0.95, 0.03, 99 157 157 208 257 303 392 562 846 1466",
            "0.95, 0.04, 74 117 117 117 156 156 192 227 294 390 513 722 1098 1936",
            "0.95, 0.05, 59 93 93 93 93 124 124 153 181 208 234 286 361 458 624 877 1348", "0.95, 0.10, 29 46",
            "0.95, 0.20, 14 22",
            "0.90, 0.05, 45 77 77 77 77 77 105 105 132 132 158 209 258 306 400 583 873"})
    void attributeSizesAreThoseOfTheAicpaAuditGuide2017TableA1(String confidence, String tolerable, String sizes) {
        List<Integer> expected = Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList();
        List<Integer> computed = IntStream.range(0, expected.size())
            .mapToObj(quarter -> attribute(confidence, tolerable,
                    new BigDecimal("0.0025").multiply(BigDecimal.valueOf(quarter)).toPlainString()))
            .toList();
        assertThat(computed).isEqualTo(expected);
    }

    @Test
    void roundsExpectedErrorsUpAsDecimalsWhereJfaPlans423And1313() {
        // jfa: 423 and 1313, since 0.035 · 400 is 14.000000000000002 in binary and was rounded up to 15; exact: P(X ≤ 14) and
        // P(X ≤ 91) are 0.09898 and 0.09889, both at most 0.10
        assertThat(attribute("0.90", "0.05", "0.035")).isEqualTo(400);
        assertThat(Distribution.binomial(14, 400, 0.05)).isBetween(0.09897, 0.09899);
        assertThat(attribute("0.90", "0.08", "0.07")).isEqualTo(1300);
        assertThat(Distribution.binomial(91, 1300, 0.08)).isBetween(0.09888, 0.09890);
    }

    @Test
    void draws113WhereTheAicpaPrints112() {
        // of 112 rows at 7 % four errors or fewer have a probability of 0.10071, which is more than the 0.10 allowed
        assertThat(Distribution.binomial(4, 112, 0.07)).isBetween(0.100705, 0.100715);
        assertThat(attribute("0.90", "0.07", "0.0325")).isEqualTo(113);
    }

    @ParameterizedTest
    @CsvSource({"500, 0.90, 27 36 54 102", "500, 0.95, 35 47 69 129", "500, 0.99, 53 70 101 183",
            "1000, 0.90, 28 37 55 108", "1000, 0.95, 36 48 71 138", "1000, 0.99, 54 72 107 204",
            "5000, 0.90, 28 38 57 113", "5000, 0.95, 36 49 73 147", "5000, 0.99, 55 74 112 223"})
    void smallPopulationsNeedTheSizesOfEzQuant(int population, String confidence, String sizes) {
        List<Integer> computed = Stream.of("0.08", "0.06", "0.04", "0.02")
            .map(rate -> SampleSize
                .attribute(new BigDecimal(confidence), new BigDecimal(rate), BigDecimal.ZERO, population)
                .orElseThrow())
            .toList();
        assertThat(computed).isEqualTo(Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void acceptsErrorsOfASmallPopulationAsTouwAndHoogduinDo() {
        assertThat(SampleSize.accepting(0, NINETY, 60, 1200)).hasValue(45);
        assertThat(SampleSize.accepting(2, NINETY, 60, 1200)).hasValue(102);
    }

    /** Columns are tolerable misstatements of 50, 30, 10, 8, 6, 5, 4, 3, 2, 1 and 0.5 % of the book value. */
    @ParameterizedTest
    @CsvSource({"0.95, 0, 6 10 30 38 50 60 75 100 150 300 600", "0.95, 0.1, 8 13 37 46 62 74 92 123 184 368 736",
            "0.95, 0.2, 10 16 47 58 78 93 116 155 232 463 925", "0.95, 0.3, 12 20 60 75 100 120 150 200 300 600 1199",
            "0.90, 0, 5 8 24 29 39 47 58 77 116 231 461", "0.90, 0.2, 7 12 35 43 57 69 86 114 171 341 682"})
    void monetarySizesAreThoseOfTheAicpaAuditGuideTableC1(String confidence, String ratio, String sizes) {
        List<Integer> computed = Stream.of("50", "30", "10", "8", "6", "5", "4", "3", "2", "1", "0.5")
            .map(percent -> monetary(confidence, percent, new BigDecimal(percent).multiply(new BigDecimal(ratio))))
            .toList();
        assertThat(computed).isEqualTo(Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void monetarySizesFollowTheGammaFormulaOverAllRatiosComputedForProceduresMd() {
        assertThat(ratios("0.95", "5")).containsExactly(60, 74, 93, 120, 162, 231);
        assertThat(ratios("0.90", "3")).containsExactly(77, 93, 114, 145, 191, 267);
        assertThat(ratios("0.95", "1")).containsExactly(300, 368, 463, 600, 809, 1154);
    }

    @Test
    void draws98InTheWorkedExampleWhereTheTableIsReadAtTheNextRatio() {
        // course example: BV 2,500,000, TM 125,000, EM 27,722; the table read at ratio 0.2 gives 93, the exact ratio is 0.22
        assertThat(SampleSize.monetary(NINETY_FIVE, new BigDecimal("125000"), new BigDecimal("27722"),
                new BigDecimal("2500000")))
            .hasValue(98);
    }

    @Test
    void draws65WhereTheSraTablePrints64() {
        // -ln(0.04) / 0.05 = 64.38, of which no part of a row can be drawn
        assertThat(monetary("0.96", "5", BigDecimal.ZERO)).isEqualTo(65);
        assertThat(monetary("0.99", "5", BigDecimal.ZERO)).isEqualTo(93);
    }

    @Test
    void draws42WhereSmash21Prints41() {
        // SMASH21 at TM 10 %, EM 1.5 %: with 41 items the gamma distribution stays below 0.95, as jfa shows too
        assertThat(smash("10", "0.5", "1", "1.5", "2", "2.5", "3")).containsExactly(34, 37, 42, 47, 53, 60);
        assertThat(Distribution.gamma(1 + 0.015 * 41, 0.10 * 41)).isLessThan(0.95);
        assertThat(smash("5", "0.5", "1", "1.5", "2", "2.5", "3")).containsExactly(74, 93, 120, 162, 231, 357);
    }

    @Test
    void plansTheExampleOfTheMusPackage() {
        // MUS.calc.n.conservative(0.95, 100000, 50000, 10000000): TM 1 %, ratio 0.5, as in the row computed above
        assertThat(SampleSize.monetary(NINETY_FIVE, new BigDecimal("100000"), new BigDecimal("50000"),
                new BigDecimal("10000000")))
            .hasValue(1154);
    }

    @Test
    void cannotPlanWhereAsMuchIsExpectedAsIsTolerable() {
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.05"), new BigDecimal("0.05"))).isEmpty();
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.05"), new BigDecimal("0.0499"))).isEmpty();
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.05"), new BigDecimal("0.2"), 1_000)).isEmpty();
        assertThat(SampleSize.monetary(NINETY_FIVE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.TEN)).isEmpty();
        assertThat(SampleSize.monetary(NINETY_FIVE, BigDecimal.ONE, BigDecimal.ZERO, new BigDecimal("1000000")))
            .isEmpty();
    }

    @Test
    void neverDrawsMoreThanTheWholePopulation() {
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.05"), BigDecimal.ZERO, 1)).hasValue(1);
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.05"), BigDecimal.ZERO, 20)).hasValue(19);
        assertThat(SampleSize.attribute(NINETY_FIVE, new BigDecimal("0.5"), BigDecimal.ZERO, 4)).hasValue(3);
    }

    @Test
    void asksForMoreRowsTheLessIsTolerable() {
        int before = 0;
        for (int percent = 30; percent > 1; percent--) {
            OptionalInt size = SampleSize.attribute(NINETY, BigDecimal.valueOf(percent, 2), new BigDecimal("0.005"));
            assertThat(size.orElseThrow()).isGreaterThanOrEqualTo(before);
            before = size.getAsInt();
        }
    }

    private static List<Integer> ratios(String confidence, String percent) {
        return Stream.of("0", "0.1", "0.2", "0.3", "0.4", "0.5")
            .map(ratio -> monetary(confidence, percent, new BigDecimal(percent).multiply(new BigDecimal(ratio))))
            .toList();
    }

    private static List<Integer> smash(String tolerable, String... expected) {
        return Arrays.stream(expected).map(each -> monetary("0.95", tolerable, new BigDecimal(each))).toList();
    }

    private static int monetary(String confidence, String tolerable, BigDecimal expected) {
        return SampleSize.monetary(new BigDecimal(confidence), new BigDecimal(tolerable), expected,
                new BigDecimal("100"))
            .orElseThrow();
    }

    private static int attribute(String confidence, String tolerable, String expected) {
        return SampleSize
            .attribute(new BigDecimal(confidence), new BigDecimal(tolerable), new BigDecimal(expected))
            .orElseThrow();
    }
}
