package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** A digit test: which digits it reads, what is expected of them, and the constants of its verdict. */
@SuppressWarnings("ImmutableEnumChecker") // arrays and lists are written by the constructor alone
enum DigitTest {

    /** The first digit, 1 to 9. */
    FIRST(1, 9, DigitTest::benford, "15.507", "20.090", "0.006", "0.012", "0.015"),
    /** The second digit, 0 to 9: the sum of the first two over the nine first digits. */
    SECOND(0, 10, DigitTest::second, "16.919", "21.666", "0.008", "0.010", "0.012"),
    /** The first two digits, 10 to 99. */
    FIRST_TWO(10, 90, DigitTest::benford, "112.022", "122.942", "0.0012", "0.0018", "0.0022"),
    /** The first three digits, 100 to 999. */
    FIRST_THREE(100, 900, DigitTest::benford, "969.865", "1000.575", "0.00036", "0.00044", "0.00050"),
    /** The last two digits in minor units, 00 to 99, expected equally often; no bands are published. */
    LAST_TWO(0, 100, group -> 0.01, "123.225", "134.642");

    /** Source of the law, the bands and the critical values. */
    static final String SOURCE = "Benford's law p(d) = log10(1 + 1/d); bands of the mean absolute deviation: Nigrini, Benford's Law"
            + " (2012), chapter 7; critical values: chi-square distribution";

    private static final int LEAST_EXPECTED = 5;

    private final int first;
    private final double[] expected;
    private final BigDecimal critical5;
    private final BigDecimal critical1;
    private final List<BigDecimal> bands;

    DigitTest(int first, int size, IntToDoubleFunction law, String critical5, String critical1, String... bands) {
        this.first = first;
        expected = new double[size];
        Arrays.setAll(expected, place -> law.applyAsDouble(first + place));
        this.critical5 = new BigDecimal(critical5);
        this.critical1 = new BigDecimal(critical1);
        this.bands = Stream.of(bands).map(BigDecimal::new).toList();
    }

    /** The group of an amount other than zero; a value of too few digits is padded with zeros at the right, or at the left. */
    int group(long amount) {
        return switch (this) {
            case FIRST -> LeadingDigits.of(amount, 1);
            case SECOND -> LeadingDigits.of(amount, 2) % 10;
            case FIRST_TWO -> LeadingDigits.of(amount, 2);
            case FIRST_THREE -> LeadingDigits.of(amount, 3);
            case LAST_TWO -> (int) Math.abs(amount % 100);
        };
    }

    /** The digits of a group as they stand in an amount: those of the last two with their leading zero. */
    String digits(int group) {
        return this == LAST_TWO ? String.format(Locale.ROOT, "%02d", group) : Integer.toString(group);
    }

    /** Whether it reads digits from the left, where Benford's law speaks. */
    boolean leading() {
        return this != LAST_TWO;
    }

    /** The least group of digits. */
    int first() {
        return first;
    }

    /** Number of groups. */
    int size() {
        return expected.length;
    }

    /** Expected proportion of a group. */
    double expected(int group) {
        return expected[group - first];
    }

    /** Upper limits of the mean absolute deviation for close, acceptable and marginal conformity; none where none are published. */
    List<BigDecimal> bands() {
        return bands;
    }

    /** Chi-square value that is exceeded by chance once in twenty times. */
    BigDecimal critical5() {
        return critical5;
    }

    /** Chi-square value that is exceeded by chance once in a hundred times. */
    BigDecimal critical1() {
        return critical1;
    }

    /** Nigrini's word for a mean absolute deviation, where a band includes its limit; of chi-square where there are no bands. */
    String verdict(BigDecimal meanAbsoluteDeviation, BigDecimal chiSquare) {
        if (bands.isEmpty()) {
            return chiSquare.compareTo(critical1) > 0
                    ? "not uniform at 1 %"
                    : chiSquare.compareTo(critical5) > 0 ? "not uniform at 5 %" : "uniform";
        }
        if (meanAbsoluteDeviation.compareTo(bands.get(0)) <= 0) {
            return "close conformity";
        }
        if (meanAbsoluteDeviation.compareTo(bands.get(1)) <= 0) {
            return "acceptable conformity";
        }
        return meanAbsoluteDeviation.compareTo(bands.get(2)) <= 0
                ? "marginally acceptable conformity"
                : "nonconformity";
    }

    /**
     * Rows below which even perfect conformity is expected to leave the bands: the least n for which E[MAD] = mean of
     * √(2p(1 − p)/(πn)) is not above the last band. Without bands, those from which five are expected in each group.
     */
    int leastRows() {
        if (bands.isEmpty()) {
            return LEAST_EXPECTED * size();
        }
        double last = bands.getLast().doubleValue();
        double root = expectedDeviation(1);
        return (int) StrictMath.ceil(root * root / (last * last));
    }

    /** Why there must be so many rows. */
    String leastRowsReason() {
        return bands.isEmpty()
                ? "below " + leastRows() + " fewer than five amounts are expected in a group, too few for chi-square"
                : "below " + leastRows() + " even conforming amounts are expected to leave the bands (Barney and"
                        + " Schulzke 2016)";
    }

    /** Mean absolute deviation expected of n conforming amounts, mean of √(2p(1 − p)/(πn)) (Barney and Schulzke 2016). */
    double expectedDeviation(long n) {
        double sum = 0;
        for (double p : expected) {
            sum += StrictMath.sqrt(2 * p * (1 - p) / (StrictMath.PI * n));
        }
        return sum / size();
    }

    /** log10(1 + 1/d), as ln(1 + 1/d) / ln 10, which loses no digits. */
    private static double benford(int group) {
        return StrictMath.log1p(1.0 / group) / StrictMath.log(10.0);
    }

    private static double second(int digit) {
        double sum = 0;
        for (int first = 1; first <= 9; first++) {
            sum += benford(10 * first + digit);
        }
        return sum;
    }
}
