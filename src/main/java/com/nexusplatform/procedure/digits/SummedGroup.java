package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * The amounts of a currency that begin with two digits, and their sum.
 *
 * @param currency number of the currency
 * @param code     its ISO 4217 code
 * @param digits   10 to 99
 * @param sign     sign of the amounts
 * @param n        amounts of the currency
 * @param amounts  amounts of the group
 * @param sum      their sum by magnitude, in minor units
 * @param total    the sum of all groups
 */
record SummedGroup(int currency, String code, int digits, Sign sign, long n, int amounts, BigInteger sum,
        BigInteger total) {

    private static final BigInteger GROUPS = BigInteger.valueOf(DigitTest.FIRST_TWO.size());
    private static final int EXCESS_MOST = Weights.of("DIG-4").points("EXCESS_MOST");

    /** Whether the sum is above the mean of all groups, exactly. */
    boolean isAboveMean() {
        return isAboveMean(sum);
    }

    /** The alert over the largest of its amounts, given the indices of all of them. */
    Alert over(Task task, int[] members) {
        long[] amounts = task.ledger().amounts();
        long[] keys = Arrays.stream(members)
            .mapToLong(index -> Long.MAX_VALUE - GroupSums.magnitude(amounts[index]))
            .toArray();
        int[] largestFirst = members.clone();
        RadixOrder.sort(keys, largestFirst, 0, largestFirst.length);
        BigInteger rest = sum;
        int count = 0;
        while (isAboveMean(rest)) {
            rest = rest.subtract(BigInteger.valueOf(amounts[largestFirst[count++]]).abs());
        }
        int[] rows = Arrays.stream(largestFirst, 0, count).map(index -> index + 1).sorted().toArray();
        return new Alert(points(), rows, explanation(count, rest));
    }

    private boolean isAboveMean(BigInteger part) {
        return part.multiply(GROUPS).compareTo(total) > 0;
    }

    private int points() {
        BigInteger excess = sum.multiply(GROUPS).subtract(total);
        return new BigDecimal(excess.multiply(BigInteger.valueOf(EXCESS_MOST)))
            .divide(new BigDecimal(sum.multiply(GROUPS)), 0, RoundingMode.HALF_EVEN)
            .max(BigDecimal.ONE)
            .intValueExact();
    }

    private Explanation explanation(int count, BigInteger rest) {
        int decimals = Currencies.digits(code);
        String summed = new BigDecimal(sum, decimals).toPlainString();
        BigDecimal mean = Summation.quotient(total, DigitTest.FIRST_TWO.size(), decimals);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("digits", digits);
        inputs.put("currency", code);
        inputs.put("sign", sign.word());
        inputs.put("n", n);
        inputs.put("amounts", amounts);
        inputs.put("sum", summed);
        inputs.put("total", new BigDecimal(total, decimals).toPlainString());
        inputs.put("rows", count);
        inputs.put("sumOfRows", new BigDecimal(sum.subtract(rest), decimals).toPlainString());
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("mean", mean);
        steps.put("sumWithoutRows", new BigDecimal(rest, decimals).toPlainString());
        steps.put("points", points());
        return new Explanation(
                "mean = total / groups; sumWithoutRows = sum - sumOfRows; points = max(1, round(excessMost (sum - mean) / sum))",
                inputs, Map.of("groups", DigitTest.FIRST_TWO.size(), "excessMost", EXCESS_MOST), steps,
                "groups sum " + summed + " > total and groups sumWithoutRows "
                        + new BigDecimal(rest, decimals).toPlainString() + " <= total",
                "Amounts in " + code + " that begin with the digits " + digits + " sum to " + summed
                        + " by magnitude; the mean of all 90 groups is about "
                        + mean.setScale(0, RoundingMode.HALF_EVEN)
                            .toPlainString()
                        + ". Without the largest " + Numerals.grouped(count) + " of its " + Numerals.grouped(amounts)
                        + " amounts the group would not be above the mean.",
                Summation.SOURCE);
    }
}
