package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

import com.nexusplatform.procedure.Numerals;

/** How much error a population can hold at most, with a stated confidence, when so much was found in a sample. */
public final class UpperBound {

    private UpperBound() {}

    /**
     * The error rate of an unlimited population, exact after Clopper and Pearson: the rate at which so few errors or fewer
     * have a probability of 1 - confidence, a quantile of the beta distribution; 1 when every row was in error.
     */
    public static BigDecimal binomial(int errors, int drawn, BigDecimal confidence) {
        return Numerals.rounded(binomialRate(errors, drawn, risk(confidence)));
    }

    /** The errors of a population of known size: the greatest number that so few errors in the sample do not refute. */
    public static int hypergeometric(int errors, int drawn, int population, BigDecimal confidence) {
        BigDecimal risk = BigDecimal.ONE.subtract(confidence);
        int low = errors;
        int high = population - (drawn - errors);
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (Numerals.rounded(Distribution.hypergeometric(errors, population, middle, drawn)).compareTo(risk) > 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Errors to be reckoned with for so many found, by the Poisson distribution: a quantile of the gamma distribution. */
    public static BigDecimal poissonFactor(int errors, BigDecimal confidence) {
        return Numerals.rounded(factor(errors, confidence));
    }

    /** The error rate by the Poisson distribution: its factor for each row drawn. */
    public static BigDecimal poisson(int errors, int drawn, BigDecimal confidence) {
        return Numerals.rounded(factor(errors, confidence) / drawn);
    }

    /**
     * Stringer's factor with Poisson factors, f(0) + Σ (f(i) - f(i - 1)) · t(i) over the taints in descending order. Multiplied
     * with the interval it is the upper limit of overstatement, divided by the rows drawn the upper limit of its rate.
     *
     * @param taints share of each misstated item's value that is overstated, above 0 to 1
     */
    public static BigDecimal stringerFactor(List<BigDecimal> taints, BigDecimal confidence) {
        return Numerals.rounded(stringer(taints, errors -> factor(errors, confidence)));
    }

    /** Stringer's bound of the rate of overstatement with binomial bounds in place of Poisson's, which is a little less. */
    public static BigDecimal stringerBinomial(List<BigDecimal> taints, int drawn, BigDecimal confidence) {
        return Numerals.rounded(stringer(taints, errors -> binomialRate(errors, drawn, risk(confidence))));
    }

    private static double stringer(List<BigDecimal> taints, Steps steps) {
        List<BigDecimal> descending = taints.stream().sorted(Comparator.reverseOrder()).toList();
        double before = steps.at(0);
        double sum = before;
        for (int i = 1; i <= descending.size(); i++) {
            double next = steps.at(i);
            sum += (next - before) * descending.get(i - 1).doubleValue();
            before = next;
        }
        return sum;
    }

    private static double factor(int errors, BigDecimal confidence) {
        return Distribution.gammaQuantile(errors + 1.0, confidence.doubleValue());
    }

    private static double binomialRate(int errors, int drawn, double risk) {
        if (errors >= drawn) {
            return 1;
        }
        double low = 0;
        double high = 1;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return high;
            }
            if (Distribution.binomial(errors, drawn, middle) > risk) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private static double risk(BigDecimal confidence) {
        return BigDecimal.ONE.subtract(confidence).doubleValue();
    }

    /** A bound that grows with the number of errors. */
    @FunctionalInterface
    private interface Steps {

        double at(int errors);
    }
}
