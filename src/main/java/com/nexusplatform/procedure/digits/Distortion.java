package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;

/**
 * Nigrini's distortion factor: amounts of at least ten units are collapsed to 10 to 100 by moving the decimal point, and their mean
 * is compared with the 39.0865 of conforming amounts. The sum is exact.
 */
final class Distortion {

    private static final BigDecimal EXPECTED = new BigDecimal("39.0865");
    static final MathContext PRECISION = new MathContext(Numerals.SIGNIFICANT, RoundingMode.HALF_EVEN);
    private static final int MOST_DIGITS = 19;

    private final WideSum[] sums = new WideSum[MOST_DIGITS + 1];
    private long n;

    private Distortion() {
        for (int length = 0; length < sums.length; length++) {
            sums[length] = new WideSum();
        }
    }

    /** The figures of the amounts of the sign chosen; none where no amount reaches ten units. */
    static Map<String, Object> of(Task task) {
        Distortion distortion = new Distortion();
        distortion.add(task);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (distortion.n > 0) {
            BigDecimal mean = distortion.mean();
            figures.put("collapsedAmounts", distortion.n);
            figures.put("collapsedMean", mean);
            figures.put("distortionFactor", mean.subtract(EXPECTED).divide(EXPECTED, PRECISION));
        }
        return figures;
    }

    private void add(Task task) {
        Sign sign = Sign.of(task.parameters());
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        long[] least = currencies.minorUnits(BigDecimal.valueOf(DigitReader.LEAST_UNITS));
        long[] amounts = task.ledger().amounts();
        for (int i = 0; i < amounts.length; i++) {
            long amount = amounts[i];
            if (sign.has(amount) && (amount >= least[currencies.at(i)] || amount <= -least[currencies.at(i)])) {
                long magnitude = amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount);
                sums[LeadingDigits.length(magnitude)].add(magnitude);
                n++;
            }
        }
    }

    private BigDecimal mean() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int length = 1; length < sums.length; length++) {
            BigInteger ofLength = sums[length].value();
            sum = sum.add(new BigDecimal(ofLength, length - 2));
        }
        return sum.divide(BigDecimal.valueOf(n), PRECISION);
    }
}
