package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Golden values of exact integer sequences: computed twice independently; the first-digit counts of powers of two and of
 * Fibonacci numbers are classical.
 */
class DigitProfileTests {

    private static final BigInteger ONE = BigInteger.ONE;

    static Stream<Arguments> series() {
        return Stream.of(
                Arguments.of("Fibonacci 1..500", fibonacci(),
                        new long[]{151, 88, 63, 47, 40, 33, 29, 27, 22}, "0.17371927", "0.0012679005", "5.68966638",
                        "0.0008725987"),
                Arguments.of("2^0..2^999", powers(2), new long[]{301, 176, 125, 97, 79, 69, 56, 52, 45}, "0.15855058",
                        "0.0006782085", "5.45757549", "0.0006215756"),
                Arguments.of("3^0..3^999", powers(3), new long[]{300, 177, 123, 98, 79, 66, 59, 52, 46}, "0.09721113",
                        "0.0009103929", "24.12803925", "0.0012130063"),
                Arguments.of("1!..500!", factorials(), new long[]{148, 93, 67, 38, 34, 43, 24, 28, 25}, "7.69315790",
                        "0.0104696004", "81.61227031", "0.0032862370"),
                Arguments.of("1..9999",
                        IntStream.rangeClosed(1, 9999).mapToObj(BigInteger::valueOf).toList(),
                        new long[]{1111, 1111, 1111, 1111, 1111, 1111, 1111, 1111, 1111}, "4016.58123083",
                        "0.0597170351", "4068.42342690", "0.0059740530"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void agreesWithTheExactSequences(String name, List<BigInteger> series, long[] firstDigits, String chiSquare1,
            String deviation1, String chiSquare2, String deviation2) {
        long[] counts = counts(DigitTest.FIRST, series);
        DigitProfile first = DigitProfile.of(DigitTest.FIRST, counts);
        DigitProfile two = DigitProfile.of(DigitTest.FIRST_TWO, counts(DigitTest.FIRST_TWO, series));

        assertThat(counts).as(name).isEqualTo(firstDigits);
        assertThat(printed(first.chiSquare(), 8)).isEqualTo(chiSquare1);
        assertThat(printed(first.meanAbsoluteDeviation(), 10)).isEqualTo(deviation1);
        assertThat(printed(two.chiSquare(), 8)).isEqualTo(chiSquare2);
        assertThat(printed(two.meanAbsoluteDeviation(), 10)).isEqualTo(deviation2);
    }

    /**
     * Computed independently with 60 digits (mpmath): Kolmogorov and Smirnov's D of the first and of the first two digits, L2 of
     * the mantissa arc, amounts of at least 10 and their distortion factor. L2 of powers is (sin(pi n a) / (n sin(pi a)))^2 with
     * a the decimal logarithm of the base.
     */
    static Stream<Arguments> furtherFigures() {
        return Stream.of(
                Arguments.of("Fibonacci 1..500", fibonacci(), "0.00194000867204", "0.00390874094432",
                        "0.0000161559270857", 494, "-0.00110424947214"),
                Arguments.of("2^0..2^999", powers(2), "0.00190195998574", "0.00193195564972", "0.0000000134641960402",
                        996, "-0.000971592424829"),
                Arguments.of("3^0..3^999", powers(3), "0.00209804001426", "0.0050033436348", "0.000000138941899855",
                        997, "0.00428977977241"),
                Arguments.of("1!..500!", factorials(), "0.0181512503836", "0.0281799739839", "0.000632179467302", 497,
                        "0.00233283806259"),
                Arguments.of("1..9999", IntStream.rangeClosed(1, 9999).mapToObj(BigInteger::valueOf).toList(),
                        "0.268726657995", "0.268832383804", "0.118413985569", 9990, "0.406789722449"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("furtherFigures")
    void measuresDistanceArcAndDistortionOfTheExactSequences(String name, List<BigInteger> series, String distance1,
            String distance2, String arc, int collapsed, String distortion) {
        long[] leading = series.stream().mapToLong(DigitProfileTests::eighteenDigits).toArray();
        long[] fromTen = series.stream()
            .filter(value -> value.compareTo(BigInteger.TEN) >= 0)
            .mapToLong(DigitProfileTests::eighteenDigits)
            .toArray();
        Map<String, Object> further = Performing
            .applied(new FirstDigit(), ledger(leading), Map.of("minimumRows", 300, "minimumSpan", 0))
            .statistics();
        Map<String, Object> distorted = Performing
            .applied(new FirstDigit(), ledger(fromTen), Map.of("minimumRows", 300, "minimumSpan", 0))
            .statistics();

        assertThat((BigDecimal) further.get("kolmogorovSmirnov")).as(name)
            .isCloseTo(new BigDecimal(distance1), close());
        assertThat(DigitProfile.of(DigitTest.FIRST_TWO, counts(DigitTest.FIRST_TWO, series)).greatestDistance())
            .isCloseTo(new BigDecimal(distance2), close());
        assertThat((BigDecimal) further.get("mantissaArcL2")).isCloseTo(new BigDecimal(arc), close());
        assertThat(((BigDecimal) further.get("mantissaArcPValue")).doubleValue())
            .isCloseTo(Math.exp(-series.size() * Double.parseDouble(arc)), within());
        assertThat(distorted).containsEntry("collapsedAmounts", (long) collapsed);
        assertThat((BigDecimal) distorted.get("distortionFactor")).isCloseTo(new BigDecimal(distortion), close());
    }

    /** The leading digits, of which those left out are less than 1e-17 of the number; in minor units beyond ten units. */
    private static long eighteenDigits(BigInteger value) {
        String digits = value + "0".repeat(18);
        return Long.parseLong(digits.substring(0, 18));
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }

    private static org.assertj.core.data.Offset<BigDecimal> close() {
        return org.assertj.core.data.Offset.offset(new BigDecimal("2e-12"));
    }

    @Test
    void namesTheBandOfTheDeviation() {
        assertThat(verdict(DigitTest.FIRST, "0.006")).isEqualTo("close conformity");
        assertThat(verdict(DigitTest.FIRST, "0.0060001")).isEqualTo("acceptable conformity");
        assertThat(verdict(DigitTest.FIRST, "0.015")).isEqualTo("marginally acceptable conformity");
        assertThat(verdict(DigitTest.FIRST, "0.0151")).isEqualTo("nonconformity");
        assertThat(verdict(DigitTest.FIRST_TWO, "0.0018")).isEqualTo("acceptable conformity");
        assertThat(verdict(DigitTest.FIRST_TWO, "0.0022001")).isEqualTo("nonconformity");
    }

    @Test
    void expectsThePublishedProportions() {
        assertThat(IntStream.rangeClosed(1, 9)
            .mapToObj(digit -> printed(BigDecimal.valueOf(DigitTest.FIRST.expected(digit)), 5))
            .toList()).containsExactly("0.30103", "0.17609", "0.12494", "0.09691", "0.07918", "0.06695", "0.05799",
                    "0.05115", "0.04576");
    }

    @Test
    void knowsFromHowManyRowsTheBandsAreMeaningful() {
        // 246, 1,301 and 2,550 for one, two and three digits: computed from E[MAD] of Barney and Schulzke (2016)
        assertThat(DigitTest.FIRST.leastRows()).isEqualTo(246);
        assertThat(DigitTest.FIRST_TWO.leastRows()).isEqualTo(1_301);
        assertThat(DigitTest.FIRST_THREE.leastRows()).isEqualTo(2_550);
        assertThat(DigitTest.SECOND.leastRows()).isEqualTo(397);
    }

    /** Nigrini (2012) by way of benford_py, which prints five decimals. */
    @Test
    void expectsThePublishedProportionsOfSecondDigits() {
        assertThat(IntStream.rangeClosed(0, 9)
            .mapToObj(digit -> printed(BigDecimal.valueOf(DigitTest.SECOND.expected(digit)), 5))
            .toList()).containsExactly("0.11968", "0.11389", "0.10882", "0.10433", "0.10031", "0.09668", "0.09337",
                    "0.09035", "0.08757", "0.08500");
    }

    @ParameterizedTest
    @EnumSource(DigitTest.class)
    void expectsProportionsThatAreAll(DigitTest test) {
        assertThat(IntStream.range(test.first(), test.first() + test.size()).mapToDouble(test::expected).sum())
            .isCloseTo(1, within());
    }

    /** Bands of Nigrini (2012) by way of benford_py; of second digits benford.analysis codes 0.011 for the last. */
    @Test
    void knowsThePublishedBands() {
        assertThat(DigitTest.FIRST.bands().toString()).isEqualTo("[0.006, 0.012, 0.015]");
        assertThat(DigitTest.SECOND.bands().toString()).isEqualTo("[0.008, 0.010, 0.012]");
        assertThat(DigitTest.FIRST_TWO.bands().toString()).isEqualTo("[0.0012, 0.0018, 0.0022]");
        assertThat(DigitTest.FIRST_THREE.bands().toString()).isEqualTo("[0.00036, 0.00044, 0.00050]");
        assertThat(DigitTest.LAST_TWO.bands()).isEmpty();
    }

    @Test
    void saysOfEndingsWhetherTheyAreUniform() {
        assertThat(DigitTest.LAST_TWO.verdict(BigDecimal.ONE, new BigDecimal("123.225"))).isEqualTo("uniform");
        assertThat(DigitTest.LAST_TWO.verdict(BigDecimal.ONE, new BigDecimal("123.226")))
            .isEqualTo("not uniform at 5 %");
        assertThat(DigitTest.LAST_TWO.verdict(BigDecimal.ONE, new BigDecimal("134.643")))
            .isEqualTo("not uniform at 1 %");
    }

    @Test
    void expectsTheDeviationOfChance() {
        // E[MAD] = 1/√(C·n) with C = 18.131, 17.518, 158.833 and 1,568.68 (Barney and Schulzke 2016; computed)
        assertThat(constant(DigitTest.FIRST, 3)).isEqualTo("18.131");
        assertThat(constant(DigitTest.SECOND, 3)).isEqualTo("17.518");
        assertThat(constant(DigitTest.FIRST_TWO, 3)).isEqualTo("158.833");
        assertThat(constant(DigitTest.FIRST_THREE, 2)).isEqualTo("1568.68");
        assertThat(DigitTest.FIRST.expectedDeviation(1_000)).isCloseTo(1 / Math.sqrt(18_131), within());
        assertThat(DigitTest.FIRST_TWO.expectedDeviation(1_000)).isCloseTo(1 / Math.sqrt(158_833), within());
    }

    @Test
    void leavesTheContinuityTermOutWhereItWouldTurnZNegative() {
        // 301 of 1000 against 0.30103: the difference of 0.00003 is smaller than 1/2000
        DigitProfile profile = DigitProfile.of(DigitTest.FIRST, 301, 176, 125, 97, 79, 69, 56, 52, 45);

        assertThat(profile.continuity(1)).isZero();
        assertThat(profile.z(1)).isPositive();
        assertThat(profile.continuity(6)).isEqualTo(0.0005);
    }

    /** The published packages subtract the term always, so that theirs does turn negative. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void neverTurnsZNegative(String name, List<BigInteger> series) {
        for (DigitTest test : List.of(DigitTest.FIRST, DigitTest.SECOND, DigitTest.FIRST_TWO, DigitTest.FIRST_THREE)) {
            DigitProfile profile = DigitProfile.of(test, counts(test, series));
            assertThat(IntStream.range(test.first(), test.first() + test.size()))
                .allSatisfy(group -> assertThat(profile.z(group)).as(name).isNotNegative());
        }
    }

    @Test
    void measuresTheGreatestDistanceOfTheSums() {
        // 0.301 - log10 2 = -0.00003 to begin with; 0.4 after the second digit
        assertThat(DigitProfile.of(DigitTest.FIRST, 301, 176, 125, 97, 79, 69, 56, 52, 45).greatestDistance())
            .isLessThan(new BigDecimal("0.002"));
        assertThat(printed(DigitProfile.of(DigitTest.FIRST, 0, 0, 0, 0, 0, 0, 0, 0, 1_000).greatestDistance(), 6))
            .isEqualTo("0.954243"); // log10 9
    }

    @Test
    void namesOnlyGroupsThatAreTooFrequent() {
        DigitProfile profile = DigitProfile.of(DigitTest.FIRST, 100, 176, 125, 97, 280, 69, 56, 52, 45);

        assertThat(profile.z(1)).isGreaterThan(new BigDecimal("2.576"));
        assertThat(profile.exceeding(new BigDecimal("2.576"))).containsExactly(5);
    }

    @Test
    void refusesCountsOfAnotherTest() {
        assertThatIllegalArgumentException().isThrownBy(() -> DigitProfile.of(DigitTest.FIRST_TWO, 1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> DigitProfile.of(DigitTest.FIRST, new long[9]));
    }

    private static String constant(DigitTest test, int decimals) {
        double expected = test.expectedDeviation(1);
        return printed(BigDecimal.valueOf(1 / (expected * expected)), decimals);
    }

    private static String verdict(DigitTest test, String deviation) {
        return test.verdict(new BigDecimal(deviation), BigDecimal.ZERO);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-7);
    }

    private static String printed(BigDecimal figure, int decimals) {
        return figure.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static long[] counts(DigitTest test, List<BigInteger> series) {
        long[] counts = new long[test.size()];
        series.forEach(value -> counts[group(test, value) - test.first()]++);
        return counts;
    }

    private static int group(DigitTest test, BigInteger value) {
        return switch (test) {
            case FIRST -> LeadingDigits.of(value, 1);
            case SECOND -> LeadingDigits.of(value, 2) % 10;
            case FIRST_TWO -> LeadingDigits.of(value, 2);
            case FIRST_THREE -> LeadingDigits.of(value, 3);
            case LAST_TWO -> value.mod(BigInteger.valueOf(100)).intValueExact();
        };
    }

    private static List<BigInteger> fibonacci() {
        return Stream.iterate(new BigInteger[]{ONE, ONE}, pair -> new BigInteger[]{pair[1], pair[0].add(pair[1])})
            .limit(500)
            .map(pair -> pair[0])
            .toList();
    }

    private static List<BigInteger> powers(int base) {
        UnaryOperator<BigInteger> next = value -> value.multiply(BigInteger.valueOf(base));
        return Stream.iterate(ONE, next).limit(1_000).toList();
    }

    private static List<BigInteger> factorials() {
        return Stream.iterate(new BigInteger[]{ONE, ONE}, pair -> {
            BigInteger next = pair[0].add(ONE);
            return new BigInteger[]{next, pair[1].multiply(next)};
        }).limit(500).map(pair -> pair[1]).toList();
    }
}
