package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.util.Optional;

import com.nexusplatform.columnar.Currencies;

/**
 * How a monetary unit sample is to be drawn.
 *
 * @param size     items planned, of the whole population
 * @param interval minor units from one selection to the next: value / size, rounded down, which never draws too few
 */
public record MonetaryPlan(int size, long interval) {

    /** Whether no misstatement of a value in minor units of a currency could be more than a tolerable one in its units. */
    public static boolean tolerates(BigDecimal tolerable, long value, String currency) {
        return tolerable.compareTo(Currencies.decimal(value, currency)) >= 0;
    }

    /**
     * The plan for a population of a value in minor units of a currency, with misstatements in its units.
     *
     * @return empty when no sample of up to {@value SampleSize#LARGEST} items suffices
     */
    public static Optional<MonetaryPlan> of(long value, String currency, BigDecimal confidence, BigDecimal tolerable,
            BigDecimal expected) {
        var size = SampleSize.monetary(confidence, tolerable, expected, Currencies.decimal(value, currency));
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new MonetaryPlan(size.getAsInt(), Math.max(1, value / size.getAsInt())));
    }
}
