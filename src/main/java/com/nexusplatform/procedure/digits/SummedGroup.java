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

    /** The fewest of its amounts, largest first, without which its sum would not be above the mean, of the indices of all. */
    Excess excess(long[] amounts, int[] members) {
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
        return new Excess(this, rows, rest);
    }

    private boolean isAboveMean(BigInteger part) {
        return part.multiply(GROUPS).compareTo(total) > 0;
    }

    /** Points of each of its rows. */
    int points() {
        BigInteger excess = sum.multiply(GROUPS).subtract(total);
        return new BigDecimal(excess.multiply(BigInteger.valueOf(EXCESS_MOST)))
            .divide(new BigDecimal(sum.multiply(GROUPS)), 0, RoundingMode.HALF_EVEN)
            .max(BigDecimal.ONE)
            .intValueExact();
    }

    /**
     * What makes the sum of a group exceed the mean.
     *
     * @param group the group
     * @param rows  row numbers of its largest amounts, ascending
     * @param rest  the sum of the others
     */
    record Excess(SummedGroup group, int[] rows, BigInteger rest) {

        static final String FORMULA = "mean = total / groups; sumWithoutRows = sum - sumOfRows;"
                + " points = max(1, round(excessMost (sum - mean) / sum))";

        /** The alert over all of these rows. */
        Alert alert() {
            return new Alert(group.points(), rows, new Explanation(FORMULA, inputs(), constants(), steps(), verdict(),
                    sentence(), Summation.SOURCE));
        }

        Map<String, Object> inputs() {
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("digits", group.digits);
            inputs.put("currency", group.code);
            inputs.put("sign", group.sign.word());
            inputs.put("n", group.n);
            inputs.put("amounts", group.amounts);
            inputs.put("sum", shown(group.sum));
            inputs.put("total", shown(group.total));
            inputs.put("rows", rows.length);
            inputs.put("sumOfRows", shown(group.sum.subtract(rest)));
            return inputs;
        }

        Map<String, Object> constants() {
            Map<String, Object> constants = new LinkedHashMap<>();
            constants.put("groups", DigitTest.FIRST_TWO.size());
            constants.put("excessMost", EXCESS_MOST);
            return constants;
        }

        Map<String, Object> steps() {
            Map<String, Object> steps = new LinkedHashMap<>();
            steps.put("mean", mean());
            steps.put("sumWithoutRows", shown(rest));
            steps.put("points", group.points());
            return steps;
        }

        String verdict() {
            return "groups sum " + shown(group.sum) + " > total and groups sumWithoutRows " + shown(rest)
                    + " <= total";
        }

        String sentence() {
            return "Amounts in " + group.code + " that begin with the digits " + group.digits + " sum to "
                    + shown(group.sum) + " by magnitude; the mean of all 90 groups is about "
                    + mean().setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ". Without the largest "
                    + (rows.length == 1 ? "" : Numerals.grouped(rows.length) + " ") + "of its "
                    + Numerals.counted(group.amounts, "amount", "amounts")
                    + " the group would not be above the mean.";
        }

        private BigDecimal mean() {
            return Summation.quotient(group.total, DigitTest.FIRST_TWO.size(), Currencies.digits(group.code));
        }

        private String shown(BigInteger minorUnits) {
            return new BigDecimal(minorUnits, Currencies.digits(group.code)).toPlainString();
        }
    }
}
