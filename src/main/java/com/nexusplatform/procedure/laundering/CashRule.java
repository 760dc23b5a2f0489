package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.RowCurrencies;

/**
 * When cash in parts is selected.
 *
 * @param thresholds     least amount that is not below the one that is reported when exceeded, by currency, in minor units
 * @param exceeded       greatest amount that does not exceed it, by currency, in minor units
 * @param near           least amount near the threshold, by currency, in minor units
 * @param minimumParts   fewest amounts
 * @param reviewShare    least part of the amounts that are near, in windows of several days
 */
record CashRule(long[] thresholds, long[] exceeded, long[] near, int minimumParts, BigDecimal reviewShare) {

    static CashRule of(Parameters parameters, RowCurrencies currencies) {
        BigDecimal threshold = parameters.decimal("threshold");
        BigDecimal band = BigDecimal.ONE.subtract(parameters.decimal("nearBand"));
        return new CashRule(currencies.minorUnits(threshold), currencies.wholeMinorUnits(threshold),
                currencies.minorUnits(threshold.multiply(band)),
                parameters.integer("minimumParts"), parameters.decimal("nearShare"));
    }

    /** Whether so many amounts of such a sum exceed the threshold together. */
    boolean selects(int parts, long sum, int currency) {
        return parts >= minimumParts && sum > exceeded[currency];
    }

    /** Whether enough of the amounts are near the threshold. */
    boolean isNear(int near, int parts) {
        return BigDecimal.valueOf(near).compareTo(reviewShare.multiply(BigDecimal.valueOf(parts))) >= 0;
    }

    /** Which codes of a dictionary of types are cash, whatever their case. */
    static boolean[] cash(Dictionary types, List<String> cashTypes) {
        List<String> wanted = cashTypes.stream().map(type -> type.strip().toLowerCase(Locale.ROOT)).toList();
        boolean[] cash = new boolean[types.size() + 1];
        for (int code = 1; code <= types.size(); code++) {
            cash[code] = wanted.contains(types.text(code).strip().toLowerCase(Locale.ROOT));
        }
        return cash;
    }
}
