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
    private final int most;

    private Strata(RowCurrencies currencies, long[][] limits) {
        this.currencies = currencies;
        this.limits = limits;
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
            sums.add(currency * most + place(limits[currency], amounts[i]), amounts[i]);
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

    /** Number of limits that are not above the amount. */
    private static int place(long[] limits, long amount) {
        int low = 0;
        int high = limits.length;
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
