package com.nexusplatform.procedure.sampling;

import java.util.Arrays;
import java.util.Optional;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.RowCurrencies;

/**
 * What a monetary unit sample is drawn from: the amounts of one currency and one sign, in minor units.
 *
 * @param values amount without its sign for each row of the ledger, 0 for rows that are not part
 * @param rows   rows that are part
 * @param value  sum of the values
 */
public record MonetaryPopulation(long[] values, int rows, long value) {

    /**
     * The rows of a ledger whose amounts are above 0, or below 0.
     *
     * @return empty when their sum exceeds 2^63 - 1 minor units, which nothing here reckons with
     */
    public static Optional<MonetaryPopulation> of(ColumnarLedger ledger, String currency, boolean negative) {
        RowCurrencies currencies = RowCurrencies.of(ledger);
        int wanted = currencies.codes().indexOf(currency);
        long[] amounts = ledger.amounts();
        long[] values = new long[amounts.length];
        int rows = 0;
        long sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            long amount = negative ? -amounts[i] : amounts[i];
            if (amounts[i] == Long.MIN_VALUE && negative) {
                return Optional.empty();
            }
            if (amount > 0 && currencies.at(i) == wanted) {
                values[i] = amount;
                rows++;
                sum += amount;
                if (sum < 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new MonetaryPopulation(values, rows, sum));
    }

    /** Value of the items at some indices, each of which stands there once. */
    public long valueOf(int... indices) {
        return Arrays.stream(indices).mapToLong(index -> values[index]).sum();
    }
}
