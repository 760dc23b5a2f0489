package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Figures;

/** Classes of amounts for each currency of a ledger, cut at limits in its minor units. */
final class Strata {

    private final RowCurrencies currencies;
    private final long[][] limits;
    private final int[][] firsts;
    private final int most;

    private Strata(RowCurrencies currencies, long[][] limits) {
        this.currencies = currencies;
        this.limits = limits;
        firsts = Arrays.stream(limits).map(Strata::firsts).toArray(int[][]::new);
        most = 1 + Arrays.stream(limits).mapToInt(each -> each.length).max().orElse(0);
    }

    /** Strata cut at powers of ten of the unit on both sides of zero, with zero by itself. */
    static Strata decades(RowCurrencies currencies) {
        return new Strata(currencies,
                currencies.codes().stream().map(code -> decades(Currencies.digits(code))).toArray(long[][]::new));
    }

    /** Strata cut at the limits given, ascending, in units of each currency; a limit belongs to the stratum above it. */
    static Strata at(RowCurrencies currencies, List<BigDecimal> given) {
        long[][] limits = new long[currencies.codes().size()][given.size()];
        for (int i = 0; i < given.size(); i++) {
            long[] minorUnits = currencies.minorUnits(given.get(i));
            for (int currency = 0; currency < limits.length; currency++) {
                limits[currency][i] = minorUnits[currency];
            }
        }
        return new Strata(currencies, limits);
    }

    /** Counts and sums of every stratum of every currency. */
    ExactSums sums(ColumnarLedger ledger) {
        ExactSums sums = new ExactSums(most * limits.length);
        long[] amounts = ledger.amounts();
        for (int i = 0; i < amounts.length; i++) {
            int currency = currencies.at(i);
            int length = length(amounts[i]);
            int[] first = firsts[currency];
            sums.add(currency * most + place(limits[currency], amounts[i], first[length], first[length + 1]),
                    amounts[i]);
        }
        return sums;
    }

    /** The strata that hold rows, by currency and then by amount. */
    List<Map<String, Object>> figures(ExactSums sums) {
        List<Map<String, Object>> figures = new ArrayList<>();
        for (int currency = 0; currency < limits.length; currency++) {
            String code = currencies.code(currency);
            long[] cuts = limits[currency];
            for (int place = 0; place <= cuts.length; place++) {
                int number = currency * most + place;
                if (sums.rows(number) > 0) {
                    figures.add(Figures.of("currency", code, "from",
                            place == 0 ? "" : Numerals.money(cuts[place - 1], code), "to",
                            place == cuts.length ? "" : Numerals.money(cuts[place] - 1, code), "rows",
                            sums.rows(number), "sum", sums.sum(number, code)));
                }
            }
        }
        return figures;
    }

    /** Number of limits that are not above the amount, which is known to be from low to high. */
    private static int place(long[] limits, long amount, int least, int most) {
        int low = least;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (limits[middle] <= amount) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * By the length of an amount the place of the least one so long: of powers of ten, few are left to look at then.
     *
     * @return one more than there are lengths, the last for all limits
     */
    private static int[] firsts(long... limits) {
        int[] firsts = new int[2 * Long.SIZE + 1];
        for (int length = 0; length < 2 * Long.SIZE; length++) {
            firsts[length] = place(limits, least(length), 0, limits.length);
        }
        firsts[2 * Long.SIZE] = limits.length;
        return firsts;
    }

    /** Lengths in bits, which ascend with the amounts: from 64 on of those that are not negative, below of the others. */
    private static int length(long amount) {
        return amount >= 0
                ? 2 * Long.SIZE - Long.numberOfLeadingZeros(amount)
                : Long.numberOfLeadingZeros(~amount) - 1;
    }

    private static long least(int length) {
        if (length < Long.SIZE) {
            return -1L << Long.SIZE - 1 - length;
        }
        return length == Long.SIZE ? 0 : 1L << length - Long.SIZE - 1;
    }

    private static long[] decades(int digits) {
        long[] positive = LongStream
            .concat(LongStream.of(1),
                    IntStream.rangeClosed(digits, 18).mapToLong(k -> BigDecimal.TEN.pow(k).longValueExact()))
            .distinct()
            .toArray();
        return LongStream.concat(Arrays.stream(positive).map(limit -> 1 - limit), Arrays.stream(positive))
            .sorted()
            .toArray();
    }
}
