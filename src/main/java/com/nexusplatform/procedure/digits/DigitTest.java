package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.List;

/** A digit test: which digits it reads, what Benford's law expects of them, and the constants of its verdict. */
enum DigitTest {

    /** The first digit, 1 to 9. */
    FIRST(1, "0.006", "0.012", "0.015", "15.507", "20.090"),
    /** The first two digits, 10 to 99. */
    FIRST_TWO(2, "0.0012", "0.0018", "0.0022", "112.022", "122.942");

    /** Source of the law, the bands and the critical values. */
    static final String SOURCE = "Benford's law p(d) = log10(1 + 1/d); bands of the mean absolute deviation: Nigrini, Benford's Law"
            + " (2012), chapter 7; critical values: chi-square distribution";

    private final int digits;
    private final BigDecimal close;
    private final BigDecimal acceptable;
    private final BigDecimal marginal;
    private final BigDecimal critical5;
    private final BigDecimal critical1;

    DigitTest(int digits, String close, String acceptable, String marginal, String critical5, String critical1) {
        this.digits = digits;
        this.close = new BigDecimal(close);
        this.acceptable = new BigDecimal(acceptable);
        this.marginal = new BigDecimal(marginal);
        this.critical5 = new BigDecimal(critical5);
        this.critical1 = new BigDecimal(critical1);
    }

    /** How many leading digits. */
    int digits() {
        return digits;
    }

    /** The least group of digits, 1 or 10. */
    int first() {
        return digits == 1 ? 1 : 10;
    }

    /** Number of groups, 9 or 90. */
    int size() {
        return digits == 1 ? 9 : 90;
    }

    /** Expected proportion of a group, log10(1 + 1/d), as ln(1 + 1/d) / ln 10, which loses no digits. */
    double expected(int group) {
        return StrictMath.log1p(1.0 / group) / StrictMath.log(10.0);
    }

    /** Upper limits of the mean absolute deviation for close, acceptable and marginal conformity. */
    List<BigDecimal> bands() {
        return List.of(close, acceptable, marginal);
    }

    /** Chi-square value that is exceeded by chance once in twenty times. */
    BigDecimal critical5() {
        return critical5;
    }

    /** Chi-square value that is exceeded by chance once in a hundred times. */
    BigDecimal critical1() {
        return critical1;
    }

    /** Nigrini's word for a mean absolute deviation; a band includes its limit. */
    String verdict(BigDecimal meanAbsoluteDeviation) {
        if (meanAbsoluteDeviation.compareTo(close) <= 0) {
            return "close conformity";
        }
        if (meanAbsoluteDeviation.compareTo(acceptable) <= 0) {
            return "acceptable conformity";
        }
        return meanAbsoluteDeviation.compareTo(marginal) <= 0 ? "marginally acceptable conformity" : "nonconformity";
    }

    /**
     * Rows below which even perfect conformity is expected to leave the bands: the least n for which E[MAD] = mean of
     * √(2p(1 − p)/(πn)) is not above the last band.
     */
    int leastRows() {
        double last = marginal.doubleValue();
        double root = expectedDeviation(1);
        return (int) StrictMath.ceil(root * root / (last * last));
    }

    /** Mean absolute deviation expected of n conforming amounts, mean of √(2p(1 − p)/(πn)) (Barney and Schulzke 2016). */
    double expectedDeviation(long n) {
        double sum = 0;
        for (int group = first(); group < first() + size(); group++) {
            double p = expected(group);
            sum += StrictMath.sqrt(2 * p * (1 - p) / (StrictMath.PI * n));
        }
        return sum / size();
    }
}
